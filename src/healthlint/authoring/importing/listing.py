"""What an import leaves to the editor, as a page in the pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from healthlint.authoring.drafts.model import Unread
from healthlint.authoring.importing.changes import Change
from healthlint.authoring.importing.entries import Entry
from healthlint.authoring.labels.model import Label

_WORDS = 8
_HEAD = """\
# What the import leaves to you

Rewritten by `healthlint pack import`. Offsets count code points in the label's file.
"""


def page(parts: Mapping[str, str]) -> str:
    """The page for all labels of a pack, by the id of their source."""
    return _HEAD + "".join(f"\n## {source}\n\n{part}" for source, part in parts.items())


def part(label: Label, raw: str, unread: Iterable[Unread], changes: Iterable[Change]) -> str:
    """One label's part: what was not read, was reworded, or is no longer there."""
    lines = [f"Label of {label.effective or 'no date'}, version {label.version or 'unknown'}.", ""]
    lines += [_changed(change) for change in changes if change.kind in ("reworded", "vanished")]
    lines += [f"- {each.kind} at {each.place.start}: {each.reason}: “{_short(raw, each)}”" for each in unread]
    return "\n".join(lines if len(lines) > 2 else [*lines, "Nothing is left."]) + "\n"


def parts(text: str) -> dict[str, str]:
    """The parts of an existing page."""
    sections = text.split("\n## ")[1:]
    return {name: body.strip("\n") + "\n" for name, _, body in (section.partition("\n") for section in sections)}


def _changed(change: Change) -> str:
    before = change.before
    assert before is not None
    if change.kind == "vanished":
        return f"- {before['id']}: gone from the label; drop it, or correct it: {_statement_with_quote(before)}"
    return f"- {before['id']}: reworded: {_statement_with_quote(before)} → {_statement_with_quote(change.after)}"


def _statement_with_quote(entry: Entry) -> str:
    quote = f" (“{entry['quote']}”)" if "quote" in entry else ""
    return f"{entry['statement']}{quote}"


def _short(raw: str, each: Unread) -> str:
    words = _stripped(raw[each.place.start : each.place.end]).split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


def _stripped(raw: str) -> str:
    """The words of a stretch of a file without markup."""
    out, inside = [], False
    for letter in raw:
        inside = letter == "<" or (inside and letter != ">")
        if letter == ">":
            out.append(" ")
        elif not inside:
            out.append(letter)
    return "".join(out)
