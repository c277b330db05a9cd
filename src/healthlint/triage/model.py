"""The report on one article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from typing import TYPE_CHECKING

from healthlint.fast_dataclass import dataclass

if TYPE_CHECKING:
    from healthlint.document.model import Document
    from healthlint.findings.model import Finding
    from healthlint.findings.unchecked import NotChecked


@dataclass(frozen=True, slots=True)
class Report:
    """`findings` are ordered by place and code; `silenced` holds those that a comment silences, with its reason,
    `doubled` those beside which another finding says as much. `known` are those that a baseline holds; `compared` says
    that the findings were held against one, so those that are left are new.

    `fixed` holds those that stood in the file before its fixes were applied. `problem` says why the file could not be
    checked; such a report has no document and no findings, and `no_article` says that the file is mere data. `broken`
    names the rules that failed on it; the others were run. `not_checked` says what of the file was not looked at. A
    report that was kept, or comes from another process, has `reread` in place of the document.
    """

    path: str
    document: Document | None = None
    findings: tuple[Finding, ...] = ()
    silenced: tuple[tuple[Finding, str], ...] = ()
    fixed: tuple[Finding, ...] = ()
    doubled: tuple[tuple[Finding, str], ...] = ()
    known: tuple[Finding, ...] = ()
    compared: bool = False
    problem: str = ""
    no_article: bool = False
    broken: tuple[str, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    reread: Callable[[], Document] | None = field(default=None, compare=False)

    def opened(self) -> Report:
        """The report with its document at hand. Raises InputError where the file is no longer what it was."""
        if self.document is not None or self.reread is None:
            return self
        return replace(self, document=self.reread())
