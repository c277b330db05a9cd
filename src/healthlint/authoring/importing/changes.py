"""What a newer label changes in the entries made from an earlier one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Literal

from healthlint.authoring.importing.entries import Entry, place, slot, subject
from healthlint.fast_dataclass import dataclass

Kind = Literal["same", "moved", "reworded", "vanished", "new"]
KINDS: tuple[Kind, ...] = ("new", "moved", "reworded", "vanished", "same")
"""In the order in which they are reported."""
_PLACE = ("at", "sha256", "quote")


@dataclass(frozen=True, slots=True)
class Change:
    """One entry before and after; `before` is None for a new one, and `after` is the old entry for one that
    vanished."""

    kind: Kind
    before: Entry | None
    after: Entry


def changes(old: Sequence[Entry], new: Sequence[Entry], raw: str, day: str) -> list[Change]:
    """The fate of each old entry of a label in order, then the new entries; `day` is the date of the new label.

    An entry whose words only moved keeps everything but its place. One whose words or value changed takes both from the
    label and becomes a draft again. One that is no longer in the label ends on `day` and becomes a draft, to be
    dropped.
    """
    waiting = list(new)
    pairs = list(_pairs(old, waiting))
    found = [_change(before, after, raw, day) for before, after in pairs]
    return found + [Change("new", None, entry) for entry in waiting]


def _pairs(old: Sequence[Entry], waiting: list[Entry]) -> Iterator[tuple[Entry, Entry | None]]:
    """Each old entry with its successor; one about the very same thing takes precedence over one with another
    figure, and that over one for other people."""
    found: dict[int, Entry | None] = {}
    for key in (slot, _subject, _anybody):
        for entry in old:
            found[id(entry)] = found.get(id(entry)) or _take(waiting, key(entry), key)
    yield from ((entry, found[id(entry)]) for entry in old)


def _subject(entry: Entry) -> str:
    return json.dumps(subject(entry))


def _anybody(entry: Entry) -> str:
    """What an entry keeps when it is restricted to other people."""
    return slot({**entry, "about": {key: item for key, item in entry["about"].items() if key != "only"}})


def _take(waiting: list[Entry], key: str, of: Callable[[Entry], str]) -> Entry | None:
    found = next((entry for entry in waiting if of(entry) == key), None)
    if found is not None:
        waiting.remove(found)
    return found


def _change(before: Entry, after: Entry | None, raw: str, day: str) -> Change:
    if after is None:
        return _not_redrafted(before, raw, day)
    if before["sha256"] == after["sha256"] and _content_key(before) == _content_key(after):
        kind: Kind = "same" if list(before["at"]) == list(after["at"]) else "moved"
        return Change(kind, before, {**before, "at": after["at"]})
    return Change(
        "reworded", before, _again({**_unplaced(before), **_only(after, "about", "value", *_PLACE, "statement")})
    )


def _not_redrafted(before: Entry, raw: str, day: str) -> Change:
    """An entry that has no counterpart in the new label: an editor's own, or one that vanished."""
    quote = str(before.get("quote", ""))
    start, end = before["at"]
    if sha256(raw[start:end].encode("utf-8")).hexdigest() == before["sha256"]:
        return Change("same", before, before)
    if quote and raw.count(quote) == 1:
        at = raw.index(quote)
        return Change("moved", before, {**before, **place(raw, at, at + len(quote))})
    ended = {**before, "until": before.get("until", day)} if day else before
    return Change("vanished", before, _again(ended))


def _again(entry: Entry) -> Entry:
    """The entry as a draft, in the usual order of keys."""
    kept = {key: item for key, item in entry.items() if key not in ("reviewed", "draft")}
    return {**kept, "draft": True}


def _unplaced(entry: Entry) -> Entry:
    return {key: item for key, item in entry.items() if key != "quote"}


def _only(entry: Mapping[str, object], *keys: str) -> Entry:
    return {key: entry[key] for key in keys if key in entry}


def _content_key(entry: Entry) -> str:
    return json.dumps([entry["about"], entry["value"]], sort_keys=True)


def counted(found: Iterable[Change]) -> dict[Kind, int]:
    """The number of changes of each kind."""
    total: dict[Kind, int] = {}
    for change in found:
        total[change.kind] = total.get(change.kind, 0) + 1
    return total
