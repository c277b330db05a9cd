"""An abbreviation is written out in two ways; the later one is reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.tokens import Tokens
from healthlint.checks.base import Article, Check, Hit
from healthlint.pattern import pattern
from healthlint.record import dataclass
from healthlint.span import Span

_TELLING = 3
"""Words of an expansion that can be told from a chance resemblance."""
_COMPOUND = pattern(r"[^\W\d_]+[-‐‑][^\W\d_]")
_ABBREVIATION = pattern(r"\b[A-Z]{2,6}\b")


@dataclass(frozen=True, slots=True)
class Expansion(Check):
    """Finds words whose initials spell an abbreviation beside it: "low-dose naltrexone (LDN)", "LDN stands for ...",
    and later ones that differ from those in the first word.

    `links` are the words that may stand between an abbreviation and what it is short for. In the message:
    {abbreviation}, {text}, {earlier}.
    """

    kind: ClassVar[str] = "expansion"
    links: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        known: dict[str, tuple[tuple[str, ...], Span]] = {}
        yield from self._beside(article, known)
        for abbreviation, (words, place) in known.items():
            for span in _variants(article.analysis.scan.tokens, words, place.end):
                # Only a compound: "an aortic aneurysm" is no other name of the abdominal one.
                if not _compound(article.text(span)):
                    continue
                yield Hit(
                    span,
                    {"abbreviation": abbreviation, "text": article.text(span), "earlier": article.earlier(place)},
                )

    def _beside(self, article: Article, known: dict[str, tuple[tuple[str, ...], Span]]) -> Iterator[Hit]:
        tokens = article.analysis.scan.tokens
        linked = {span.start: span.end for span in sorted(article.matches(self.links))}
        for match in _ABBREVIATION.finditer(article.document.text):
            for span in _expansions(tokens, match[0].lower(), Span(*match.span()), linked):
                inside = tokens.within(span)
                words = tuple(tokens.words[inside.start : inside.stop])
                first = known.setdefault(match[0], (words, span))
                if _bare(first[0]) != _bare(words):
                    whole = span.cover(Span(*match.span()))
                    yield Hit(
                        whole,
                        {"abbreviation": match[0], "text": article.text(span), "earlier": article.earlier(first[1])},
                    )


def _expansions(tokens: Tokens, letters: str, place: Span, linked: dict[int, int]) -> Iterator[Span]:
    inside = tokens.within(place)
    if not inside:
        return
    before, after = inside.start - 1, inside.stop
    if before >= 0 and tokens.words[before] == "(":
        yield from _spelled(tokens, letters, before - len(letters))
    if after < len(tokens) and tokens.words[after] == "(":
        start = linked.get(tokens.starts[after + 1]) if after + 1 < len(tokens) else None
        opening = after + 1 if start is None else tokens.within(Span(start, start + 40)).start
        yield from _spelled(tokens, letters, opening)
    elif after < len(tokens) and tokens.starts[after] in linked:
        end = linked[tokens.starts[after]]
        yield from _spelled(tokens, letters, tokens.within(Span(end, end + 40)).start)


def _variants(tokens: Tokens, words: tuple[str, ...], after: int) -> Iterator[Span]:
    """Later stretches with the same initials that differ in the first word only: "light-dose" for "low-dose"."""
    if len(words) < _TELLING:
        return
    for last in range(tokens.within(Span(after, after)).start + len(words) - 1, len(tokens)):
        first = last - len(words) + 1
        if tokens.words[first + 1 : last + 1] == words[1:] and _varied(tokens.words[first], words[0]):
            yield tokens.span(first, last)


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without the endings of plurals: restless leg and restless legs are one."""
    return tuple(word.removesuffix("s") for word in words)


def _compound(text: str) -> bool:
    return bool(_COMPOUND.match(text))


def _varied(word: str, known: str) -> bool:
    # "lower-dose" and "low-doses" are forms of the same; "light-dose" is another thing.
    return word[0] == known[0] and word.isalpha() and not word.startswith(known) and not known.startswith(word)


def _spelled(tokens: Tokens, letters: str, first: int) -> Iterator[Span]:
    last = first + len(letters) - 1
    if first < 0 or last >= len(tokens):
        return
    if all(tokens.words[first + index][0] == letter for index, letter in enumerate(letters)):
        yield tokens.span(first, last)
