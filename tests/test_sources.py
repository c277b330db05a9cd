"""What healthlint must and must not say of the four articles that the reference was read from.

The articles are not ours to ship: HEALTHLINT_SHARED names the folder that holds them (default: `shared` beside the
checkout).
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

import healthlint

SHARED = Path(os.environ.get("HEALTHLINT_SHARED") or Path(__file__).resolve().parents[2] / "shared")
SOURCES = SHARED / "sources"
FILES = {
    "psychology-today": "001_9dc8e764a56071e1.txt",
    "berkeley-wellness": "002_d5fe4d90bd11097b.txt",
    "bliss": "003_634f6b38ca3e7d31.txt",
    "gilmore-health": "004_0c62af57dd2bd366.txt",
}

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason=f"{SOURCES} is absent; HEALTHLINT_SHARED names it")


@cache
def text(source: str) -> str:
    return (SOURCES / FILES[source]).read_bytes().decode("utf-8").removeprefix("\ufeff")


@cache
def findings(source: str) -> tuple[healthlint.Finding, ...]:
    return tuple(healthlint.check_path(SOURCES / FILES[source]))


def on(source: str, words: str) -> list[healthlint.Finding]:
    """The findings that share a character with any place of `words`."""
    whole, found = text(source), []
    at = whole.find(words)
    assert at >= 0, f"{words!r} does not stand in {source}"
    while at >= 0:
        found += [each for each in findings(source) if each.span.start < at + len(words) and at < each.span.end]
        at = whole.find(words, at + 1)
    return found


def families(source: str, words: str) -> set[str]:
    return {finding.code.rstrip("0123456789") for finding in on(source, words)}


def fixed(source: str, word: str) -> list[str]:
    """What the TYP findings on `word` make of it, in order."""
    return [
        edit.text
        for finding in sorted(on(source, word), key=lambda finding: finding.span)
        if finding.code.startswith("TYP") and finding.fix is not None
        for edit in finding.fix.edits
    ]


def test_misspelled_drug() -> None:
    assert fixed("psychology-today", "naltroxene") == ["naltrexone"]


def test_the_title_of_a_cited_work_is_left_as_it_stands() -> None:
    # A slip in a list of references may be that of the work itself, or the name of somebody.
    assert text("psychology-today").count("Opoid") == 3
    assert fixed("psychology-today", "Opoid") == []


def test_no_other_word_is_misspelled() -> None:
    found = [each.excerpt for source in FILES for each in findings(source) if each.code.startswith("TYP")]
    assert sorted(set(found) - {"naltroxene", "Opoid", "Opoids"}) == []


def test_a_marker_that_leads_nowhere() -> None:
    found = [each.excerpt for each in findings("psychology-today") if each.name == "marker-without-entry"]
    assert found == ["[6]"]


def test_two_styles_of_marker() -> None:
    (found,) = [each for each in findings("psychology-today") if each.name == "two-marker-styles"]
    assert found.excerpt.startswith("{1}")


@pytest.mark.parametrize("words", ["curative effects", "can easily be treated"])
def test_claims_of_effect(words: str) -> None:
    assert "EFF" in families("gilmore-health", words)


def test_claim_of_safety() -> None:
    assert "SAF" in families("psychology-today", "LDN is much safer")


@pytest.mark.parametrize(
    ("source", "missing", "either"),
    [
        ("psychology-today", {"CAV002", "CAV004", "CAV005"}, {"CAV001"}),
        ("berkeley-wellness", {"CAV003", "CAV004"}, set()),
        ("bliss", set(), set()),
        ("gilmore-health", {"CAV002", "CAV005"}, set()),
    ],
)
def test_missing_caveats(source: str, missing: set[str], either: set[str]) -> None:
    found = {finding.code for finding in findings(source) if finding.code.startswith("CAV")}
    assert found - either == missing


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("psychology-today", "Is LDN a cure?"),
        ("psychology-today", "The short answer is no."),
        ("berkeley-wellness", "daily doses of 50 to 100 milligrams"),
        ("berkeley-wellness", "Naltrexone is not FDA-approved"),
    ],
)
def test_right_words_are_left_alone(source: str, words: str) -> None:
    assert [(finding.code, finding.excerpt) for finding in on(source, words)] == []


@pytest.mark.parametrize("source", FILES)
def test_every_finding_stands_where_it_says_and_within_a_line_or_two(source: str) -> None:
    for finding in findings(source):
        assert text(source)[finding.span.start : finding.span.end] == finding.excerpt
        assert finding.excerpt.count("\n") <= 1
