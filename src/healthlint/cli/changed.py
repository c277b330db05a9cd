"""Which lines of a file git says were changed since a revision."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from healthlint.errors import UsageError
from healthlint.pattern import pattern
from healthlint.triage.model import Report

_HUNK = pattern(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)

Lines = Sequence[range]


def only_changed(report: Report, revision: str) -> Report:
    """The report with the findings on lines that were changed since a revision; a file that git does not know is new.

    Raises UsageError where there is no such revision, no repository or no git.
    """
    if not report.findings:
        return report
    lines = changed_lines(Path(report.path).absolute(), revision)
    if lines is None:
        return report
    findings = tuple(
        finding
        for finding in report.findings
        if any(finding.start.line < each.stop and each.start <= finding.end.line for each in lines)
    )
    return replace(report, findings=findings)


def changed_lines(path: Path, revision: str) -> Lines | None:
    """The ranges of changed lines; None where the whole file is new to git."""
    folder = str(path.parent)
    _known(folder, revision)
    if not _git(folder, "ls-files", "--", path.name).strip():
        return None
    told = _git(folder, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-renames", revision, "--", path.name)
    return [
        range(int(hunk[1]), int(hunk[1]) + int(hunk[2] if hunk[2] is not None else 1)) for hunk in _HUNK.finditer(told)
    ]


@cache
def _known(folder: str, revision: str) -> None:
    if revision.startswith("-"):
        raise UsageError(f"--changed-since {revision}: that is no revision")
    try:
        _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except UsageError:
        raise UsageError(f"--changed-since {revision}: git knows no such revision in {folder}") from None


def _git(folder: str, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", folder, *arguments], capture_output=True, check=True, encoding="utf-8", errors="replace"
        )
    except FileNotFoundError:
        raise UsageError("--changed-since needs git, and there is none") from None
    except subprocess.CalledProcessError as problem:
        said = problem.stderr.strip().splitlines()
        raise UsageError(f"git {arguments[0]}: {said[-1] if said else 'failed'}") from None
    return done.stdout
