"""What an article on a drug says of something else is not held against the drug."""

from __future__ import annotations

import pytest

import healthlint

_OPENING = "Low dose naltrexone (LDN)\n\nLDN is a drug that some take for fibromyalgia. LDN is taken at night.\n\n"


def _held_against_the_drug(text: str) -> bool:
    findings = healthlint.check_text(_OPENING + text, select=("SAF001", "REG001", "REG002"))
    return any(finding.span.start >= len(_OPENING) for finding in findings)


@pytest.mark.parametrize(
    "text",
    [
        "Nasal saline is safe in pregnancy.",
        "Yoga has no side effects.",
        "Yoga and massage have no side effects.",
        "A warm bath has no side effects.",
        "A heating pad is perfectly safe for everyone.",
        "The diet is completely safe.",
        "Massage cannot harm anyone.",
        "For sleep, gentle stretching is free of side effects.",
        "Acupuncture is FDA approved for fibromyalgia.",
    ],
)
def test_said_of_something_else(text: str) -> None:
    assert not _held_against_the_drug(text)


@pytest.mark.parametrize(
    "text",
    [
        "It has no side effects.",
        "The therapy itself is completely safe.",
        "Low doses have no side effects.",
        "Taking it is completely safe.",
        "Daily use has no side effects.",
        "The cream is completely safe.",
        "This miracle has no side effects.",
        "NaltraCalm is completely safe.",
        "Our programme is completely safe.",
        "Pregnant women have no side effects.",
        "A naltrexone capsule has no side effects.",
        "Yoga and LDN have no side effects.",
        "LDN, yoga and massage have no side effects.",
        "It is gentle, affordable and has no side effects.",
        "It works, lasts, has no side effects.",
        "Yoga helps, but LDN has no side effects.",
        "Yoga is hard, and it has no side effects.",
        "Runners can buy it over the counter.",
        "US regulators have approved it for chronic pain.",
        "Doctors have found that it has no side effects.",
    ],
)
def test_said_of_the_drug(text: str) -> None:
    assert _held_against_the_drug(text)
