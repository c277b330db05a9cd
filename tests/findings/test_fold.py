"""Findings that say the same of several places are one finding with its places."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.report.articles import finding_in, report_on

from healthlint.findings.fold import folded, whole_fix
from healthlint.findings.model import Edit, Evidence, Finding, Fix
from healthlint.span import Span

TEXT = "One addict, two addicts, an Addict. LDN cures it."


def found(words: str, at: int = 0, **settings: Any) -> Finding:
    """A finding on these words, the first of them behind `at`."""
    start = TEXT.index(words, at)
    return finding_in(report_on(TEXT), Span(start, start + len(words)), **settings)


def label(words: str, **settings: Any) -> Finding:
    given = {"code": "LAN101", "family": "language", "severity": "suggestion", "message": f"Not '{words}'."}
    return found(words, **{**given, **settings})


def test_one_suggestion_on_style_is_said_once_whatever_the_words() -> None:
    labels = [label("addict"), label("addicts"), label("Addict")]
    claim = found("LDN cures it")
    one, other = folded([*labels, claim])
    assert one == replace(labels[0], related=tuple(labels[1:]))
    assert one.places == (one, *labels[1:])
    assert other == claim


@pytest.mark.parametrize(
    ("settings", "number"),
    [
        ({"severity": "warning"}, 2),  # 'addict' and 'Addict' are one word, 'addicts' is another
        ({"severity": "warning", "message": "A label."}, 1),
        ({"evidence": (Evidence("f", "weekly", "one source says so"),)}, 2),
        ({"message": "A label.", "evidence": (Evidence("f", "weekly", "one source says so"),)}, 1),
    ],
)
def test_claims_and_words_fold_where_the_same_is_said(settings: dict[str, Any], number: int) -> None:
    assert len(folded([label(words, **settings) for words in ("addict", "addicts", "Addict")])) == number


def test_different_findings_are_not_merged() -> None:
    same = {"message": "The same.", "severity": "warning"}
    assert len(folded([label("addict", **same), label("Addict", **{**same, "severity": "error"})])) == 2
    assert len(folded([label("addict", **same), label("Addict", **same, code="LAN102")])) == 2
    facts = [(Evidence(name, "weekly", "so"),) for name in ("one", "two")]
    assert len(folded([label("addict", **same, evidence=each) for each in facts])) == 2


def test_no_place_is_lost_and_the_order_stays() -> None:
    findings = [label("addict"), found("LDN cures it"), label("addicts"), label("Addict")]
    shown = folded(findings)
    assert [finding.code for finding in shown] == ["LAN101", "SAF001"]
    assert sorted(place.span.start for finding in shown for place in finding.places) == sorted(
        finding.span.start for finding in findings
    )
    assert folded([]) == ()


def test_the_places_in_json() -> None:
    fix = Fix(True, (Edit(label("addicts").span, "people"),))
    (one,) = folded([label("addict"), label("addicts", fix=fix)])
    told = one.to_dict()
    assert told["excerpt"] == "addict"
    assert told["related"] == [
        {
            "message": "Not 'addicts'.",
            "span": {"start": 16, "end": 23},
            "start": {"line": 1, "column": 17},
            "end": {"line": 1, "column": 24},
            "excerpt": "addicts",
            "fix": fix.to_dict(),
        }
    ]
    assert "related" not in label("addict").to_dict()


def test_the_fix_of_all_places() -> None:
    fixes = [Fix(safe, (Edit(label(words).span, "person"),)) for words, safe in (("addict", True), ("Addict", True))]
    (one,) = folded([label("addict", fix=fixes[0]), label("addicts"), label("Addict", fix=fixes[1])])
    assert whole_fix(one) == Fix(True, (*fixes[0].edits, *fixes[1].edits))
    (unsure,) = folded([label("addict", fix=fixes[0]), label("Addict", fix=Fix(False, fixes[1].edits))])
    assert whole_fix(unsure) == Fix(False, (*fixes[0].edits, *fixes[1].edits))
    assert whole_fix(label("addict")) is None
