"""The lines of a file that have changed since a revision, according to git."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from healthlint.config.git import GitError, git
from healthlint.config.nearest import above, is_repository
from healthlint.errors import UsageError
from healthlint.fast_dataclass import replace
from healthlint.pattern import pattern
from healthlint.triage.model import Report

_HUNK = pattern(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_NO_LINES = pattern(rb"^(?:Binary files |\* Unmerged path )", re.MULTILINE)
_LONE_RETURN = pattern(rb"\r(?!\n)")
_DIFF = "diff --unified=0 --inter-hunk-context=0 --no-color --no-renames --no-ext-diff --no-textconv".split()
_MOST_LINKS = 40

Lines = Sequence[range]


def only_changed(report: Report, revision: str) -> Report:
    """The report with only the findings on lines changed since a revision; a file unknown to git is new.

    Raises UsageError if there is no such revision, no repository or no git.
    """
    if not report.findings:
        return report
    lines = changed_lines(Path(os.path.abspath(report.path)), revision)
    if lines is None:
        return report
    findings = tuple(
        finding
        for finding in report.findings
        if any(finding.start.line < each.stop and each.start <= finding.end.line for each in lines)
    )
    return replace(report, findings=findings)


def changed_lines(path: Path, revision: str) -> Lines | None:
    """The ranges of changed lines; None if the whole file is new to git, or has changed in a way for which git gives no
    lines.

    Raises UsageError.
    """
    _known(str(path.parent), revision)
    links = list(_links(str(path)))
    try:
        if any(_diff(link, revision) != b"" for link in links):
            return None
        return _lines(os.path.realpath(path), revision)
    except GitError as problem:
        if links:
            # A link's target may be outside any repository, or in one without this revision.
            return None
        raise UsageError(str(problem)) from None


def _lines(path: str, revision: str) -> Lines | None:
    diff = _diff(path, revision)
    if diff is None or (diff and (_NO_LINES.search(diff) or _counts_otherwise(path))):
        return None
    return [
        range(int(hunk[1]), int(hunk[1]) + int(hunk[2] if hunk[2] is not None else 1)) for hunk in _HUNK.finditer(diff)
    ]


def _diff(path: str, revision: str) -> bytes | None:
    """The diff of a file or link; None if git does not know it, or has been told to ignore it."""
    folder, name = os.path.split(path)
    listed = git(folder, "ls-files", "-v", "-z", "--", name)
    # A small letter means "assume unchanged", S "skip the work tree".
    if not listed or not listed[:1].isupper() or listed.startswith(b"S"):
        return None
    return git(folder, *_DIFF, revision, "--", name)


def _counts_otherwise(path: str) -> bool:
    """True if git's lines are not those of the file: git ends lines only at line feeds, and sees files after
    filters."""
    folder, name = os.path.split(path)
    filters = git(folder, "check-attr", "-z", "filter", "--", name).split(b"\0")
    if filters[2:3] not in ([b"unspecified"], [b"unset"]):
        return True
    try:
        return _LONE_RETURN.search(Path(path).read_bytes()) is not None
    except OSError:
        return True


def _links(path: str) -> Iterator[str]:
    """The symbolic links in repositories on the path to a file, each by its own path."""
    for _ in range(_MOST_LINKS):
        link = next((each for each in _beginnings(path) if os.path.islink(each)), None)
        if link is None:
            return
        if any(map(is_repository, above(os.path.dirname(link)))):
            yield link
        path = os.path.normpath(os.path.join(os.path.dirname(link), os.readlink(link))) + path[len(link) :]


def _beginnings(path: str) -> Iterator[str]:
    """The folders of a path, from the root, and the path itself."""
    parts = Path(path).parts
    yield from (str(Path(*parts[: end + 1])) for end in range(len(parts)))


@cache
def _known(folder: str, revision: str) -> None:
    if revision.startswith("-"):
        raise UsageError(f"--changed-since {revision}: not a revision")
    try:
        git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except GitError as problem:
        if "not installed" in str(problem):
            raise UsageError(f"--changed-since: {problem}") from None
        raise UsageError(f"--changed-since {revision}: git knows no such revision in {folder}") from None
