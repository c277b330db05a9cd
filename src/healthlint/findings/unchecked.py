"""What was not checked: findings say what is wrong, this says what was not examined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from healthlint.document.model import Document
from healthlint.fast_dataclass import dataclass
from healthlint.findings.model import Position
from healthlint.span import Span

DRUG, PART, FILE, READER, FACTS = "drug", "part", "file", "reader", "facts"
"""The kinds: a drug without facts, or without facts on what the text says of it (`facts`), a part of a file, a file in
an unsupported format, and what only the taught reader finds, if it is not installed. Programs must expect further
kinds."""
_FOREIGN, _ONLY_ENGLISH = "text in a language other than English", "all rules are for English"
_IN_ENGLISH = "have it reviewed by somebody who knows the language"
_NEW_FACT = "add such facts to the pack (healthlint pack coverage shows what it has)"
_NEW_PACK = "write a pack with facts on it (healthlint pack new), or use one that has them (extend-packs)"


@dataclass(frozen=True, slots=True)
class NotChecked:
    """`what` in a file was not checked, and why; `way_out` is what to do about it. `places` is the number of
    occurrences in the file, `first` the first one, if it has a place."""

    path: str
    kind: str
    what: str
    why: str
    way_out: str
    places: int = 1
    first: Position | None = None

    @property
    def message(self) -> str:
        """The whole text, except the way out."""
        if self.kind == READER:
            return f"{self.what} were not checked: {self.why}"
        return (
            f"no facts on {self.what}: {self.why}"
            if self.kind in (DRUG, FACTS)
            else f"{self.what} was not read: {self.why}"
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object without paths and places, which a run totals."""
        said = {"kind": self.kind, "what": self.what, "message": self.message, "way_out": self.way_out}
        if self.first is None:
            return said
        return {**said, "first": {"path": self.path, "line": self.first.line, "column": self.first.column}}


def without_reader(missing: str) -> NotChecked:
    """What is not found without the taught reader; `missing` is the reason why it cannot run."""
    way_out = "pip install 'healthlint[reader]' installs it; `reader: false` in the configuration turns this notice off"
    return NotChecked("", READER, "claims and caveats in words that no rule lists", missing, way_out)


def in_document(
    document: Document, drugs: Mapping[str, Sequence[Span]], foreign: Sequence[Span] = ()
) -> tuple[NotChecked, ...]:
    """What was not checked in a document: parts that were not read, `foreign` parts in other languages, and the `drugs`
    without facts in any pack, by name, with their places in the text."""
    found = [_part(document, each.what, each.why, each.way_out, each.places, each.span) for each in document.unread]
    if foreign:
        first = document.prose.locate(foreign[0].start, foreign[0].end)
        found.append(_part(document, _FOREIGN, _ONLY_ENGLISH, _IN_ENGLISH, len(foreign), first))
    return (*found, *(_drug(document, name, spans) for name, spans in drugs.items()))


def uncovered(document: Document, gaps: Mapping[str, Sequence[Span]]) -> tuple[NotChecked, ...]:
    """The subjects ("doses of naloxone") on which a document says something about drugs with facts, but that no fact
    covers, with their places."""
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
