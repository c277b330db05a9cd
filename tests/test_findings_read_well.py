"""What an editor reads: over every article at hand, each finding makes sense by itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import healthlint
from healthlint.document.read import read_path
from healthlint.engine import default_engine
from healthlint.findings.model import Finding
from healthlint.packs.loader import load_bundled

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("HEALTHLINT_SHARED", CHECKOUT.parent / "shared"))
OWN = [path for path in sorted((CHECKOUT / "fixtures").iterdir()) if path.is_file() and path.suffix != ".json"]
OWN += sorted((CHECKOUT / "fixtures" / "word").glob("*.docx"))
OTHERS = sorted((SHARED / "benchmarks" / "ldn" / "articles").glob("*")) if SHARED.is_dir() else []

ODD = re.compile(r"\(\)|''|\bNone\b|\binf\b|\{[a-z]|Range\(")


def articles() -> Iterator[object]:
    for path in OWN:
        yield pytest.param(path, id=path.name)
    reason = f"needs the annotated articles in {SHARED.name}"
    if not OTHERS:
        yield pytest.param(None, id="annotated", marks=pytest.mark.skip(reason=reason))
    for path in OTHERS:
        yield pytest.param(path, id=path.name)


@pytest.fixture(scope="module")
def packs() -> dict[str, str]:
    return {rule.id: rule.pack for rule in load_bundled().rules}


@pytest.mark.parametrize("path", list(articles()))
def test_every_finding(path: Path, packs: dict[str, str]) -> None:
    report = default_engine().check(read_path(path))
    assert report.broken == ()
    for finding in report.findings:
        assert_readable(finding)
        if packs[finding.code] == "low-dose-naltrexone" and finding.family not in ("consistency", "typo"):
            assert finding.evidence, f"{finding.code} says '{finding.message}' and shows no fact"


def assert_readable(finding: Finding) -> None:
    assert not ODD.search(finding.message), finding.message
    assert finding.message.rstrip()[-1] in ".?", finding.message
    assert "\n\n" not in finding.excerpt, finding.excerpt


def test_a_dose_inside_the_range_is_not_called_outside_it_without_the_sum() -> None:
    (finding,) = healthlint.check_text("Take 4.5 mg of LDN four times a day for pain.", select="DOS001")
    assert "18 mg a day" in finding.message
    assert finding.excerpt == "4.5 mg of LDN four times a day"


def test_a_rule_that_offers_a_fix_shows_one() -> None:
    lacking = [rule.id for rule in load_bundled().rules if rule.kind in FIXING and not rule.examples.fix]
    assert lacking == []


FIXING = ("notation", "spelling", "substitution", "swap")
