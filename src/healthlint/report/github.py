"""`--format github`: workflow commands, which GitHub shows as annotations, and a table for the job's summary."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from healthlint.errors import WriteError
from healthlint.findings.location import from_root
from healthlint.findings.model import SEVERITIES, Finding
from healthlint.pattern import pattern
from healthlint.report.not_checked import lines
from healthlint.report.other_places import other_places
from healthlint.report.run import ALONE, Run
from healthlint.report.safe import visible
from healthlint.report.text import summary
from healthlint.triage.model import Report

_COMMANDS = {"error": "error", "warning": "warning", "suggestion": "notice"}
# GitHub silently drops what a step reports beyond ten of a kind; one notice is reserved for saying so.
_MOST = {"error": 10, "warning": 10, "suggestion": 9}
_MOST_EVIDENCE = 4
_SUMMARY = "GITHUB_STEP_SUMMARY"
_MOST_ROWS = 1000
"""GitHub refuses a summary of more than a megabyte."""
_HEADER = ("| | where | rule | what |", "| --- | --- | --- | --- |")
_MARKUP = frozenset("\\`*_{}[]()<>#+-.!|&~@:/$\"'")

SIGN = pattern(rb"\A(?:::(?:error|warning|notice) title=[^\n]*\n)+\Z")


def render(reports: Sequence[Report], run: Run = ALONE) -> str:
    """As many annotations as GitHub shows, the most severe first, and notices with the number of the others and what
    was not checked."""
    findings = _ordered(reports)
    unchecked = "\n".join(lines(reports, run))
    most = {**_MOST, "suggestion": _MOST["suggestion"] - bool(unchecked)}
    shown = [finding for severity in SEVERITIES for finding in _of(findings, severity)[: most[severity]]]
    said = [_command(finding, run) for finding in shown]
    said += [f"::notice title=healthlint::{_data(unchecked)}"] if unchecked else []
    rest = len(findings) - len(shown)
    if rest:
        more = f"{rest} more finding{'' if rest == 1 else 's'}: the summary of this job lists them all"
        said.append(f"::notice title=healthlint::{more}")
    return "".join(f"{line}\n" for line in said)


def publish(reports: Sequence[Report], run: Run) -> None:
    """Append the table of all findings to the file named by GITHUB_STEP_SUMMARY, if set. Raises WriteError."""
    file = os.environ.get(_SUMMARY)
    if not file or not any(report.findings or report.not_checked for report in reports):
        return
    try:
        with open(file, "a", encoding="utf-8", errors="replace") as out:
            out.write(step_summary(reports, run))
    except OSError as error:
        raise WriteError(f"{file}: named by {_SUMMARY}, cannot be written ({error.strerror or error})") from None


def step_summary(reports: Sequence[Report], run: Run) -> str:
    """Markdown: the summary, and a row for each finding."""
    findings = _ordered(reports)
    said = ["### healthlint", "", _markdown(summary(reports, run)), ""]
    said += [part for line in lines(reports, run) for part in (_markdown(line), "")]
    said += _HEADER if findings else ()
    said += [_row(finding, run) for finding in findings[:_MOST_ROWS]]
    if len(findings) > _MOST_ROWS:
        said += ["", f"and {len(findings) - _MOST_ROWS} more"]
    return "\n".join(said) + "\n"


def _ordered(reports: Sequence[Report]) -> list[Finding]:
    findings = [finding for report in reports for finding in report.findings]
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def _of(findings: Sequence[Finding], severity: str) -> list[Finding]:
    return [finding for finding in findings if finding.severity == severity]


def _command(finding: Finding, run: Run) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(finding, run))
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(_annotation(finding))}"


def _properties(finding: Finding, run: Run) -> Iterator[tuple[str, str]]:
    start, end = finding.start, finding.end
    yield "title", f"{finding.code} {finding.name}"
    yield "file", from_root(finding.path, run.root)
    yield "line", str(start.line)
    yield "endLine", str(end.line)
    if start.line == end.line:
        # GitHub refuses columns for a span over several lines.
        yield "col", str(start.column)
        yield "endColumn", str(end.column)


def _annotation(finding: Finding) -> str:
    documented = (f"\nDocumented: {item.statement} ({item.source})" for item in finding.evidence[:_MOST_EVIDENCE])
    others = f"\n{other_places(finding).replace('also', 'Also', 1)}" if finding.related else ""
    return "".join((finding.message, f" ({finding.place})" if finding.place else "", others, *documented))


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _row(finding: Finding, run: Run) -> str:
    place = finding.place or f"{finding.start.line}:{finding.start.column}"
    where = f"{from_root(finding.path, run.root)}:{place}"
    others = f" ({other_places(finding)})" if finding.related else ""
    cells = (finding.severity, where, f"{finding.code} {finding.name}", finding.message + others)
    return f"| {' | '.join(map(_markdown, cells))} |"


def _markdown(text: str) -> str:
    # A character reference is never markup, whatever its neighbours.
    return "".join(f"&#{ord(each)};" if each in _MARKUP else each for each in visible(text.strip()))
