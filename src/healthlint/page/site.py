"""The reports on many articles as a small site: an index, and a page for each article and each rule with findings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from healthlint.errors import UsageError, WriteError
from healthlint.fast_dataclass import dataclass, replace
from healthlint.fixes.write import store
from healthlint.page.earlier import Past, past, trends
from healthlint.page.shell import rule_html
from healthlint.pattern import pattern
from healthlint.report.html import NOTE, SIGN, html_page, render, unchecked_parts
from healthlint.report.json import to_dict
from healthlint.report.page.markup import element, text
from healthlint.report.page.overview import overview
from healthlint.report.run import Run
from healthlint.report.text import summary
from healthlint.triage.model import Report

INDEX = "index.html"
_FOLDERS = ("articles", "rules")
_BACK = element("p", element("a", "All articles", href=f"../{INDEX}"))
_ODD = pattern(r"[^A-Za-z0-9_-]+")
_NOW = "now"


@dataclass(frozen=True, slots=True)
class Site:
    """`reports` are those of one run, folded; `earlier` reports are ordered from oldest to newest. `rule` gives the
    page of a rule as Markdown."""

    reports: Sequence[Report]
    run: Run
    rule: Callable[[str], str]
    earlier: Sequence[Past] = ()

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page with its path in the site."""
        checked = [report.opened() for report in self.reports if not report.problem]
        named = list(zip(_names(checked), checked, strict=True))
        yield INDEX, html_page("healthlint: articles", self._index(named))
        for name, report in named:
            yield name, render([_linked(report)], self.run, _BACK)
        codes = {finding.code for report in checked for finding in report.findings if not finding.help}
        for code in sorted(codes):
            yield f"rules/{code}.html", rule_html(code, self.rule(code))

    def single(self) -> str:
        """The whole site as one page."""
        return render(self.reports, self.run, self._trends())

    def _index(self, named: Sequence[tuple[str, Report]]) -> Iterator[str]:
        title, said = element("h1", "Health articles"), element("p", text(summary(self.reports, self.run)))
        yield element("header", [title, said, *unchecked_parts(self.reports, self.run)])
        yield element("main", [overview(named), self._trends()])
        yield element("footer", element("p", NOTE))

    def _trends(self) -> str:
        if not self.earlier:
            return ""
        return trends((*self.earlier, past(_NOW, to_dict(self.reports, self.run))))


def _linked(report: Report) -> Report:
    """The report with codes linked to the pages of the site, unless another address is configured."""
    findings = (replace(each, help=each.help or f"../rules/{each.code}.html") for each in report.findings)
    return replace(report, findings=tuple(findings))


def _names(reports: Sequence[Report]) -> Iterator[str]:
    """A path for each article, derived from the path of its file; the same for the same files."""
    taken: dict[str, int] = {}
    for report in reports:
        plain = _ODD.sub("-", report.path).strip("-")[-120:] or "article"
        taken[plain] = taken.get(plain, 0) + 1
        number = f"-{taken[plain]}" if taken[plain] > 1 else ""
        # Plain names have no double hyphen, so none equals another one with a number.
        yield f"articles/{plain}{number and f'-{number}'}.html"


def write(site: Site, out: str) -> None:
    """Writes a site into a folder that is new, empty or contains an earlier site, whose pages are deleted. If `out`
    ends in .html, it is one page. Raises UsageError, WriteError; other files are kept."""
    if out.lower().endswith((".html", ".htm")):
        _write(out, site.single(), _single_refused(out))
        return
    _clear(out)
    for name, page in site.pages():
        path = os.path.join(out, *name.split("/"))
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        except OSError as problem:
            raise WriteError(f"{out}: cannot be written ({problem.strerror})") from None
        _write(path, page, "")


def _single_refused(out: str) -> str:
    return (
        f"{out}: is not a healthlint report and was left unchanged; name another file" if not _ours(Path(out)) else ""
    )


def _write(path: str, page: str, refused: str) -> None:
    if refused:
        raise UsageError(refused)
    try:
        store(path, page.encode("utf-8", "replace"))
    except OSError as problem:
        raise WriteError(f"{path}: cannot be written ({problem.strerror})") from None


def _clear(out: str) -> None:
    """Deletes the pages of an earlier site."""
    folder = Path(out)
    if folder.is_file():
        raise UsageError(f"{out}: is a file; name a folder, or a file that ends in .html for a single page")
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    if not (folder / INDEX).is_file() or not _ours(folder / INDEX):
        raise UsageError(f"{out}: contains something other than a healthlint site; name a new folder")
    for name in _FOLDERS:
        for page in (folder / name).glob("*.html"):
            if page.is_file() and _ours(page):
                page.unlink()


def _ours(path: Path) -> bool:
    """True for a page written by healthlint, and if nothing exists yet."""
    try:
        return SIGN.search(path.read_bytes()[:4096]) is not None
    except FileNotFoundError:
        return True
    except OSError:
        return False
