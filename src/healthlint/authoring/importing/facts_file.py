"""Changes and adds entries in facts.yaml, leaving every other byte as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from healthlint.authoring.importing.entries import Entry, written
from healthlint.errors import PackError
from healthlint.pattern import pattern

_BEGIN = pattern(r"^- ", re.MULTILINE)


def rewritten(text: str, facts: Sequence[Entry], fates: Mapping[str, Entry | None], added: Iterable[Entry] = ()) -> str:
    """The text of a file that holds `facts`, with each one named in `fates` by its id replaced, or removed if that is
    None, and with `added` at the end. Raises PackError if the file is not a block list of entries."""
    head, texts = _blocks(text)
    if len(texts) != len(facts):
        raise PackError("facts.yaml: each entry must begin with '- ' at the start of a line; write it like that")
    kept = [
        _block(fates[entry["id"]], block) if entry["id"] in fates else block
        for entry, block in zip(facts, texts, strict=True)
    ]
    new = [f"{written(entry)}\n" for entry in added]
    if new and kept:
        kept[-1] = kept[-1].rstrip("\n") + "\n\n"
    return head + "".join([*kept, *new]).rstrip("\n") + "\n"


def _blocks(text: str) -> tuple[str, list[str]]:
    """The head of the file, and the text of each entry."""
    starts = [found.start() for found in _BEGIN.finditer(text)]
    if not starts:
        return text, []
    return text[: starts[0]], [text[one:other] for one, other in zip(starts, [*starts[1:], len(text)], strict=True)]


def _block(entry: Entry | None, text: str) -> str:
    """An entry's new text, followed by what came after the old one: an empty line, a heading."""
    lines = text.splitlines(keepends=True)
    own = max(number for number, line in enumerate(lines, 1) if line.startswith(("- ", "  ")))
    behind = "".join(lines[own:])
    return behind.lstrip("\n") if entry is None else written(entry) + behind
