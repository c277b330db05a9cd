"""Code actions for findings: fix, silence, accept a word, explain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    CodeActionParams,
    Command,
    Diagnostic,
    OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from healthlint.findings.model import Edit, Finding
from healthlint.fixes.plan import plan
from healthlint.server.diagnostics import SOURCE
from healthlint.server.drafts import Draft
from healthlint.span import Span

FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.{SOURCE}"
SILENCE, ACCEPT, EXPLAIN = "healthlint.silence", "healthlint.acceptWord", "healthlint.explain"
COMMANDS = (SILENCE, ACCEPT, EXPLAIN)
_SPELLING = ("spelling", "misspelling")
"""The kinds of checks that skip accepted words."""
_LONGEST = 40
"""Characters of a replacement shown in a menu."""


def actions(draft: Draft, findings: Sequence[Finding], params: CodeActionParams, versioned: bool) -> list[CodeAction]:
    """All actions for a range of a draft, the fixes first. Edits name the version of the draft if the client
    understands that."""
    wanted = params.context.only
    area = draft.lines.span(params.range)
    here = [finding for finding in findings if _touches(finding.span, area)]
    found = [*_fixes(draft, here, params.context.diagnostics, versioned), *_others(draft, here)]
    found += _fix_all(draft, findings, versioned)
    return [action for action in found if _is_wanted(action, wanted)]


def _touches(span: Span, area: Span) -> bool:
    return span.start <= area.end and area.start <= span.end


def _is_wanted(action: CodeAction, only: Iterable[CodeActionKind | str] | None) -> bool:
    """True for a kind that was requested, or one below it; actions on a whole file only if requested."""
    kind = str(getattr(action.kind, "value", action.kind))
    if only is None:
        return kind != FIX_ALL
    names = [str(getattr(each, "value", each)) for each in only]
    return any(kind == name or kind.startswith(f"{name}.") or not name for name in names)


def _fixes(
    draft: Draft, findings: Iterable[Finding], shown: Iterable[Diagnostic], versioned: bool
) -> Iterator[CodeAction]:
    for finding in findings:
        edits = plan(draft.text, [finding], unsafe=True).edits
        if not edits or finding.fix is None:
            continue
        yield CodeAction(
            title=_fix_title(draft, finding, edits),
            kind=CodeActionKind.QuickFix,
            diagnostics=_shown(draft, finding, shown) or None,
            is_preferred=finding.fix.safe or None,
            edit=edit_of(draft, edits, versioned),
        )


def _shown(draft: Draft, finding: Finding, shown: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The editor's diagnostics for this finding."""
    range_ = draft.lines.range(finding.span)
    return [each for each in shown if each.code == finding.code and each.range == range_]


def _fix_title(draft: Draft, finding: Finding, edits: Sequence[Edit]) -> str:
    change = "; ".join(_change_title(draft.text[edit.span.start : edit.span.end], edit.text) for edit in edits)
    look = "" if finding.fix and finding.fix.safe else " (unsafe: look at it first)"
    return f"{finding.code}: {change}{look}"


def _change_title(old: str, new: str) -> str:
    if not new:
        return f"remove '{_short(old)}'"
    return f"replace '{_short(old)}' by '{_short(new)}'" if old else f"insert '{_short(new)}'"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _others(draft: Draft, findings: Iterable[Finding]) -> Iterator[CodeAction]:
    """Actions that run commands; the server computes them on demand."""
    explained: set[str] = set()
    for finding in findings:
        if finding.kind in _SPELLING:
            word = finding.excerpt
            yield _command(f"Accept '{_short(word)}' in the configuration", ACCEPT, draft.uri, word)
        start = finding.span.start
        yield _command(f"Silence {finding.code} here, with a reason", SILENCE, draft.uri, finding.code, start)
        if finding.code not in explained:
            explained.add(finding.code)
            yield _command(f"Explain {finding.code} {finding.name}", EXPLAIN, draft.uri, finding.code)


def _command(title: str, name: str, *arguments: str | int) -> CodeAction:
    return CodeAction(
        title=title, kind=CodeActionKind.QuickFix, command=Command(title, name, arguments=list(arguments))
    )


def _fix_all(draft: Draft, findings: Iterable[Finding], versioned: bool) -> Iterator[CodeAction]:
    edits = plan(draft.text, findings).edits
    if edits:
        yield CodeAction(
            title="Apply all safe fixes of healthlint", kind=FIX_ALL, edit=edit_of(draft, edits, versioned)
        )


def edit_of(draft: Draft, edits: Iterable[Edit], versioned: bool) -> WorkspaceEdit:
    """These edits of a draft as a workspace edit."""
    changes = [TextEdit(draft.lines.range(edit.span), edit.text) for edit in edits]
    if not versioned:
        return WorkspaceEdit(changes={draft.uri: changes})
    document = OptionalVersionedTextDocumentIdentifier(draft.uri, draft.version)
    return WorkspaceEdit(document_changes=[TextDocumentEdit(document, changes)])
