"""The bundled packs out of labels: what was approved later is not called unproved, and findings cite the year."""

from __future__ import annotations

import pytest

from healthlint.document.read import read_text
from healthlint.engine import default_engine
from healthlint.findings.model import Finding
from healthlint.reference.model import Reference, Source


def findings(text: str, title: str = "Humira (adalimumab)") -> list[Finding]:
    """What is said wrongly; not what the article as a whole lacks."""
    found = default_engine().check(read_text(f"# {title}\n\n{text}", "a.md")).findings
    return [each for each in found if each.family != "caveat"]


@pytest.mark.parametrize(
    "text",
    ["Humira is approved for uveitis.", "The FDA has approved adalimumab for hidradenitis suppurativa."],
)
def test_a_later_use_is_not_in_the_label_of_its_year(text: str) -> None:
    (finding,) = findings(text)
    assert (finding.code, finding.severity) == ("REG202", "warning")
    assert "is not in the label of 2013" in finding.message
    assert "not documented" not in finding.message


def test_people_of_a_later_approval_are_no_error() -> None:
    (finding,) = findings("Humira is approved for children with Crohn's disease.")
    assert (finding.code, finding.severity) == ("REG214", "warning")
    assert "label of 2013" in finding.message


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Adalimumab helps with uveitis.", "Humira (adalimumab)"),
        ("Adalimumab is proven to help in hidradenitis suppurativa.", "Humira (adalimumab)"),
        ("Adalimumab is proven to relieve rheumatoid arthritis.", "Humira (adalimumab)"),
        ("For uveitis, start with 80 mg of Humira, then 40 mg every other week.", "Humira (adalimumab)"),
        ("Sildenafil helps with pulmonary hypertension.", "Sildenafil"),
        ("For pulmonary hypertension, take 20 mg of sildenafil three times a day.", "Sildenafil"),
        ("In Britain, pharmacists sell sildenafil over the counter.", "Sildenafil"),
    ],
)
def test_approvals_after_a_label_are_not_reported(text: str, title: str) -> None:
    assert findings(text, title) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Take 100 mg of Viagra twice a day.", "DOS203"),
        ("Men aged 70 start on 50 mg of Viagra.", "DOS201"),
        ("With clarithromycin, take 40 mg of Lipitor a day.", "DOS201"),
        ("A girl of 12 takes 40 mg of Lipitor a day.", "DOS201"),
    ],
)
def test_a_limit_in_a_label_is_enforced(text: str, code: str) -> None:
    (finding,) = findings(text, "A tablet")
    assert finding.code == code


@pytest.mark.parametrize(
    "text",
    ["Viagra is taken twice a week.", "He takes Viagra once a month.", "Men with kidney disease take 50 mg of Viagra."],
)
def test_a_use_missing_from_a_label_is_no_error(text: str) -> None:
    assert findings(text, "Viagra") == []


def test_a_dose_above_every_range_is_reported_for_any_use() -> None:
    (finding,) = findings("For pulmonary hypertension, take 500 mg of sildenafil a day.", "Sildenafil")
    assert finding.code == "DOS201"
    assert "label of 2017" in finding.message


def test_a_claim_beyond_a_label_says_which_label_is_silent() -> None:
    (finding,) = findings("Adalimumab cures uveitis.")
    assert "the label of 2013 does not say that" in finding.message


@pytest.mark.parametrize(
    ("kind", "date", "expected"),
    [
        ("drug label (set 1, version 2)", "2013-09-30", "AbbVie, label of 2013"),
        ("drug label", None, "AbbVie"),
        ("patient leaflet", "2013-09-30", "AbbVie"),
        ("article on labels", "2013-09-30", "AbbVie"),
    ],
)
def test_only_a_dated_label_is_cited_with_its_year(kind: str, date: str | None, expected: str) -> None:
    source = Source("a", "A", "AbbVie", None, date, kind, "neutral", "a.xml", "0" * 64)
    assert source.cited_as == expected
    assert Reference((source,), ()).label_of(()) == ""
