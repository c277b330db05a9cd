"""The report on one article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING

from healthlint.fast_dataclass import dataclass, replace

if TYPE_CHECKING:
    from healthlint.document.model import Document
    from healthlint.findings.model import Finding
    from healthlint.findings.unchecked import NotChecked


@dataclass(frozen=True, slots=True)
class Report:
    """`findings` are ordered by place and code; `silenced` holds those that a comment silences, with its reason, and
    `doubled` those that another finding makes redundant. `known` are those in a baseline; `compared` means that the
    findings were compared with one, so the remaining ones are new.

    `fixed` holds those that were in the file before its fixes were applied. `problem` says why the file could not be
    checked; such a report has no document and no findings, and `no_article` means that the file is mere data. `broken`
    names the rules that failed on it; the others ran. `not_checked` says what of the file was not examined. A report
    from the cache or from another process has `reread` instead of the document.
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
        """The report with its document loaded. Raises InputError if the file has changed."""
        if self.document is not None or self.reread is None:
            return self
        return replace(self, document=self.reread())
