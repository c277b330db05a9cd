"""Applies fixes to files, or shows them: `healthlint check --fix` and `--diff`."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable, Iterator, Sequence

import click

from healthlint.cli.checking import Checking
from healthlint.cli.narrowing import Narrowing
from healthlint.cli.reading import STDIN
from healthlint.config.nearest import above, is_repository
from healthlint.document.rewrite import rewrite
from healthlint.fast_dataclass import replace
from healthlint.findings.model import Edit
from healthlint.fixes.mend import Mended, mend
from healthlint.fixes.patch import binary_patch, text_patch
from healthlint.fixes.write import replace_content
from healthlint.pattern import pattern
from healthlint.report.safe import visible
from healthlint.triage.model import Report

_LINE = pattern(r"[^\n]*\n|[^\n]+")
_NO_NEWLINE = "\\ No newline at end of file"


class Fixing:
    """Fixes one file after another, or shows what would change; `differs` is set once there was a change to show."""

    def __init__(self, checking: Checking, narrowing: Narrowing, unsafe: bool, show: bool) -> None:
        """Findings that `narrowing` removes from the reports are not fixed either."""
        self._checking, self._narrowing, self._unsafe, self._show_only = checking, narrowing, unsafe, show
        self.differs = False

    def wanted(self, reports: Sequence[Report]) -> bool:
        """True if a file with these reports has something to fix."""
        fixes = (finding.repair for report in reports for finding in report.findings)
        return any(fix is not None and (fix.safe or self._unsafe) for fix in fixes)

    def __call__(self, path: str) -> Sequence[Report]:
        """The remaining reports on a file after its fixes. Raises InputError, WriteError."""
        return self._show(path) if self._show_only else self._write(path)

    def _write(self, path: str) -> Sequence[Report]:
        before, done = self._mended(path)
        if path == STDIN:
            sys.stdout.buffer.write(done.data)
            sys.stdout.flush()
        elif done.data != before:
            replace_content(path, before, done.data)
        return _with_fixes(done)

    def _show(self, path: str) -> Sequence[Report]:
        before, done = self._mended(path)
        if done.data != before:
            self.differs = True
            name = self._checking.name(path)
            old, new = (self._lines(data, name) for data in (before, done.data))
            if sys.stdout.isatty():
                click.echo("".join(f"{visible(line)}\n" for line in _diff(name, old, new)), nl=False)
            else:
                click.echo(self._patch(name, before, done.data, _diff(name, old, new)), nl=False)
        return [report for report in done.reports if report.problem]

    def _patch(self, name: str, before: bytes, after: bytes, seen: Iterator[str]) -> bytes:
        """A patch for git; for a file without lines of text, the visible changes precede it as remarks."""
        path = os.fsencode(from_root(name))
        if next(self._checking.documents(before, name)).page is None:
            return text_patch(path, before, after)
        remarks = "".join(f"# {visible(line)}\n" for line in seen)
        return remarks.encode("utf-8", "replace") + binary_patch(path, before, after)

    def unfixed(self, path: str) -> Sequence[Report]:
        """The reports on a file that could not be written. Raises InputError."""
        return self._checked(self._checking.read_bytes(path), path)

    def _mended(self, path: str) -> tuple[bytes, Mended]:
        name = self._checking.name(path)
        before = self._checking.read_bytes(path)
        return before, mend(before, lambda data: self._checked(data, name), _rewriter(name), self._unsafe)

    def _checked(self, data: bytes, name: str) -> Sequence[Report]:
        return self._narrowing(self._checking.reports_on(data, name))

    def _lines(self, data: bytes, name: str) -> list[str]:
        """The lines that a person would compare: those of the file, or of its visible text."""
        document = next(self._checking.documents(data, name))
        return _LINE.findall(document.source if document.page is None else document.page.text)


def _rewriter(name: str) -> Callable[[bytes, Sequence[Edit]], bytes]:
    def rewritten(data: bytes, edits: Sequence[Edit]) -> bytes:
        return rewrite(data, name, [(edit.span, edit.text) for edit in edits])

    return rewritten


def _with_fixes(done: Mended) -> Sequence[Report]:
    first, *others = done.reports
    return [replace(first, fixed=done.mended), *others]


def from_root(name: str) -> str:
    """The path as git names it, a link by its target: relative to the root of its repository, else to the current
    folder, else to the root of the file system."""
    path = os.path.realpath(name)
    root = next(filter(is_repository, above(os.path.dirname(path))), os.path.realpath(os.curdir))
    inside = os.path.relpath(path, root)
    outside = inside.split(os.sep, 1)[0] == os.pardir
    return (os.path.splitdrive(path)[1].lstrip(os.sep) if outside else inside).replace(os.sep, "/")


def _diff(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """A unified diff for people, line by line."""
    for line in difflib.unified_diff(old, new, name, name):
        yield line.rstrip("\n")
        if not line.endswith("\n"):
            yield _NO_NEWLINE
