"""`--format jsonl`: a line for each finding, the objects of `--format json`, for streaming."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.pattern import pattern
from healthlint.report.json import to_dict
from healthlint.report.run import ALONE, Run
from healthlint.report.safe import json_text
from healthlint.triage.model import Report

SIGN = pattern(rb'\A\{"path": "[^\n]*", "code": "[A-Z]{2,5}\d{3}", "name": ')
ONLY_FINDINGS = True
"""The format has no place for what was not checked."""


def render(reports: Sequence[Report], _run: Run = ALONE) -> str:
    """One object a line, ordered by path, place and code; no line where nothing was found."""
    return "".join(json_text(finding) + "\n" for finding in to_dict(reports)["findings"])
