"""The services behind the page: check, fix and report on articles. Nothing is kept."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from healthlint.document.model import Document
from healthlint.errors import InputError, UsageError
from healthlint.fast_dataclass import dataclass, replace
from healthlint.findings.fold import whole_fix
from healthlint.findings.model import SEVERITIES, Edit, Finding
from healthlint.report.page.markup import count
from healthlint.service import Service, folded, name_in_folder, renamed
from healthlint.triage.model import Report

SAFE = "safe"
"""The name for all fixes that may be applied automatically."""
RULES = "rules/"
"""Where the page has the pages of rules."""
_AROUND = 60
"""Characters of the article shown around a change."""


@dataclass(frozen=True, slots=True)
class Handed:
    """An article from the browser: its content, its name, and the chosen packs (none: all)."""

    data: bytes
    name: str
    packs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers one request at a time, with the configuration of `folder`. Errors in an article, its name, a pack or the
    configuration are HealthlintErrors."""

    service: Service
    folder: str

    def packs(self) -> list[dict[str, Any]]:
        """The packs to choose from: name, title, and the packs that each requires."""
        loaded = self.service.engine(name_in_folder(self.folder, "")).loaded
        return [{"name": _folder(pack.path), "title": pack.title, "requires": pack.requires} for pack in loaded.packs]

    def checked(self, given: Handed) -> dict[str, Any]:
        """The report as markup, the text of a text article, and what each fix would change."""
        from healthlint.report.html import fragment

        reports = self._reports(given)
        run = self.service.run(self._path(given), given.packs)
        shown = [_linked(report) for report in folded(reports)]
        texts = [report.document for report in reports if report.document is not None]
        return {
            "html": fragment(shown, run),
            "summary": _summed([finding for report in shown for finding in report.findings]),
            "text": next((each.source for each in texts if each.page is None), None),
            "fixes": dict(change for report in shown for change in _changes(report)),
        }

    def fixed(self, given: Handed, fix: str) -> bytes:
        """The content after one fix, by the place given in its note, or after all safe ones."""
        from healthlint.fixes.mend import mend
        from healthlint.fixes.plan import plan

        rewrite = self._rewriter(given)
        if fix == SAFE:
            return mend(given.data, lambda data: self._reports(replace(given, data=data)), rewrite).data
        reports = folded(self._reports(given))
        found = next((each for report in reports for each in report.findings if place_of(each) == fix), None)
        todo = plan(_source(reports), found.places, unsafe=True) if found else None
        if todo is None or not todo.edits:
            raise UsageError("this fix is no longer available; check the article again")
        return rewrite(given.data, todo.edits)

    def report(self, given: Handed) -> str:
        """The report as a page of its own, to send or print."""
        from healthlint.report.html import render

        return render(folded(self._reports(given)), self.service.run(self._path(given), given.packs))

    def rule(self, code: str) -> str:
        """The page of a rule as Markdown. Raises UsageError for an unknown code."""
        from healthlint.packs.former import joined, parts
        from healthlint.report.rule_page import page

        loaded = self.service.engine(name_in_folder(self.folder, "")).loaded
        found = next((rule for rule in joined(parts(loaded)) if rule.id == code), None)
        if found is None:
            raise UsageError(f"no rule '{code}'")
        return page(found, loaded, markdown=True)

    def _path(self, given: Handed) -> str:
        return name_in_folder(self.folder, given.name)

    def _reports(self, given: Handed) -> list[Report]:
        path = self._path(given)
        name = os.path.basename(path)
        reports = [renamed(report, path, name) for report in self.service.reports(given.data, path, given.packs)]
        if problems := [report.problem for report in reports if report.problem]:
            raise InputError("\n".join(problems))
        return reports

    def _rewriter(self, given: Handed) -> Callable[[bytes, Sequence[Edit]], bytes]:
        from healthlint.document.rewrite import rewrite

        path = self._path(given)
        return lambda data, edits: rewrite(data, path, [(edit.span, edit.text) for edit in edits])


def place_of(finding: Finding) -> str:
    """The name of a finding in its note."""
    return f"{finding.code}:{finding.span.start}:{finding.span.end}"


def _summed(findings: Sequence[Finding]) -> str:
    """The summary for a page with buttons instead of options."""
    counts = Counter(finding.severity for finding in findings)
    found = ", ".join(count(counts[severity], severity) for severity in SEVERITIES if counts[severity])
    fixes = [fix.safe for finding in findings if (fix := whole_fix(finding)) is not None]
    can = [(sum(fixes), "can be fixed automatically"), (len(fixes) - sum(fixes), "after a look")]
    fixable = ", ".join(f"{number} {how}" for number, how in can if number)
    return f"{found or 'No findings'}{'; ' if fixable else ''}{fixable}."


def _folder(path: str) -> str:
    return os.path.basename(path)


def _source(reports: Sequence[Report]) -> str:
    return next((report.document.source for report in reports if report.document is not None), "")


def _linked(report: Report) -> Report:
    """The report with codes linked to the pages of rules."""
    findings = (replace(finding, help=f"{RULES}{finding.code}") for finding in report.findings)
    return replace(report, findings=tuple(findings))


def _changes(report: Report) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """What each fix would change, by the place of its finding."""
    document = report.document
    if document is None:
        return
    for finding in report.findings:
        if (fix := whole_fix(finding)) is not None:
            yield place_of(finding), [_change(document, edit) for edit in fix.edits]


def _change(document: Document, edit: Edit) -> dict[str, str]:
    """What an edit removes and inserts, with the words around it."""
    text, span = document.seen(edit.span)
    return {
        "before": text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2],
        "old": text[span.start : span.end],
        "new": edit.text,
        "after": text[span.end : span.end + _AROUND].partition("\n")[0],
    }
