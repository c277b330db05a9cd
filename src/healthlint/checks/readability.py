"""A text that takes more years of schooling than its readers can be expected to have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from healthlint.analysis.model import Sentence
from healthlint.analysis.sentences import split
from healthlint.analysis.tokens import tokenize
from healthlint.checks.base import Article, Check, Hit
from healthlint.document.model import Document
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.span import Span

_PROSE = frozenset({"paragraph", "item", "quote"})
_STOPS = pattern(r"[.!?]+")
_FEWEST = 3
"""The fewest words of a sentence that the formulas count."""
_HARDEST = 3
_LONGEST = 30
"""How many of the longest sentences are candidates for the hardest."""
_SHOWN = 6
"""Words of a sentence that are shown so that it can be found."""


@dataclass(frozen=True, slots=True)
class Readability(Check):
    """Reports the article when every one of `formulas` (grades of textstat) is above `grade`.

    The formulas differ by years, so no single one decides. The article needs at least `words` words of running text. A
    paragraph or list item ends a sentence whether or not it has a full stop; an abbreviation or a decimal does not. In
    the message: {scores}, {grade}, and {hardest}, the beginnings of the three hardest sentences with their places.
    """

    kind: ClassVar[str] = "readability"
    formulas: tuple[str, ...] = ("flesch_kincaid_grade", "smog_index")
    grade: float = 12.0
    words: int = 100

    def run(self, article: Article) -> Iterator[Hit]:
        foreign = article.analysis.foreign.parts
        own = (each for each in article.analysis.sentences if not foreign.overlaps(each.span))
        sentences = tuple(prose_sentences(article.document, own))
        text = " ".join(plain for _, plain in sentences)
        if len(text.split()) < self.words:
            return
        from healthlint.readability import scores  # textstat is loaded only when this rule runs

        found: dict[str, float] = {}
        for name in self.formulas:
            found |= scores(text, (name,))
            if found[name] <= self.grade:
                return
        listed = ", ".join(f"{name.replace('_', ' ')} {value:.1f}" for name, value in found.items())
        hardest = "; ".join(_shown(article, span) for span in self._hardest(sentences))
        yield Hit(None, {"scores": listed, "grade": f"{self.grade:g}", "hardest": hardest})

    def _hardest(self, sentences: Sequence[tuple[Span, str]]) -> list[Span]:
        """The sentences that are hardest by the first formula, the hardest first."""
        from healthlint.readability import scores

        longest = sorted(sentences, key=lambda each: -len(each[1].split()))[:_LONGEST]
        graded = [(scores(plain, self.formulas[:1])[self.formulas[0]], span) for span, plain in longest]
        return [span for _, span in sorted(graded, key=lambda each: (-each[0], each[1]))[:_HARDEST]]


def running_text(document: Document) -> str:
    """The sentences of an article as its formulas read them."""
    return " ".join(plain for _, plain in prose_sentences(document, split(document, tokenize(document.text))))


def prose_sentences(document: Document, sentences: Iterable[Sentence]) -> Iterator[tuple[Span, str]]:
    """The sentences of running text, without headings, tables and references, prepared for the formulas: each has
    exactly one full stop, at its end."""
    for sentence in sentences:
        if document.blocks[sentence.block].kind in _PROSE:
            text = document.text[sentence.span.start : sentence.span.end]
            plain = " ".join(_STOPS.sub("", text).split())
            if len(plain.split()) >= _FEWEST:
                yield sentence.span, f"{plain}."


def _shown(article: Article, span: Span) -> str:
    """How a sentence begins, and where."""
    text = article.text(span).split()
    start = " ".join(text[:_SHOWN]) + (" ..." if len(text) > _SHOWN else "")
    place = article.document.prose.locate(span.start, span.end)
    where = article.document.place(place) or f"line {article.document.position(place.start)[0]}"
    return f"\u201c{start}\u201d ({where})"
