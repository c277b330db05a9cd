"""The texts open in the editor, in their current state."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from lsprotocol.types import (
    PositionEncodingKind,
    TextDocumentContentChangeEvent,
    TextDocumentContentChangePartial,
    TextDocumentItem,
)
from pygls.uris import to_fs_path

from healthlint.document.find import Identity, identity
from healthlint.fast_dataclass import dataclass, replace
from healthlint.server.lines import Encoding, Lines

_FILE = "file:"
_SUFFIXES = {"markdown": ".md", "mdx": ".mdx", "html": ".html", "json": ".json", "jsonl": ".jsonl"}
"""Suffixes for unsaved drafts, by the editor's language id."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text by the name of its file; `path` is where that is, or would be. `revision` counts the changes of all
    drafts, so that no two states share one; `version` is the client's own count."""

    uri: str
    path: str
    lines: Lines
    version: int | None
    revision: int

    @property
    def text(self) -> str:
        return self.lines.text


class Drafts:
    """All open drafts, in the order of opening."""

    def __init__(self) -> None:
        self.encoding: Encoding = PositionEncodingKind.Utf16
        self.folder = ""
        """The folder assumed for an unsaved draft; by default the current one."""
        self._open: dict[str, Draft] = {}
        self._files: dict[str, Identity] = {}
        self._revision = 0

    def __iter__(self) -> Iterator[Draft]:
        return iter(tuple(self._open.values()))

    def get(self, uri: str) -> Draft | None:
        """The open draft with this name."""
        return self._open.get(uri)

    def open(self, item: TextDocumentItem) -> Draft:
        """Add a text, replacing one with the same name."""
        path = self._path(item.uri, item.language_id)
        # Unsaved drafts would otherwise share one place.
        self._files[item.uri] = identity(path) if item.uri.startswith(_FILE) else (item.uri,)
        return self._keep(Draft(item.uri, path, Lines(item.text, self.encoding), item.version, 0))

    def change(self, uri: str, version: int | None, changes: Iterable[TextDocumentContentChangeEvent]) -> Draft | None:
        """The draft after these changes, in order; None if it is not open."""
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
        """Remove a draft."""
        self._open.pop(uri, None)
        self._files.pop(uri, None)

    def first_of(self, draft: Draft) -> Draft:
        """The first opened of the drafts of one file; findings are shown only there."""
        file = self._files.get(draft.uri)
        return next((each for each in self._open.values() if self._files[each.uri] == file), draft)

    def _keep(self, draft: Draft) -> Draft:
        self._revision += 1
        kept = self._open[draft.uri] = replace(draft, revision=self._revision)
        return kept

    def _path(self, uri: str, language: str) -> str:
        path = to_fs_path(uri) if uri.startswith(_FILE) else None
        return path or os.path.join(self.folder or os.getcwd(), f"untitled{_SUFFIXES.get(language, '.txt')}")
