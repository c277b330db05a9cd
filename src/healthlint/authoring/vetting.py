"""`healthlint pack review`: drafts one by one next to their place in the source, with who accepted them and when."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from healthlint.authoring.importing import facts_file
from healthlint.authoring.importing.entries import Entry, slot, written
from healthlint.authoring.importing.pack import DROPPED, FACTS, FACTS_HEAD, SOURCES, Folder
from healthlint.errors import DatasetError
from healthlint.pattern import pattern
from healthlint.reference.build import build
from healthlint.typed_yaml import parse_yaml, unwrap

_AROUND = 300
"""Characters of the source that are shown on either side."""
_TAG = pattern(r"<[^<>]*>|^[^<>]*>|<[^<>]*$")


class Vetting:
    """The drafts of a pack; each decision is saved at once."""

    def __init__(self, folder: Path, texts: Iterable[Path], by: str, on: str) -> None:
        """`texts` are folders that may contain the source texts; `by` and `on` (YYYY-MM-DD) are the reviewer and the
        date."""
        self._folder = Folder(folder)
        self._texts = [folder, *texts]
        self._review = {"by": by, "on": on}
        self._sources = {str(entry.get("id")): entry for entry in self._folder.entries(SOURCES)}

    def drafts(self) -> list[Entry]:
        """The drafts among the facts, in the order of their file. Raises PackError."""
        return [entry for entry in self._folder.entries(FACTS) if entry.get("draft") is True]

    def card(self, entry: Entry) -> str:
        """A draft as in the file, and its place in the source with » « around it."""
        return f"{written(entry)}\n{self._place(entry)}"

    def accept(self, entry: Entry) -> None:
        """Turn a draft into a fact. Raises PackError, WriteError."""
        kept = {key: item for key, item in entry.items() if key not in ("draft", "reviewed")}
        self._write(entry["id"], {**kept, "reviewed": self._review})

    def drop(self, entry: Entry) -> None:
        """Remove a draft, and remember that for the next import. Raises PackError, WriteError."""
        dropped: list[Any] = json.loads(self._folder.text(DROPPED, "[]"))
        self._folder.write(DROPPED, json.dumps(sorted({*dropped, slot(entry)}), indent=1) + "\n")
        self._write(entry["id"], None)

    def edit(self, entry: Entry, text: str) -> None:
        """Accept a draft as edited. Raises DatasetError if it is not a valid fact, PackError, WriteError."""
        found = unwrap(parse_yaml(text, "your text", DatasetError))
        if not isinstance(found, list) or len(found) != 1 or not isinstance(found[0], dict):
            raise DatasetError("your text: expected the one entry (- id: ...); keep its dash and its indentation")
        new = {key: item for key, item in found[0].items() if key != "draft"} | {"reviewed": self._review}
        build(tuple(self._sources.values()), [new])
        self._write(entry["id"], new)

    def _write(self, name: str, after: Entry | None) -> None:
        facts = self._folder.entries(FACTS)
        self._folder.write(FACTS, facts_file.rewritten(self._folder.text(FACTS, FACTS_HEAD), facts, {name: after}))

    def _place(self, entry: Entry) -> str:
        source = self._sources.get(str(entry.get("source")), {})
        name = str(source.get("file", ""))
        path = next((found for folder in self._texts if (found := folder / name).is_file()), None)
        if path is None:
            return f"({name} is in none of the folders of texts; --sources DIR names the one that holds it)"
        text = path.read_bytes().decode("utf-8", "replace")
        start, end = entry["at"]
        parts = (text[max(start - _AROUND, 0) : start], text[start:end], text[end : end + _AROUND])
        before, words, after = map(_readable, parts)
        return f"… {before} »{words}« {after} …" if words else f"… »{' '.join(text[start:end].split())}« …"


def _readable(text: str) -> str:
    """Words without markup, with normalised white space."""
    return " ".join(_TAG.sub(" ", text).split())
