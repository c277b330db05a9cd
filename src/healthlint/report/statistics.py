"""`--statistics`: the number of findings of each rule, the most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from healthlint.pattern import pattern
from healthlint.report.not_checked import lines
from healthlint.report.run import ALONE, Run
from healthlint.report.table import table
from healthlint.report.terminal import fitted
from healthlint.report.text import summary
from healthlint.triage.model import Report

SIGN = pattern(rb"\A(?:\d+  [A-Z]{2,5}\d{3}  [^\n]*\n)*\n?(?:not (?:checked|read): [^\n]*\n)*\d+ files? checked: ")


def render(reports: Sequence[Report], run: Run = ALONE) -> str:
    """A row for each rule with the number of its places, what was not checked, and the summary line."""
    findings = [place for report in reports for finding in report.findings for place in finding.places]
    counts = Counter((finding.code, finding.name) for finding in findings)
    fixable = Counter(finding.code for finding in findings if finding.repair is not None)
    rows = [
        (str(number), code, name, f"{fixable[code]} can be fixed" if fixable[code] else "")
        for (code, name), number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    if run.quiet:
        return table((), rows, room=run.columns) + "\n" if rows else ""
    shown = [fitted(line, run.columns) for line in (*lines(reports, run), summary(reports, run))]
    return "\n".join([*([table((), rows, room=run.columns), ""] if rows else []), *shown]) + "\n"
