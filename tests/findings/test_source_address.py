"""A source that has an address is linked wherever its facts are shown."""

from __future__ import annotations

from dataclasses import replace

from tests.report.findings_on import on

from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.findings.build import evidence
from healthlint.findings.model import Evidence
from healthlint.reference.model import Reference
from healthlint.report.html import render
from healthlint.triage.model import Report
from healthlint.triage.report_data import decode, encode

_DOCUMENT = read_text("It is safe.", "a.md")
_EVIDENCE = Evidence("a-fact", "a-source", "It is not.", "A leaflet", "https://example.org/leaflet?a=1&b=2")


def _report(found: Evidence) -> Report:
    return Report("a.md", _DOCUMENT, (on(_DOCUMENT, "safe", evidence=(found,)),))


def test_a_fact_brings_the_address_of_its_source(bundled: Engine) -> None:
    fact = bundled.reference.facts[0]
    source = replace(bundled.reference.source(fact.source), url="https://example.org/a")
    assert evidence(fact.id, Reference((source,), (fact,))).url == "https://example.org/a"


def test_json_has_it_and_html_leads_there() -> None:
    assert _EVIDENCE.to_dict()["url"] == _EVIDENCE.url
    link = '<cite><a href="https://example.org/leaflet?a=1&amp;b=2">A leaflet</a></cite>'
    assert link in render([_report(_EVIDENCE)])


def test_a_source_without_an_address_has_no_link() -> None:
    bare = replace(_EVIDENCE, url="")
    assert "url" not in bare.to_dict()
    assert "<cite>A leaflet</cite>" in render([_report(bare)])


def test_it_is_kept() -> None:
    (kept,) = decode(encode([_report(_EVIDENCE)]), "a.md", lambda _number: lambda: _DOCUMENT)
    assert kept.findings[0].evidence == (_EVIDENCE,)
