"""The files of a pack that labels are imported into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from healthlint.authoring.importing.entries import Entry
from healthlint.errors import PackError, WriteError
from healthlint.fixes.write import store
from healthlint.packs import schema
from healthlint.packs.locate import HEAD, shown
from healthlint.packs.pack_folder import FACTS, LEXICON, SOURCES
from healthlint.typed_yaml import load_yaml, unwrap

WORDS = f"{LEXICON}/label.yaml"
UNREAD = "import.md"
DROPPED = "dropped.json"
"""What an editor dropped, so that the next label does not bring it back."""
_PACK = """\
# yaml-language-server: $schema=.schemas/pack.json
name: {name}
title: {title}
version: 0.1.0
healthlint: ">=0.1"
description: What labels of {title} say, drafted by `healthlint pack import` and reviewed fact by fact.
requires: [health-writing]
"""
FACTS_HEAD = """\
# yaml-language-server: $schema=.schemas/facts.json
# What the labels say, one entry each; `at` counts code points of the label's file. A draft is no fact until it is
# reviewed: `healthlint pack review` shows each beside its place.

"""
SOURCES_HEAD = "# yaml-language-server: $schema=.schemas/sources.json\n"


class Folder:
    """A pack's folder; missing files count as empty."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def text(self, name: str, default: str = "") -> str:
        """The text of one of its files. Raises PackError."""
        path = self.path / name
        if not path.exists():
            return default
        try:
            return path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise PackError(f"{shown(path)}: cannot be read as UTF-8 ({error}); fix or remove it") from None

    def data(self, name: str) -> Any:
        """The contents of one of its YAML files. Raises PackError."""
        path = self.path / name
        return unwrap(load_yaml(path, shown=shown(path))) if path.exists() else None

    def entries(self, name: str) -> list[Entry]:
        """The entries of its facts or sources. Raises PackError."""
        found = self.data(name) or []
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise PackError(f"{shown(self.path / name)}: expected a list of entries (- id: ...); fix that first")
        return found

    def begin(self, name: str, title: str) -> None:
        """Write `pack.yaml` if there is none, and the schemas that its files name. Raises WriteError."""
        if not (self.path / HEAD).exists():
            self.write(HEAD, _PACK.format(name=name, title=title))
            self._try(self.path / schema.FOLDER, lambda: schema.write(self.path))

    def write(self, name: str, text: str) -> None:
        """Write one of its files atomically. Raises WriteError."""
        path = self.path / name
        self._try(path, lambda: path.parent.mkdir(parents=True, exist_ok=True))
        self._try(path, lambda: store(str(path), text.encode("utf-8")))

    def _try(self, path: Path, step: Callable[[], object]) -> None:
        try:
            step()
        except OSError as error:
            raise WriteError(f"{shown(path)}: cannot be written ({error.strerror or error})") from None


__all__ = ["DROPPED", "FACTS", "FACTS_HEAD", "SOURCES", "SOURCES_HEAD", "UNREAD", "WORDS", "Folder"]
