"""The texts that are open in the editor, each as its last change left it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lsprotocol.types import (
    PositionEncodingKind,
    TextDocumentContentChangeEvent,
    TextDocumentContentChangePartial,
    TextDocumentItem,
)
from pygls.uris import to_fs_path

from healthlint.document.find import Identity, identity
from healthlint.fast_dataclass import dataclass
from healthlint.server.lines import Encoding, Lines

_FILE = "file:"
_SUFFIXES = {"markdown": ".md", "mdx": ".mdx", "html": ".html", "json": ".json", "jsonl": ".jsonl"}
"""Of drafts that are no files yet, by what the editor calls their language."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text by the name of its file; `path` is where that is, or would be. `revision` counts the changes of all
    drafts, so that no two states of one have the same; `version` is the client's own count."""

    uri: str
    path: str
    lines: Lines
    version: int | None
    revision: int

    @property
    def text(self) -> str:
        return self.lines.text


class Drafts:
    """All that are open, the one that was opened first in front."""

    def __init__(self) -> None:
        self.encoding: Encoding = PositionEncodingKind.Utf16
        self.folder = ""
        """Where a draft lies that is no file yet; the current folder where nothing is said."""
        self._open: dict[str, Draft] = {}
        self._files: dict[str, Identity] = {}
        self._revision = 0

    def __iter__(self) -> Iterator[Draft]:
        return iter(tuple(self._open.values()))

    def get(self, uri: str) -> Draft | None:
        """The draft that is open under this name."""
        return self._open.get(uri)

    def open(self, item: TextDocumentItem) -> Draft:
        """Take a text; one that was open under the same name is replaced."""
        path = self._path(item.uri, item.language_id)
        # Drafts that are no files yet would lie in one place.
        self._files[item.uri] = identity(path) if item.uri.startswith(_FILE) else (item.uri,)
        return self._keep(Draft(item.uri, path, Lines(item.text, self.encoding), item.version, 0))

    def change(self, uri: str, version: int | None, changes: Iterable[TextDocumentContentChangeEvent]) -> Draft | None:
        """The draft after these changes, one after the other; None for one that is not open."""
        draft = self._open.get(uri)
        if draft is None:
            return None
        lines = draft.lines
        for change in changes:
            text = change.text
            if isinstance(change, TextDocumentContentChangePartial):
                text = lines.edited(change.range, text)
            lines = Lines(text, self.encoding)
        return self._keep(replace(draft, lines=lines, version=version))

    def close(self, uri: str) -> None:
        """Forget a draft."""
        self._open.pop(uri, None)
        self._files.pop(uri, None)

    def first_of(self, draft: Draft) -> Draft:
        """The draft that was opened first of those that are one file: only there its findings are shown."""
        file = self._files.get(draft.uri)
        return next((each for each in self._open.values() if self._files[each.uri] == file), draft)

    def _keep(self, draft: Draft) -> Draft:
        self._revision += 1
        kept = self._open[draft.uri] = replace(draft, revision=self._revision)
        return kept

    def _path(self, uri: str, language: str) -> str:
        path = to_fs_path(uri) if uri.startswith(_FILE) else None
        return path or os.path.join(self.folder or os.getcwd(), f"untitled{_SUFFIXES.get(language, '.txt')}")
