"""A client of pygls that talks to a server of its own, in another process, for one test."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from cattrs import Converter
from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pygls.protocol import default_converter
from pygls.uris import from_fs_path

PATIENCE = 60.0
"""Seconds after which a test gives up on an answer."""
PUSHED = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        apply_edit=True, workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True)
    )
)
PULLED = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities()),
    workspace=types.WorkspaceClientCapabilities(diagnostics=types.DiagnosticWorkspaceClientCapabilities(True)),
)


def uri_of(path: Path) -> str:
    """The name by which an editor knows a file."""
    return from_fs_path(str(path)) or ""


def encodings(*wanted: str) -> types.ClientCapabilities:
    """A client that counts columns so, the first rather than the others."""
    return types.ClientCapabilities(general=types.GeneralClientCapabilities(position_encodings=list(wanted)))


class Session:
    """What a test does as an editor; it remembers what the server has sent."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.pushed: dict[str, list[types.PublishDiagnosticsParams]] = {}
        self.messages: list[str] = []
        self.edits: list[types.ApplyWorkspaceEditParams] = []
        self.refreshed = 0
        self._news = asyncio.Event()
        self._versions: dict[str, int] = {}
        client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(partial(self._take))
        client.feature(types.WINDOW_SHOW_MESSAGE)(partial(self._hear))
        client.feature(types.WORKSPACE_APPLY_EDIT)(partial(self._edit))
        client.feature(types.WORKSPACE_DIAGNOSTIC_REFRESH)(partial(self._refresh))

    def _take(self, params: types.PublishDiagnosticsParams) -> None:
        self.pushed.setdefault(params.uri, []).append(params)
        self._news.set()

    def _hear(self, params: types.ShowMessageParams) -> None:
        self.messages.append(params.message)
        self._news.set()

    def _edit(self, params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        self.edits.append(params)
        return types.ApplyWorkspaceEditResult(applied=True)

    def _refresh(self, _params: None) -> None:
        self.refreshed += 1
        self._news.set()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for what the server sends to make this true."""
        async with asyncio.timeout(PATIENCE):
            while not true():
                self._news.clear()
                await self._news.wait()

    def open(self, uri: str, text: str, language: str = "markdown") -> None:
        """Open a text under a name."""
        self._versions[uri] = 1
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text))
        )

    def change(self, uri: str, *changes: types.TextDocumentContentChangeEvent) -> None:
        """Change an open text."""
        self._versions[uri] = self._versions.get(uri, 0) + 1
        named = types.VersionedTextDocumentIdentifier(version=self._versions[uri], uri=uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(named, list(changes)))

    def write(self, uri: str, text: str) -> None:
        """Change an open text to another."""
        self.change(uri, types.TextDocumentContentChangeWholeDocument(text))

    def close(self, uri: str) -> None:
        """Close a text."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def codes(self, uri: str) -> list[Any]:
        """The codes of the findings that were pushed last."""
        return [each.code for each in self.pushed[uri][-1].diagnostics] if uri in self.pushed else []

    async def shown(self, uri: str, text: str, language: str = "markdown") -> list[types.Diagnostic]:
        """Open a text and give what is pushed of it."""
        before = len(self.pushed.get(uri, ()))
        self.open(uri, text, language)
        await self.until(lambda: len(self.pushed.get(uri, ())) > before)
        return list(self.pushed[uri][-1].diagnostics)

    async def pulled(self, uri: str, previous: str | None = None) -> Any:
        """Ask for the findings in a text."""
        params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri), previous_result_id=previous)
        return await self.client.text_document_diagnostic_async(params)

    async def actions(self, uri: str, range_: types.Range, *only: str) -> list[Any]:
        """What is offered for a range."""
        context = types.CodeActionContext([], only=list(only) or None)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), range_, context)
        return list(await self.client.text_document_code_action_async(params) or ())

    async def command(self, action: types.CodeAction, *more: str) -> Any:
        """Do what an action is about."""
        command = action.command
        assert command is not None
        params = types.ExecuteCommandParams(command.command, [*(command.arguments or ()), *more])
        return await self.client.workspace_execute_command_async(params)


def _converter() -> Converter:
    """That of pygls, which takes every action that has a command for the command itself."""
    converter = default_converter()

    def structured(action: Any, _type: type) -> types.CodeAction:
        return converter.structure(action, types.CodeAction)

    converter.register_structure_hook(types.Command | types.CodeAction, structured)
    return converter


Test = Callable[[Session], Awaitable[None]]


def talk(
    test: Test,
    folder: Path,
    capabilities: types.ClientCapabilities = PUSHED,
    arguments: Sequence[str] = (),
    folders: Sequence[Path] | None = None,
) -> int:
    """Run a test with a server that was started in a folder, and give the exit status of that."""

    async def run() -> int:
        client = LanguageClient("tests", "1", converter_factory=_converter)
        session = Session(client)
        command = ("-m", "healthlint", "server", *arguments)
        await client.start_io(sys.executable, *command, cwd=str(folder), env=dict(os.environ))
        named = [types.WorkspaceFolder(uri_of(each), each.name) for each in folders or (folder,)]
        params = types.InitializeParams(capabilities, workspace_folders=named, root_uri=uri_of(folder))
        await client.initialize_async(params)
        client.initialized(types.InitializedParams())
        process = client._server
        assert process is not None
        try:
            async with asyncio.timeout(2 * PATIENCE):
                await test(session)
                if process.returncode is None:
                    await client.shutdown_async(None)
                    client.exit(None)
                return await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
            await client.stop()

    return asyncio.run(run())
