"""Superscripts: a note's marker or an exponent."""

from __future__ import annotations

from healthlint.document.assemble import Assembler
from healthlint.document.draft import Mark, Part
from healthlint.pattern import pattern

_NOTE = pattern(r"[\[(]?\s*(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*|[*†‡§¶]{1,3}|[a-z])\s*[\])]?")
# m², 10⁹: a superscript after these is an exponent; after "mg" or a year it is a note.
_POWER_OF = pattern(r"(?:^|[\s/(·\d])(?:[cdkmnµμ]?m|s|in|ft|yd)$|(?:^|[\s×x(=~])10$")
_POWER = pattern(r"[+-]?[0-9]{1,3}|n")
_SUPERSCRIPT = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")


def close_superscript(out: Assembler, mark: Mark, linked: bool, raised: bool) -> None:
    """The text since `mark` is raised, or links to a place in the page (`linked`): mark it as a note or an exponent."""
    draft = out.draft
    if len(draft.parts) <= mark.parts + bool(mark.space):
        return
    # The pending space before the marker is written with it and is not part of it.
    written = draft.parts[mark.parts + bool(mark.space) :]
    shown = "".join(part.text for part in written)
    # Neither are spaces inside it at its ends, or "1" between two spaces would look like an entry of another length.
    written = [part for part in written if part.text.strip()] or written
    label = _NOTE.fullmatch(shown.strip())
    if label and (linked or not _POWER_OF.search(_tail(draft.parts, mark.parts))):
        if shown.strip()[0] not in "[(":
            draft.rewind(mark)
            out.exact(f"[{label.group(1)}]", written[0].start, written[-1].end)
        out.note(label.group(1), mark)
    elif raised and _POWER.fullmatch(shown):
        draft.rewind(mark)
        for part in written:
            draft.add(part.text.translate(_SUPERSCRIPT), part.start, part.end)


def _tail(parts: list[Part], count: int) -> str:
    return parts[count - 1].text[-4:] if count else ""
