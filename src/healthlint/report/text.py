"""`--format text`: the findings with their lines, a summary, what was not checked, and the next step."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from healthlint.findings.fold import number_of_places
from healthlint.findings.model import SEVERITIES, Finding
from healthlint.pattern import pattern
from healthlint.report.finding_text import brief, by_rule, full, place_of, wrapped
from healthlint.report.not_checked import in_one_line, in_short, lines
from healthlint.report.paint import Paint, painter
from healthlint.report.run import ALONE, Run
from healthlint.report.safe import visible
from healthlint.triage.model import Report

_DEEP = " " * 8
_MANY = 20
"""Too many findings to fix in one go."""

_NUMBER = pattern(r"\d+ (error|warning|suggestion)s?")

SIGN = pattern(
    rb"\A(?=not (?:checked|read): "
    rb"|[^\n]*(?:: (?:error|warning|suggestion|fixed) [A-Z]{2,5}\d{3} |files? checked: |no file was checked))"
    rb".*^(?:\d+ files? checked: |no file was checked)",
    re.MULTILINE | re.DOTALL,
)


def render(reports: Sequence[Report], run: Run = ALONE) -> str:
    """Applied fixes, the findings of each file, one summary line, what was not checked, and one next step."""
    paint = painter(run.color)
    found = [text for report in reports for text in _findings(report, run, paint)]
    if run.quiet:
        return "\n".join(found)
    fixed = [_fixed(finding) for report in reports for finding in report.fixed]
    parts = ["\n".join(fixed) + "\n"] if fixed else []
    return "\n".join([*parts, *found, *_end(reports, run, paint)]) + "\n"


def short(reports: Sequence[Report], run: Run = ALONE) -> str:
    """The summary alone, for a terminal when the report goes to a file."""
    if run.quiet:
        return ""
    return "\n".join(wrapped("", summary(reports, run), run.width, "  ")) + "\n"


def _findings(report: Report, run: Run, paint: Paint) -> Iterator[str]:
    if run.verbose:
        return (full(finding, run, paint) for finding in report.findings)
    return (brief(finding, others, run, paint) for finding, others in by_rule(report.findings))


def _end(reports: Sequence[Report], run: Run, paint: Paint) -> Iterator[str]:
    yield from (_tinted(line, paint) for line in wrapped("", tally(reports), run.width, "  "))
    for line in lines(reports, run) if run.verbose else in_one_line(reports, run):
        yield from wrapped("", line, run.width, "  ")
    yield from _next(reports, run)


def _tinted(line: str, paint: Paint) -> str:
    return _NUMBER.sub(lambda match: paint(match[0], match[1]), line)


def _next(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """The most useful next command: the fixes, a baseline for many findings, or the page of the worst finding's
    rule."""
    findings = [finding for report in reports for finding in report.findings]
    if not findings:
        return
    command, good_for = _step(findings, any(report.compared for report in reports))
    good_for += "" if run.verbose else "; --verbose shows every fact"
    line = f"next: {command}  {good_for}"
    # A command stays on one line so that it can be copied.
    broken = (line[: -len(good_for)].rstrip(), *wrapped(_DEEP, good_for, run.width))
    yield from (line,) if len(line) <= run.width else broken


def _step(findings: Sequence[Finding], compared: bool) -> tuple[str, str]:
    if all(place.repair is not None and place.repair.safe for finding in findings for place in finding.places):
        return "healthlint check --diff", "what --fix would change"
    if len(findings) >= _MANY and not compared:
        return "healthlint baseline write", "later runs report only new findings"
    worst = min(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    return f"healthlint explain {worst.code}", "why, examples, how to silence it"


def summary(reports: Sequence[Report], run: Run = ALONE) -> str:
    """The tally and what was not checked: `3 files checked: 2 errors; not checked: 1 drug`."""
    return "; ".join(part for part in (tally(reports), in_short(reports, run)) if part)


def tally(reports: Sequence[Report]) -> str:
    """`3 files checked: 2 errors, 1 warning; 4 fixed, 1 silenced; can be fixed: 2 with --fix`."""
    checked = len({report.path for report in reports if not report.problem})
    counts = Counter(finding.severity for report in reports for finding in report.findings)
    found = ", ".join(_count(counts[severity], severity) for severity in SEVERITIES if counts[severity])
    places = sum(number_of_places(report.findings) for report in reports)
    found += f", in {places} places" if places > counts.total() else ""
    said = f"{_count(checked, 'file')} checked: {found or 'nothing to report'}" if checked else "no file was checked"
    return "; ".join(part for part in (said, _done(reports), _fixable(reports)) if part)


def _done(reports: Sequence[Report]) -> str:
    fixed = sum(len(report.fixed) for report in reports)
    silenced = sum(len(report.silenced) for report in reports)
    known = sum(len(report.known) for report in reports)
    counts = ((fixed, "fixed"), (silenced, "silenced"), (known, "known to the baseline"))
    return ", ".join(f"{number} {word}" for number, word in counts if number)


def _fixable(reports: Sequence[Report]) -> str:
    places = (place for report in reports for finding in report.findings for place in finding.places)
    fixes = [fix for place in places if (fix := place.repair) is not None]
    safe = sum(fix.safe for fix in fixes)
    ways = ((safe, "--fix"), (len(fixes) - safe, "--fix --unsafe-fixes"))
    counts = [f"{number} with {option}" for number, option in ways if number]
    return f"can be fixed: {', '.join(counts)}" if counts else ""


def _fixed(finding: Finding) -> str:
    assert finding.fix is not None
    place = place_of(finding)
    right = visible(finding.fix.edits[0].text)
    change = f"{visible(finding.excerpt)!r} -> {right!r}" if right else "removed"
    return f"{place}: fixed {finding.code} {finding.name}: {change}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
