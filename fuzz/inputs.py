"""What the bytes of an input mean: which file it is, or which files of a folder."""

from __future__ import annotations

import re
from pathlib import Path

from tests.document.word.build import members, packed

NAMES = {"p": "a.txt", "m": "a.md", "h": "a.html", "j": "a.json", "l": "a.jsonl", "w": "a.docx", "z": "a.docx"}
"""The first letter of an input says what it is; behind `w` is the XML of a Word file, behind `z` such a file itself."""
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where the files of an input are put: a folder in memory, where there is one."""
_SECTION = re.compile(rb"\n?=== ([\w./-]{1,40})\n")


def file(data: bytes) -> tuple[str, bytes]:
    """The name and the content of the file that an input stands for."""
    letter = chr(data[0]) if data else "p"
    if letter not in NAMES:
        letter = sorted(NAMES)[ord(letter) % len(NAMES)]
    return NAMES[letter], _word(data[1:]) if letter == "w" else data[1:]


def sections(data: bytes, first: str) -> dict[str, bytes]:
    """The files that an input holds, each behind a line `=== name`; what stands before the first is called `first`."""
    pieces = _SECTION.split(data)
    found = {first: pieces[0]} if pieces[0] or len(pieces) == 1 else {}
    for name, content in zip(pieces[1::2], pieces[2::2], strict=True):
        parts = [part for part in name.decode().split("/") if part.strip(".")]
        if parts:
            found["/".join(parts)] = content
    return found


def put(path: Path, content: bytes) -> None:
    """Writes a section to its file; where another is in the way, the first one stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except (NotADirectoryError, FileExistsError, IsADirectoryError):
        return


def _word(data: bytes) -> bytes:
    """A Word file with this body; sections that are called like its other parts stand in their places."""
    given = {name: content.decode("utf-8", "replace") for name, content in sections(data, "body").items()}
    notes = given.pop("notes", "")
    parts = members(given.pop("body", ""), notes) | given
    return packed({name: content.encode("utf-8", "replace") for name, content in parts.items()})
