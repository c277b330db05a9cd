"""The article asks for more years of schooling than its readers can be expected to have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.checks.base import Article, Check, Hit
from healthlint.document.model import Document
from healthlint.record import dataclass

_PROSE = frozenset({"paragraph", "item", "quote"})


@dataclass(frozen=True, slots=True)
class Readability(Check):
    """Reports the article when every one of `formulas` (grades of textstat) is above `grade`.

    Formulas disagree by years, so a single one decides nothing. Needs `words` words of running text. In the message:
    {scores}, {grade}.
    """

    kind: ClassVar[str] = "readability"
    formulas: tuple[str, ...] = ("flesch_kincaid_grade", "smog_index")
    grade: float = 12.0
    words: int = 100

    def run(self, article: Article) -> Iterator[Hit]:
        text = running_text(article.document)
        if len(text.split()) < self.words:
            return
        from healthlint.readability import scores  # textstat is loaded only when this rule runs

        found = scores(text, self.formulas)
        if all(value > self.grade for value in found.values()):
            listed = ", ".join(f"{name.replace('_', ' ')} {value:.1f}" for name, value in found.items())
            yield Hit(None, {"scores": listed, "grade": f"{self.grade:g}"})


def running_text(document: Document) -> str:
    """The sentences of an article, without headings, tables and references: what the formulas are made for."""
    blocks = (block.span for block in document.blocks if block.kind in _PROSE)
    return "\n\n".join(document.text[span.start : span.end] for span in blocks)
