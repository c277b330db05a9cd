"""The server: open texts are checked as they change, and findings are pushed to the editor or pulled by it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Sequence

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from healthlint.pattern import pattern
from healthlint.server.checking import Checking
from healthlint.server.diagnostics import diagnostics, on_file
from healthlint.server.drafts import Draft, Drafts
from healthlint.server.protocol import Wire
from healthlint.server.results import Result, Results
from healthlint.version import __version__

_PAUSE = 0.1
"""Seconds without a change after which a text is checked, so that a word is not checked half typed."""
_LOOK = 1.0
"""Seconds between scans of the files that affect checks, for editors that do not watch files."""
_PLACE = pattern(r"(?P<path>.+?\.(?:ya?ml|toml|json)):(?:(?P<line>\d+):)?(?:(?P<column>\d+):)? (?P<what>.+)")


class Server(LanguageServer):
    """One client's server."""

    protocol: Wire

    def __init__(self, checking: Checking) -> None:
        super().__init__("healthlint", __version__, protocol_cls=Wire)
        self.drafts = Drafts()
        self.results = Results(checking, self.drafts)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._looking: asyncio.Task[None] | None = None
        self._said: set[str] = set()
        self._marked: set[str] = set()

    def begin(self) -> None:
        """The client is ready; start watching the files that affect checks."""
        self.drafts.encoding = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        self.drafts.folder = _first_folder(self.workspace.folders.values()) or self.workspace.root_path or ""
        self._looking = asyncio.ensure_future(self._look())

    def opened(self, item: types.TextDocumentItem) -> None:
        """Check a newly opened text."""
        self._check_soon(self.drafts.open(item), 0)

    def changed(self, uri: str, version: int | None, changes: Iterable[types.TextDocumentContentChangeEvent]) -> None:
        """Check a changed text once typing pauses."""
        draft = self.drafts.change(uri, version, changes)
        if draft is not None:
            self._check_soon(draft, _PAUSE)

    def closed(self, uri: str) -> None:
        """Remove the findings of a text, and show them under another name if it is still open under one."""
        self.drafts.close(uri)
        self.results.forget(uri)
        if task := self._tasks.pop(uri, None):
            task.cancel()
        if not self.pulls:
            self._push(uri, None, [])
        self.refresh()

    def leaving(self) -> None:
        """Start no more work, and do not wait for what is running."""
        for task in (self._looking, *self._tasks.values()):
            if task is not None:
                task.cancel()
        self.results.close()

    @property
    def versions_edits(self) -> bool:
        """True for a client that accepts edits for a particular version of a text."""
        workspace = self.client_capabilities.workspace
        return bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)

    def folder_of(self, file: str) -> str:
        """The innermost workspace folder that contains a file, or else the file's own."""
        folders = (to_fs_path(folder.uri) for folder in self.workspace.folders.values())
        inside = [each for each in folders if each and file.startswith(os.path.join(each, ""))]
        return max(inside, key=len, default=os.path.dirname(file))

    @property
    def pulls(self) -> bool:
        """True for a client that pulls diagnostics; pushing them as well would show them twice."""
        document = self.client_capabilities.text_document
        return document is not None and document.diagnostic is not None

    def diagnostics_of(self, result: Result) -> list[types.Diagnostic]:
        """The diagnostics of a result; none if the file is open under an earlier name."""
        if self.drafts.first_of(result.draft) is not result.draft:
            return []
        return diagnostics(result.draft, result.checked.reports)

    async def reload(self) -> None:
        """Settings have changed: check everything that is open again."""
        self._said.clear()
        await self.results.reload()
        for uri in self._marked:
            self._push(uri, None, [])
        self._marked.clear()
        self.refresh()

    async def reload_if_stale(self) -> None:
        """The same, if a file that affects checks has changed."""
        if await self.results.run(self.results.checking.stale):
            await self.reload()

    def refresh(self) -> None:
        """Show the findings in all open texts again."""
        workspace = self.client_capabilities.workspace
        if self.pulls and workspace and workspace.diagnostics and workspace.diagnostics.refresh_support:
            self.workspace_diagnostic_refresh(None)
        for draft in self.drafts:
            self._check_soon(draft, 0)

    def tell(self, problems: Sequence[str]) -> None:
        """Report each problem once, and show it in the configuration file at its place."""
        for problem in problems:
            if problem in self._said:
                continue
            self._said.add(problem)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"healthlint: {problem}"))
            found = _PLACE.fullmatch(problem)
            if found and (uri := from_fs_path(found["path"])):
                self._marked.add(uri)
                self._push(uri, None, [on_file(found["what"], int(found["line"] or 1), int(found["column"] or 1))])

    def _check_soon(self, draft: Draft, pause: float) -> None:
        if before := self._tasks.get(draft.uri):
            before.cancel()
        self._tasks[draft.uri] = asyncio.ensure_future(self._check(draft.uri, pause))

    async def _check(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        result = await self.results.of(uri)
        if result is None:
            return
        self.tell(result.checked.problems)
        if not self.pulls:
            self._push(uri, result.draft.version, self.diagnostics_of(result))

    def _push(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(_LOOK)
            await self.reload_if_stale()


def _first_folder(folders: Iterable[types.WorkspaceFolder]) -> str | None:
    return next((path for folder in folders if (path := to_fs_path(folder.uri))), None)
