"""The protocol of pygls with texts of our own: its own ones break lines where no editor does."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, cast

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol, lsp_method

if TYPE_CHECKING:
    from healthlint.server.app import Server


class Protocol(LanguageServerProtocol):
    """Hands open texts and their changes to the drafts of the server."""

    @property
    def _ours(self) -> Server:
        return cast("Server", self._server)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A text is open."""
        self._ours.opened(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A text was changed."""
        document = params.text_document
        self._ours.changed(document.uri, document.version, params.content_changes)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A text is not open any more."""
        self._ours.closed(params.text_document.uri)

    @lsp_method(types.SHUTDOWN)
    def lsp_shutdown(self, *args: Any) -> Generator[Any, Any, None]:
        """No work is begun any more; what is being done is not waited for."""
        self._ours.results.close()
        return (yield from super().lsp_shutdown(*args))

    @property
    def is_shut_down(self) -> bool:
        """True after the client has said that it is about to leave."""
        return bool(self._shutdown)
