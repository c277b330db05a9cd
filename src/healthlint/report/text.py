"""`--format text`: every finding where it stands, as a code frame, with why and the documented fact."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from healthlint.findings.fold import number_of_places
from healthlint.findings.model import SEVERITIES, Evidence, Finding
from healthlint.findings.rule_pages import page_of
from healthlint.pattern import pattern
from healthlint.report.elsewhere import elsewhere
from healthlint.report.frame import frame
from healthlint.report.not_checked import in_short, lines
from healthlint.report.paint import Paint, linked, painter
from healthlint.report.run import ALONE, Run
from healthlint.report.safe import visible, visible_path
from healthlint.triage.model import Report

_MOST_EVIDENCE = 4
_DEEP = " " * 8
_MANY = 20
"""Findings that nobody mends in one go."""
_COMMAND = pattern(r"^(\s*)::")

SIGN = pattern(
    rb"\A(?=not (?:checked|read): "
    rb"|[^\n]*(?:: (?:error|warning|suggestion|fixed) [A-Z]{2,5}\d{3} |files? checked: |no file was checked))"
    rb".*^(?:\d+ files? checked: |no file was checked)",
    re.MULTILINE | re.DOTALL,
)


def render(reports: Sequence[Report], run: Run = ALONE) -> str:
    """What was fixed, all findings, file by file, what was not checked, and one line that sums up."""
    paint = painter(run.color)
    if run.quiet:
        return "\n".join(_finding(finding, run, paint) for report in reports for finding in report.findings)
    fixed = [_fixed(finding) for report in reports for finding in report.fixed]
    parts = ["\n".join(fixed) + "\n"] if fixed else []
    parts += [_finding(finding, run, paint) for report in reports for finding in report.findings]
    parts += ["\n".join(_wrapped("", line, run.width, "  ")) for line in lines(reports, run)]
    return "\n".join([*parts, *_summed(reports, run), *_next(reports, run.width)]) + "\n"


def short(reports: Sequence[Report], run: Run = ALONE) -> str:
    """What sums up and nothing else, for a terminal whose report goes to a file."""
    if run.quiet:
        return ""
    return "\n".join(_summed(reports, run)) + "\n"


def _summed(reports: Sequence[Report], run: Run) -> tuple[str, ...]:
    return _wrapped("", summary(reports, run), run.width, "  ")


def _next(reports: Sequence[Report], room: int) -> Iterator[str]:
    """What somebody may want to do about the findings: commands, each with what it is good for."""
    findings = [finding for report in reports for finding in report.findings]
    if not findings:
        return
    gravest = min(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    steps = [(f"healthlint explain {gravest.code}", "why, examples, how to silence it")]
    places = (place for finding in findings for place in finding.places)
    if any(place.repair is not None and place.repair.safe for place in places):
        steps.append(("healthlint check --diff", "what --fix would change"))
    if len(findings) >= _MANY and not any(report.compared for report in reports):
        steps.append(("healthlint baseline write", "later runs report only new findings"))
    width = max(len(command) for command, _ in steps)
    for number, (command, good_for) in enumerate(steps):
        line = f"{'     ' if number else 'next:'} {command.ljust(width)}  {good_for}"
        # A command stays in one line, so that it can be copied.
        yield from (line,) if len(line) <= room else (line[: -len(good_for)].rstrip(), *_wrapped(_DEEP, good_for, room))


def summary(reports: Sequence[Report], run: Run = ALONE) -> str:
    """`3 files checked: 2 errors, 1 warning; 4 fixed, 1 silenced; 2 can be fixed with --fix; not checked: 1 drug`."""
    checked = len({report.path for report in reports if not report.problem})
    counts = Counter(finding.severity for report in reports for finding in report.findings)
    found = ", ".join(_count(counts[severity], severity) for severity in SEVERITIES if counts[severity])
    places = sum(number_of_places(report.findings) for report in reports)
    found += f", in {places} places" if places > counts.total() else ""
    said = f"{_count(checked, 'file')} checked: {found or 'nothing to report'}" if checked else "no file was checked"
    parts = [said, _done(reports), _fixable(reports), in_short(reports, run)]
    return "; ".join(part for part in parts if part)


def _done(reports: Sequence[Report]) -> str:
    fixed = sum(len(report.fixed) for report in reports)
    silenced = sum(len(report.silenced) for report in reports)
    known = sum(len(report.known) for report in reports)
    told = ((fixed, "fixed"), (silenced, "silenced"), (known, "known to the baseline"))
    return ", ".join(f"{number} {word}" for number, word in told if number)


def _fixable(reports: Sequence[Report]) -> str:
    places = (place for report in reports for finding in report.findings for place in finding.places)
    fixes = [fix for place in places if (fix := place.repair) is not None]
    safe = sum(fix.safe for fix in fixes)
    ways = ((safe, "--fix"), (len(fixes) - safe, "--fix --unsafe-fixes"))
    told = [f"{number} with {option}" for number, option in ways if number]
    return f"can be fixed: {', '.join(told)}" if told else ""


def _fixed(finding: Finding) -> str:
    assert finding.fix is not None
    place = _place(finding)
    right = visible(finding.fix.edits[0].text)
    change = f"{visible(finding.excerpt)!r} -> {right!r}" if right else "removed"
    return f"{place}: fixed {finding.code} {finding.name}: {change}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _finding(finding: Finding, run: Run, paint: Paint) -> str:
    place, width = _place(finding), run.width
    code = paint(finding.code, "strong")
    code = linked(code, page_of(finding)) if run.links else code
    head = f"{paint(finding.severity, finding.severity)} {code} {finding.name}"
    lines = [f"{paint(place, 'strong')}: {head}"]
    lines += _wrapped("  ", visible(finding.message), width)
    lines += frame(finding, width, paint)
    lines += _wrapped("  ", visible(elsewhere(finding)), width) if finding.related else ()
    lines += _wrapped("  why: ", finding.why, width)
    for item in finding.evidence[:_MOST_EVIDENCE]:
        lines += _wrapped("  documented: ", _evidence(item), width)
    if len(finding.evidence) > _MOST_EVIDENCE:
        more = len(finding.evidence) - _MOST_EVIDENCE
        lines.append(f"  documented: and {more} more, see healthlint explain {finding.code}")
    if (fix := finding.repair) is not None:
        text = visible(fix.edits[0].text) or "(remove it)"
        first, *rest = _wrapped("  fix: ", text + ("" if fix.safe else " (look at it first)"), width)
        lines += [first.replace("fix:", paint("fix:", "good"), 1), *rest]
    return "\n".join(lines) + "\n"


def _place(finding: Finding) -> str:
    """Where it stands: by line and column, in a Word file by paragraph and run, in an export by both."""
    path, place = visible_path(finding.path), visible(finding.place)
    if not finding.line.numbered:
        return f"{path}: {place}"
    return f"{path}:{finding.start.line}:{finding.start.column}" + (f" [{place}]" if place else "")


def _evidence(item: Evidence) -> str:
    return f"{item.statement} ({item.source}: {item.title})" if item.title else f"{item.statement} ({item.source})"


@lru_cache(maxsize=4096)
def _wrapped(label: str, text: str, width: int, indent: str = "") -> tuple[str, ...]:
    # Reasons and facts come again and again, and to break lines takes longer than all else here.
    further = indent or " " * len(label)
    lines = textwrap.wrap(text, width, initial_indent=label, subsequent_indent=further) or [label.rstrip()]
    # A CI runner would take a line that begins with two colons for a command. Reasons and facts are those of a pack,
    # which somebody else may have written.
    return tuple(_COMMAND.sub(r"\1: :", visible(line)) for line in lines)
