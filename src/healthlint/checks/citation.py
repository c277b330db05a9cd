"""Markers without an entry, entries that are never cited, and two styles of marker in one article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, Literal

from healthlint.analysis.citations import Entry, Marker, entries
from healthlint.checks.base import Article, Check, Hit
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

_SIGNS = {
    "square": "[1]",
    "brace": "{1}",
    "round": "(1)",
    "superscript": "¹",
    "note": "[^1]",
    "plain": "1.",
    "author-year": "(author, year)",
}
_PAIRED = frozenset({"square", "brace", "round"})


@dataclass(frozen=True, slots=True)
class Citation(Check):
    """Reports one `problem`: no-entry, never-cited or two-styles. In the message: {marker}, {style} (the style of the
    other markers), {lack} (what is missing).

    A number in round brackets is a marker only if the article has a reference list that reaches that far: "(4)" may be
    anything. A name with a year is one only if another such marker leads to the list: "(Stanford, 2013)" may be a
    place.
    """

    kind: ClassVar[str] = "citation"
    problem: Literal["no-entry", "never-cited", "two-styles"] = "no-entry"

    def run(self, article: Article) -> Iterator[Hit]:
        listed = list(entries(article.document))
        used = list(_used(article.markers, listed))
        if self.problem == "no-entry":
            yield from _without_entry(article, used, listed)
        elif self.problem == "never-cited":
            yield from _never_cited(article, used, listed)
        else:
            yield from _two_styles(article, used, listed)


def _used(found: Sequence[Marker], listed: Sequence[Entry]) -> Iterator[Marker]:
    """The markers that are really citations."""
    last = max((int(entry.number) for entry in listed if entry.number), default=0)
    index = _by_handle(listed)
    by_name = any(_led(marker, index) for marker in found if marker.style == "author-year")
    for marker in found:
        if marker.style == "author-year":
            meant = by_name or marker.sure
        else:
            meant = marker.sure or (last > 0 and all(1 <= int(key) <= last for key in marker.keys))
        if meant:
            yield marker


def _by_handle(listed: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries by their numbers and words, so that a key is compared only with entries that share one."""
    index = defaultdict(list)
    for entry in listed:
        for handle in _handles(entry):
            index[handle].append(entry)
    return index


def _handles(entry: Entry) -> Iterable[str]:
    return (f"#{entry.number}", *entry.words)


def _handle(key: str) -> str:
    return key.rpartition(" ")[0] or f"#{key}"


def _led(marker: Marker, index: Mapping[str, Sequence[Entry]]) -> bool:
    return all(any(entry.answers(key) for entry in index.get(_handle(key), ())) for key in marker.keys)


def _without_entry(article: Article, used: Sequence[Marker], listed: Sequence[Entry]) -> Iterator[Hit]:
    index = _by_handle(listed)
    by_name = any(_led(marker, index) for marker in used if marker.style == "author-year")
    for marker in used:
        # A name with a year can be looked up without a list; if other markers lead to a list, this one should too.
        if marker.style == "author-year" and not (by_name and marker.sure):
            continue
        if not _led(marker, index):
            lack = "the reference list has no such entry" if listed else "the article has no reference list"
            yield _on(article, marker, lack=lack)
            if not listed:
                return  # without any list, one finding is enough


def _on(article: Article, marker: Marker, **values: str) -> Hit:
    shown = marker.shown or article.text(marker.span)
    return Hit(marker.span, {"marker": shown, **values}, place=marker.place)


def _never_cited(article: Article, used: Sequence[Marker], listed: Sequence[Entry]) -> Iterator[Hit]:
    keys = defaultdict(set)
    for key in {key for marker in used for key in marker.keys}:
        keys[_handle(key)].add(key)
    cited = [_is_cited(entry, keys) for entry in listed]
    if not any(cited):
        return
    index = _by_handle(listed)
    by_name = any(marker.style == "author-year" and _led(marker, index) for marker in used)
    for entry, is_cited in zip(listed, cited, strict=True):
        if (entry.number or by_name) and not is_cited:
            yield Hit(_first_sentence(article, entry), {"marker": entry.number or entry.name})


def _is_cited(entry: Entry, keys: Mapping[str, Iterable[str]]) -> bool:
    return any(entry.answers(key) for handle in _handles(entry) for key in keys.get(handle, ()))


def _first_sentence(article: Article, entry: Entry) -> Span:
    sentence = article.sentence_at(entry.span.start)
    return entry.span if sentence is None else sentence.span


def _two_styles(article: Article, used: Sequence[Marker], listed: Sequence[Entry]) -> Iterator[Hit]:
    counts = Counter(marker.style for marker in used if _shows_style(marker))
    if not counts:
        return
    usual = counts.most_common(1)[0][0]
    odd = next((marker for marker in used if marker.style != usual and _shows_style(marker)), None)
    if odd is not None:
        yield _on(article, odd, style=_SIGNS[usual])
    elif listed and listed[0].style in _PAIRED and usual in _PAIRED and listed[0].style != usual:
        entry = listed[0]
        marker = _SIGNS[entry.style].replace("1", str(entry.number))
        opening = Span(entry.span.start, min(entry.span.end, entry.span.start + len(marker)))
        yield Hit(opening, {"marker": marker, "style": _SIGNS[usual]})


def _shows_style(marker: Marker) -> bool:
    """ "Gray (2020) found" is a sentence with a name in it, whatever the style of the markers."""
    return marker.style != "author-year" or marker.sure
