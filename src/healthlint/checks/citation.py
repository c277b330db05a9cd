"""Markers that lead nowhere, entries that are never cited, and two styles of marker in one article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from healthlint.analysis.citations import Entry, Marker, entries, markers
from healthlint.checks.base import Article, Check, Hit
from healthlint.span import Span

_SIGNS = {"square": "[1]", "brace": "{1}", "round": "(1)", "superscript": "¹", "note": "[^1]", "plain": "1."}
_PAIRED = frozenset({"square", "brace", "round"})


@dataclass(frozen=True, slots=True)
class Citation(Check):
    """One `problem`: no-entry, never-cited or two-styles. In the message: {marker}, {style} (how the other
    markers look), {lack} (what is missing).

    A number in round brackets is a marker only when the article has a reference list that reaches that far: "(4)" may
    be anything.
    """

    kind: ClassVar[str] = "citation"
    problem: Literal["no-entry", "never-cited", "two-styles"] = "no-entry"

    def run(self, article: Article) -> Iterator[Hit]:
        listed = list(entries(article.document))
        known = {entry.number for entry in listed}
        used = [
            m
            for m in markers(article.document)
            if m.style != "round" or (known and set(m.numbers) <= set(range(1, max(known) + 1)))
        ]
        if self.problem == "no-entry":
            yield from _without_entry(article, used, known)
        elif self.problem == "never-cited":
            yield from _never_cited(article, used, listed)
        else:
            yield from _two_styles(article, used, listed)


def _without_entry(article: Article, used: Sequence[Marker], known: set[int]) -> Iterator[Hit]:
    for marker in used:
        if not known.issuperset(marker.numbers):
            lack = "the reference list has no such entry" if known else "the article has no reference list"
            yield Hit(marker.span, {"marker": article.text(marker.span), "lack": lack})
        if not known:
            return  # without any list, one finding says it all


def _never_cited(article: Article, used: Sequence[Marker], listed: Sequence[Entry]) -> Iterator[Hit]:
    cited = {number for marker in used for number in marker.numbers}
    if not cited:
        return
    for entry in listed:
        if entry.number not in cited:
            yield Hit(_first_sentence(article, entry), {"marker": str(entry.number)})


def _first_sentence(article: Article, entry: Entry) -> Span:
    sentence = article.sentence_at(entry.span.start)
    return entry.span if sentence is None else sentence.span


def _two_styles(article: Article, used: Sequence[Marker], listed: Sequence[Entry]) -> Iterator[Hit]:
    counts = Counter(marker.style for marker in used)
    if not counts:
        return
    usual = counts.most_common(1)[0][0]
    odd = next((marker for marker in used if marker.style != usual), None)
    if odd is not None:
        yield Hit(odd.span, {"marker": article.text(odd.span), "style": _SIGNS[usual]})
    elif listed and listed[0].style in _PAIRED and usual in _PAIRED and listed[0].style != usual:
        entry = listed[0]
        marker = _SIGNS[entry.style].replace("1", str(entry.number))
        opening = Span(entry.span.start, min(entry.span.end, entry.span.start + len(marker)))
        yield Hit(opening, {"marker": marker, "style": _SIGNS[usual]})
