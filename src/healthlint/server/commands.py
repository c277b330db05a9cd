"""Code actions that need more than a precomputed edit."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from lsprotocol import types

from healthlint.errors import HealthlintError
from healthlint.findings.model import Edit, Finding
from healthlint.findings.rule_pages import on_this_machine
from healthlint.fixes.words import accept
from healthlint.packs.former import joined, parts
from healthlint.packs.model import Rule
from healthlint.report.rule_page import page
from healthlint.server.actions import ACCEPT, EXPLAIN, SILENCE, edit_of
from healthlint.server.app import Server
from healthlint.server.diagnostics import findings_of
from healthlint.server.results import Result
from healthlint.server.silence import comment_for

_Command = Callable[..., Awaitable[str | None]]


async def silence(ls: Server, uri: str, code: str, start: int, *reason: str) -> str | None:
    """Insert a comment that silences the finding of this code at this offset, and return it. Without a reason, the
    comment says where to write one."""
    result = await ls.results.of(uri)
    finding = _finding(result, code, start)
    if result is None or finding is None:
        _warn(ls, f"{code} is no longer reported there")
        return None
    edit = await ls.results.run(lambda: _comment(ls, result, finding, " ".join(reason)))
    if edit is None:
        _warn(ls, f"no comment can silence {code} there; a configuration or a baseline can")
        return None
    change = edit_of(result.draft, [edit], ls.versions_edits)
    await ls.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(change, f"Silence {code}"))
    return edit.text.strip()


def _finding(result: Result | None, code: str, start: int) -> Finding | None:
    findings = findings_of(result.checked.reports) if result else ()
    return next((each for each in findings if each.code == code and each.span.start == start), None)


def _comment(ls: Server, result: Result, finding: Finding, reason: str) -> Edit | None:
    checking, draft = ls.results.checking, result.draft
    return comment_for(draft.text, finding, lambda text: checking(draft.path, text).reports, reason)


async def accept_word(ls: Server, uri: str, word: str) -> str | None:
    """Add a word to the draft's configuration, which is created if there is none."""
    draft = ls.drafts.get(uri)
    if draft is None:
        _warn(ls, "the text is no longer open")
        return None
    try:
        path = await ls.results.run(lambda: _accept(ls, draft.path, word))
    except HealthlintError as problem:
        _warn(ls, str(problem))
        return None
    await ls.reload()
    return str(path)


def _accept(ls: Server, file: str, word: str) -> Path:
    found = ls.results.checking.configured.resolved(file).path
    path = found or Path(ls.folder_of(file), "healthlint.yaml")
    accept(path, [word])
    return path


async def explain(ls: Server, uri: str, code: str) -> str | None:
    """Show the page of a rule, or only its reason if the client cannot show files; returns the page."""
    draft = ls.drafts.get(uri)
    try:
        rules, text = await ls.results.run(lambda: _page(ls, draft.path if draft else os.getcwd(), code))
    except HealthlintError as problem:
        _warn(ls, str(problem))
        return None
    window = ls.client_capabilities.window
    if window and window.show_document and window.show_document.support:
        ls.window_show_document(
            types.ShowDocumentParams(on_this_machine(code) or _save_page(code, text), take_focus=True)
        )
    else:
        why = "\n".join(f"{rule.id} {rule.name}: {rule.why}" for rule in rules)
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, why))
    return text


def _page(ls: Server, file: str, code: str) -> tuple[list[Rule], str]:
    loaded = ls.results.checking.engine(file).loaded
    rules = [rule for rule in joined(parts(loaded)) if code in (rule.id, *rule.aliases)]
    return rules, "\n".join(page(rule, loaded, markdown=True) for rule in rules)


def _save_page(code: str, text: str) -> str:
    """Save the page of a third-party rule to a file, and return its address."""
    path = Path(tempfile.mkdtemp(prefix="healthlint-"), f"{code}.md")
    path.write_text(text, encoding="utf-8")
    return path.as_uri()


def _warn(ls: Server, what: str) -> None:
    ls.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"healthlint: {what}"))


_NAMED: dict[str, _Command] = {SILENCE: silence, ACCEPT: accept_word, EXPLAIN: explain}


def command_named(name: str) -> _Command:
    """The command with this name."""
    return _NAMED[name]
