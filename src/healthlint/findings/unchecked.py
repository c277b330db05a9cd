"""What was not checked: a finding says what is wrong, this says where nobody looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from healthlint.document.model import Document
from healthlint.fast_dataclass import dataclass
from healthlint.findings.model import Position
from healthlint.span import Span

DRUG, PART, FILE, READER, FACTS = "drug", "part", "file", "reader", "facts"
"""The kinds that there are: a drug without facts, or without those on what the text says of it (`facts`), a part of a
file, a file of a format that is not read, and what only the taught reader sees, where it is not installed. Programs
have to expect others."""
_FOREIGN, _ONLY_ENGLISH = "text in another language than English", "all rules are about English"
_IN_ENGLISH = "have it read by somebody who knows the language"
_NEW_FACT = "add such facts to the pack (healthlint pack coverage shows what it has)"
_NEW_PACK = "write a pack with facts on it (healthlint pack new), or take one that has them (extend-packs)"


@dataclass(frozen=True, slots=True)
class NotChecked:
    """`what` of a file was not checked, and why; `way_out` is what to do about it. `places` is how many times the file
    has it, `first` where it has it first, if that is a place in it."""

    path: str
    kind: str
    what: str
    why: str
    way_out: str
    places: int = 1
    first: Position | None = None

    @property
    def message(self) -> str:
        """All of it in words, but for the way out."""
        if self.kind == READER:
            return f"{self.what} were not looked for: {self.why}"
        return (
            f"no facts on {self.what}: {self.why}"
            if self.kind in (DRUG, FACTS)
            else f"{self.what} was not read: {self.why}"
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object but for the paths and the places, which a run adds up."""
        said = {"kind": self.kind, "what": self.what, "message": self.message, "way_out": self.way_out}
        if self.first is None:
            return said
        return {**said, "first": {"path": self.path, "line": self.first.line, "column": self.first.column}}


def without_reader(missing: str) -> NotChecked:
    """What is not looked for where the taught reader cannot run; `missing` says why that is."""
    way_out = "pip install 'healthlint[reader]' adds it, `reader: false` in the configuration does without"
    return NotChecked("", READER, "claims and caveats in other words than those of the rules", missing, way_out)


def in_document(
    document: Document, drugs: Mapping[str, Sequence[Span]], foreign: Sequence[Span] = ()
) -> tuple[NotChecked, ...]:
    """What of a document was not checked: parts that were not read, `foreign` ones in another language than English,
    and the `drugs` that no pack has facts on, by name, with the stretches of the text that name them."""
    found = [_part(document, each.what, each.why, each.way_out, each.places, each.span) for each in document.unread]
    if foreign:
        first = document.prose.locate(foreign[0].start, foreign[0].end)
        found.append(_part(document, _FOREIGN, _ONLY_ENGLISH, _IN_ENGLISH, len(foreign), first))
    return (*found, *(_drug(document, name, spans) for name, spans in drugs.items()))


def uncovered(document: Document, gaps: Mapping[str, Sequence[Span]]) -> tuple[NotChecked, ...]:
    """What a document says of drugs that have facts, but none on that: "doses of naloxone", with where it says so."""
    return tuple(_gap(document, what, spans) for what, spans in gaps.items())


def _gap(document: Document, what: str, spans: Sequence[Span]) -> NotChecked:
    first = document.prose.locate(spans[0].start, spans[0].end)
    why = "they were not checked"
    return NotChecked(document.path, FACTS, what, why, _NEW_FACT, len(spans), _at(document, first))


def _part(document: Document, what: str, why: str, way_out: str, places: int, span: Span) -> NotChecked:
    return NotChecked(document.path, PART, what, why, way_out, places, _at(document, span))


def _drug(document: Document, name: str, spans: Sequence[Span]) -> NotChecked:
    first = document.prose.locate(spans[0].start, spans[0].end)
    why = "its doses, status and claims were not checked"
    return NotChecked(document.path, DRUG, name, why, _NEW_PACK, len(spans), _at(document, first))


def _at(document: Document, span: Span) -> Position | None:
    return Position(*document.position(span.start)) if len(span) else None
