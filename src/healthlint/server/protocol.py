"""The protocol of pygls with our own texts; those of pygls break lines where no editor does."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Any, Protocol, cast

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol, lsp_method


class Listener(Protocol):
    """What a server needs to know about its client's texts."""

    def opened(self, item: types.TextDocumentItem) -> None:
        """A text was opened."""

    def changed(self, uri: str, version: int | None, changes: Iterable[types.TextDocumentContentChangeEvent]) -> None:
        """A text was changed."""

    def closed(self, uri: str) -> None:
        """A text was closed."""

    def leaving(self) -> None:
        """The client is about to leave."""


class Wire(LanguageServerProtocol):
    """Passes open texts and their changes to the drafts of the server."""

    @property
    def _listener(self) -> Listener:
        return cast("Listener", self._server)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A text was opened."""
        self._listener.opened(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A text was changed."""
        document = params.text_document
        self._listener.changed(document.uri, document.version, params.content_changes)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A text was closed."""
        self._listener.closed(params.text_document.uri)

    @lsp_method(types.SHUTDOWN)
    def lsp_shutdown(self, *args: Any) -> Generator[Any, Any, None]:
        """Start no more work, and do not wait for what is running."""
        self._listener.leaving()
        return (yield from super().lsp_shutdown(*args))

    @property
    def is_shut_down(self) -> bool:
        """True after the client has asked to shut down."""
        return bool(self._shutdown)
