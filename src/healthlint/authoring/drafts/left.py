"""The content of a label's main sections that no draft covers, listed so that nothing is lost silently."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from healthlint.authoring.drafts.amounts import amounts
from healthlint.authoring.drafts.model import Draft, Unread
from healthlint.authoring.drafts.people import people
from healthlint.authoring.drafts.sentences import Sentence, sections, sentences
from healthlint.authoring.drafts.wording import words
from healthlint.authoring.labels.loinc import BOXED_WARNING, CONTRAINDICATIONS, DO_NOT_USE, DOSAGE, INDICATIONS
from healthlint.authoring.labels.model import Label, Section
from healthlint.pattern import pattern
from healthlint.span import Span

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        BOXED_WARNING: "boxed-warning",
        INDICATIONS: "indication",
        DOSAGE: "dose",
        CONTRAINDICATIONS: "contraindication",
        DO_NOT_USE: "contraindication",
    }
)
"""The sections of which every sentence is behind a draft or listed."""
_BRACKET = pattern(r"\(([^()]*)\)")
_WORD = pattern(r"[A-Za-z]{6,}")
_LONGEST_HEADING = 12
_FEW = 3
_NOTHING = "nothing was drafted from it"


class _Places:
    """Spans of a file, with a test for overlap."""

    def __init__(self, places: Iterable[Span]) -> None:
        self._ends: list[int] = []
        self._starts: list[int] = []
        for place in sorted(places):
            if self._ends and place.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], place.end)
            else:
                self._starts.append(place.start)
                self._ends.append(place.end)

    def touch(self, place: Span) -> bool:
        """True if one of them has a character in common with `place`."""
        at = bisect_left(self._ends, place.start + 1)
        return at < len(self._starts) and self._starts[at] < place.end


def left(label: Label, found: Iterable[Draft | Unread]) -> Iterator[Unread]:
    """The content that no draft and no entry for the editor covers, in text order: sentences, rows of tables, amounts
    and brackets next to drafted ones, and what only the highlights say."""
    places = _Places([each.place for each in found])
    for code, kind in _KINDS.items():
        for section in sections(label, code):
            yield from _sentences(label, section, kind, places)
            yield from _rows(label, section, kind, places)
            yield from _highlights(label, section, kind)


def _sentences(label: Label, section: Section, kind: str, places: _Places) -> Iterator[Unread]:
    said = list(sentences(label, section))
    touched = [places.touch(label.place(sentence.trimmed)) for sentence in said]
    led = {sentence.lead for sentence, is_touched in zip(said, touched, strict=True) if is_touched}
    silent = None
    for sentence, is_touched in zip(said, touched, strict=True):
        missing = not is_touched and sentence.plain.strip() not in led and _says_something(sentence)
        if silent and not (missing and sentence.block is silent[-1].block):
            yield _unread(label, silent, kind)
            silent = None
        if missing:
            silent = [*(silent or ()), sentence]
        elif is_touched:
            yield from _undrafted_details(label, sentence, kind, places)
    if silent:
        yield _unread(label, silent, kind)
    if kind == "contraindication" and not said and section.title and not section.sections:
        place = label.place(section.title)
        if not places.touch(place):
            yield Unread(kind, place, _NOTHING)


def _unread(label: Label, silent: list[Sentence], kind: str) -> Unread:
    return Unread(kind, label.place(silent[0].trimmed.cover(silent[-1].trimmed)), _NOTHING)


def _says_something(sentence: Sentence) -> bool:
    """False for headings, and for "None" below the title of a section."""
    text = sentence.text.strip()
    heading = sentence.block.heading and text[-1:] not in (".", "") and len(text.split()) <= _LONGEST_HEADING
    return any(letter.isalnum() for letter in text) and not heading and not words("none").match(sentence.plain)


def _undrafted_details(label: Label, sentence: Sentence, kind: str, places: _Places) -> Iterator[Unread]:
    """The amounts, times and brackets of a sentence that are not in its drafts."""
    brackets = [found.span() for found in _BRACKET.finditer(sentence.text) if _tells(found[0])]
    spans = [(span, "words in brackets beside a draft") for span in brackets]
    more = amounts(sentence.plain) if kind == "dose" else ()
    spans += [((amount.start, amount.end), "an amount that is no draft") for amount in more]
    times = words("dose-timing").finditer(sentence.plain) if kind in ("dose", "contraindication") else ()
    spans += [(found.span(), "a time or condition that the draft does not have") for found in times]
    for span, reason in spans:
        place = label.place(sentence.span(*span))
        if not places.touch(place):
            yield Unread(kind, place, reason)


def _tells(bracket: str) -> bool:
    """False for references, abbreviations and groups of people, which drafts have read."""
    few = len(bracket.split()) < _FEW and not any(amounts(bracket))
    return not few and not words("reference").match(bracket) and not people(bracket)


def _rows(label: Label, section: Section, kind: str, places: _Places) -> Iterator[Unread]:
    for table in section.tables:
        # Without a header of its own, a table has it in its first row.
        for row in table.rows[not table.head :]:
            cells = [cell for cell in row if cell]
            if cells and not places.touch(whole := label.place(cells[0].cover(cells[-1]))):
                yield Unread(kind, whole, "a row of a table of which nothing was drafted")


def _highlights(label: Label, section: Section, kind: str) -> Iterator[Unread]:
    """The sentences of the summary with a word that the section itself does not have."""
    own = {word.lower() for word in _WORD.findall(_text(label, section))} if section.highlights else set()
    for sentence in sentences(label, section, section.highlights) if own else ():
        new = [word for word in _WORD.findall(sentence.plain) if not _is_in(word.lower(), own)]
        leads = words("full-information").search(sentence.plain) or sentence.plain.rstrip().endswith(":")
        if new and not leads:
            reason = f"only the highlights have the words {', '.join(dict.fromkeys(new))}"
            yield Unread(kind, label.place(sentence.trimmed), reason)


def _text(label: Label, section: Section) -> str:
    spans = (span for each in section.walk() for span in (each.title, *(block.span for block in each.blocks)))
    return " ".join(map(label.words, spans))


def _is_in(word: str, own: set[str]) -> bool:
    """True for a word of the section in any of its forms, as far as its first letters tell."""
    stem = word[: max(4, len(word) - 3)]
    return any(each.startswith(stem) for each in own)
