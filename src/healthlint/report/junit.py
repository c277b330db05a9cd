"""`--format junit`: JUnit's XML, which most CI servers show as tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from xml.etree import ElementTree

from healthlint.findings.location import from_root
from healthlint.findings.model import Evidence, Finding
from healthlint.pattern import pattern
from healthlint.report.not_checked import lines
from healthlint.report.other_places import other_places
from healthlint.report.run import ALONE, Run
from healthlint.report.safe import visible
from healthlint.triage.model import Report

_NO_XML = pattern("[\ufffe\uffff\U0001fffe\U0001ffff]")

SIGN = pattern(rb'\A(?:<\?xml[^>]*>\s*)?<testsuites name="healthlint"')


def render(reports: Sequence[Report], run: Run = ALONE) -> str:
    """A suite for each file and a failing case for each finding. A file without findings has one passing case, and one
    that could not be checked has one in error, as some servers refuse an empty report."""
    suites = ElementTree.Element("testsuites", name="healthlint")
    for path, group in groupby(reports, key=lambda report: report.path):
        suites.append(_suite(_text(from_root(path, run.root)), list(group)))
    if run.not_checked:
        suites.append(_suite("healthlint", [], lines([], run)))
    if not reports:
        suites.append(_suite("healthlint", []))
    for count in ("tests", "failures", "errors"):
        suites.set(count, str(sum(int(suite.get(count, 0)) for suite in suites)))
    ElementTree.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(suites, encoding="unicode")}\n'


def _suite(path: str, reports: Sequence[Report], unchecked: Iterable[str] = ()) -> ElementTree.Element:
    suite = ElementTree.Element("testsuite", name=path)
    findings = [finding for report in reports for finding in report.findings]
    failed = [_failed(finding, name, path) for finding, name in zip(findings, _names(findings), strict=True)]
    broken = [_broken(report.problem, path) for report in reports if report.problem]
    passed = [] if failed or broken else [_case("org.healthlint", path)]
    cases = (*failed, *broken, *passed)
    suite.extend(cases)
    for name, number in (("tests", len(cases)), ("failures", len(failed)), ("errors", len(broken))):
        suite.set(name, str(number))
    said = "\n".join(_text(line) for line in (*lines(reports, ALONE), *unchecked))
    if said:
        ElementTree.SubElement(suite, "system-out").text = said
    return suite


def _case(name: str, path: str, **more: str) -> ElementTree.Element:
    return ElementTree.Element("testcase", {"name": name, "classname": path, **more})


def _names(findings: Iterable[Finding]) -> Iterator[str]:
    """A unique name for each: servers treat cases of one name as one test, and track it by name."""
    occurrences: Counter[str] = Counter()
    for finding in findings:
        occurrences[finding.code] += 1
        number = occurrences[finding.code]
        yield f"org.healthlint.{finding.code}" + (f" ({number})" if number > 1 else "")


def _failed(finding: Finding, name: str, path: str) -> ElementTree.Element:
    line, column = str(finding.start.line), str(finding.start.column)
    case = _case(name, path, line=line, column=column)
    failure = ElementTree.SubElement(case, "failure", message=_text(finding.message), type=finding.severity)
    place = f" ({finding.place})" if finding.place else ""
    lines = [f"line {line}, column {column}{place}: {finding.message}", f"why: {finding.why}"]
    lines[1:1] = [other_places(finding)] if finding.related else []
    failure.text = "\n".join(_text(line) for line in (*lines, *map(_documented, finding.evidence)))
    return case


def _broken(problem: str, path: str) -> ElementTree.Element:
    case = _case("org.healthlint", path)
    ElementTree.SubElement(case, "error", message=_text(problem))
    return case


def _documented(item: Evidence) -> str:
    return f"documented: {item.statement} ({item.source})"


def _text(text: str) -> str:
    return _NO_XML.sub("\ufffd", visible(text))
