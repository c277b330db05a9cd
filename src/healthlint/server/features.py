"""The requests of the protocol that the server answers."""

from __future__ import annotations

from lsprotocol import types

from healthlint.server import commands
from healthlint.server.actions import COMMANDS, FIX_ALL, actions
from healthlint.server.app import Server
from healthlint.server.diagnostics import SOURCE, findings_of
from healthlint.server.hover import hover
from healthlint.server.watching import watch

_ACTIONS = types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL])
_PULLED = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier=SOURCE)


def register(server: Server) -> None:
    """Register all of them with a server."""
    server.feature(types.INITIALIZED)(_initialized)
    server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, _PULLED)(_pulled)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, _ACTIONS)(_actions)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_saved)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_watched)
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(_reconfigured)
    server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(_folders)
    for name in COMMANDS:
        server.command(name)(commands.command_named(name))


def _initialized(ls: Server, _params: types.InitializedParams) -> None:
    ls.begin()
    watch(ls)


async def _pulled(ls: Server, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    result = await ls.results.of(params.text_document.uri)
    if result is None:
        return types.RelatedFullDocumentDiagnosticReport(items=[])
    ls.tell(result.checked.problems)
    shown = "" if ls.drafts.first_of(result.draft) is result.draft else ".elsewhere"
    if params.previous_result_id == result.id + shown:
        return types.RelatedUnchangedDocumentDiagnosticReport(result_id=result.id + shown)
    return types.RelatedFullDocumentDiagnosticReport(items=ls.diagnostics_of(result), result_id=result.id + shown)


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    result = await ls.results.of(params.text_document.uri)
    if result is None or not result.checked.reports:
        return None
    engine = await ls.results.run(lambda: ls.results.checking.engine(result.draft.path))
    return hover(result.draft, findings_of(result.checked.reports), engine.reference, params.position)


async def _actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    result = await ls.results.of(params.text_document.uri)
    if result is None:
        return []
    return actions(result.draft, list(findings_of(result.checked.reports)), params, ls.versions_edits)


async def _saved(ls: Server, _params: types.DidSaveTextDocumentParams) -> None:
    await ls.reload_if_stale()


async def _watched(ls: Server, _params: types.DidChangeWatchedFilesParams) -> None:
    await ls.reload_if_stale()


async def _reconfigured(ls: Server, _params: types.DidChangeConfigurationParams) -> None:
    await ls.reload_if_stale()


async def _folders(ls: Server, _params: types.DidChangeWorkspaceFoldersParams) -> None:
    await ls.reload()
