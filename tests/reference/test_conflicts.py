"""Disagreements are computed from values: what must clash, and what must not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from healthlint.reference.build import build
from healthlint.reference.conflicts import Conflict, conflicts
from healthlint.reference.model import Fact, Reference, Stance
from healthlint.span import Span

PACK = Path(__file__).resolve().parents[2] / "rules" / "low-dose-naltrexone"
DRUG = {"drug": "examplin"}


def fact(
    source: str, kind: str, value: Mapping[str, Any], stance: Stance = "asserts", about: Mapping[str, str] = DRUG
) -> Fact:
    return Fact("", kind, about, value, stance, source, "-", Span(0, 1), "0" * 64)


def found(*facts: Fact) -> list[Conflict]:
    numbered = [
        Fact(f"f{n}", f.type, f.about, f.value, f.stance, f.source, f.statement, f.span, f.sha256)
        for n, f in enumerate(facts)
    ]
    return conflicts(Reference((), tuple(numbered)))


def mg(low: float, high: float) -> dict[str, Any]:
    return {"low": low, "high": high, "unit": "mg"}


PAIN = {**DRUG, "use": "pain"}
EFFECT = {"effect": "nausea", "frequency": "possible"}


@pytest.mark.parametrize(
    ("one", "other", "scope", "kind"),
    [
        (fact("a", "dose-range", mg(1, 5)), fact("b", "dose-range", mg(1, 4.5)), "across", "range"),
        (fact("a", "dose-range", mg(4, 4)), fact("b", "dose-range", mg(5, 5)), "across", "figure"),
        (fact("a", "dose-range", mg(1, 2)), fact("a", "dose-range", mg(3, 5)), "within", "range"),
        (fact("a", "dose-range", mg(1, 2)), fact("b", "dose-range", {**mg(3, 5), "per": "day"}), "across", "range"),
        (
            fact("a", "onset", {"low": 3, "high": 3, "unit": "weeks"}),
            fact("b", "onset", {"low": 1, "high": 1, "unit": "months"}),
            "across",
            "figure",
        ),
        (
            fact("a", "approval-year", {"agency": "fda", "year": 1984}),
            fact("b", "approval-year", {"agency": "fda", "year": 1994}),
            "across",
            "figure",
        ),
        (
            fact("a", "efficacy", {"verdict": "unknown"}),
            fact("b", "efficacy", {"verdict": "established"}, about=PAIN),
            "across",
            "verdict",
        ),
        (
            fact("a", "efficacy", {"verdict": "promising"}),
            fact("a", "efficacy", {"verdict": "established"}),
            "within",
            "verdict",
        ),
        (
            fact("a", "efficacy", {"verdict": "effective"}, "denies"),
            fact("b", "efficacy", {"verdict": "curative"}),
            "across",
            "stance",
        ),
        (fact("a", "safety", {"verdict": "unknown"}), fact("b", "safety", {"verdict": "safer"}), "across", "verdict"),
        (
            fact("a", "addiction-potential", {"potential": "addictive"}),
            fact("b", "addiction-potential", {"potential": "addictive"}, "denies"),
            "across",
            "stance",
        ),
        (
            fact("a", "regulatory-status", {"status": "prescription"}),
            fact("b", "regulatory-status", {"status": "over-the-counter"}),
            "across",
            "verdict",
        ),
        (
            fact("a", "comparison", {"than": "x", "in": "speed", "verdict": "faster"}),
            fact("b", "comparison", {"than": "x", "in": "speed", "verdict": "slower"}, "hedges"),
            "across",
            "verdict",
        ),
        (fact("a", "adverse-effect", EFFECT), fact("b", "adverse-effect", EFFECT, "denies"), "across", "stance"),
        (
            fact("a", "research", {"kind": "review", "finding": "x", "by": "p", "rank": "first"}),
            fact("b", "research", {"kind": "review", "finding": "x", "by": "q", "year": 2014}),
            "across",
            "priority",
        ),
    ],
)
def test_incompatible_facts_are_a_conflict(one: Fact, other: Fact, scope: str, kind: str) -> None:
    for pair in ((one, other), (other, one)):
        (conflict,) = found(*pair)
        assert (conflict.scope, conflict.kind) == (scope, kind)
        assert len(conflict.facts) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(fact("a", "dose-range", mg(1, 5)), fact("b", "dose-range", mg(1, 5)), id="the same"),
        pytest.param(
            fact("a", "dose-range", mg(1, 5)),
            fact("b", "dose-range", {"low": 1000, "high": 5000, "unit": "mcg"}),
            id="the same in another unit",
        ),
        pytest.param(
            fact("a", "dose-range", mg(1, 5), about=PAIN),
            fact("b", "dose-range", mg(50, 100), about={**DRUG, "use": "addiction"}),
            id="another use",
        ),
        pytest.param(
            fact("a", "onset", {"low": 8, "high": 10, "unit": "weeks"}),
            fact("a", "onset", {"low": 2, "high": 2, "unit": "months"}),
            id="one source, overlapping",
        ),
        pytest.param(
            fact("a", "onset", {"low": 3, "high": 4, "unit": "weeks"}),
            fact("b", "onset", {"low": 1, "high": 1, "unit": "months", "bound": "about"}),
            id="a month for four weeks",
        ),
        pytest.param(fact("a", "strength", mg(12, 12)), fact("a", "strength", mg(24, 24)), id="two strengths"),
        pytest.param(fact("a", "strength", mg(12, 12)), fact("b", "strength", mg(24, 24)), id="of two sources"),
        pytest.param(
            fact("a", "dose-range", {**mg(12, 12), "per": "day"}),
            fact("b", "dose-range", {**mg(70, 70), "per": "week"}),
            id="doses of other periods",
        ),
        pytest.param(
            fact("a", "efficacy", {"verdict": "unknown"}),
            fact("b", "efficacy", {"verdict": "established"}, about={"drug": "otherin"}),
            id="another drug",
        ),
        pytest.param(
            fact("a", "efficacy", {"verdict": "unknown"}),
            fact("b", "efficacy", {"verdict": "effective"}, "questions"),
            id="a question",
        ),
        pytest.param(
            fact("a", "efficacy", {"verdict": "promising"}),
            fact("b", "efficacy", {"verdict": "effective"}, "hedges"),
            id="may be effective is promising",
        ),
        pytest.param(
            fact("a", "efficacy", {"verdict": "promising"}),
            fact("b", "efficacy", {"verdict": "established"}, "hedges"),
            id="a hedge takes one step",
        ),
        pytest.param(
            fact("a", "mechanism", {"action": "increases", "target": "pain"}, about={"condition": "migraine"}),
            fact("b", "mechanism", {"action": "reduces", "target": "pain"}, about={**DRUG, "condition": "migraine"}),
            id="the illness and the drug against it",
        ),
        pytest.param(
            fact("a", "efficacy", {"verdict": "curative"}, "denies"),
            fact("b", "efficacy", {"verdict": "effective"}),
            id="effective without being a cure",
        ),
        pytest.param(
            fact("a", "efficacy", {"verdict": "unknown"}, about={**DRUG, "condition": "migraine"}),
            fact("b", "efficacy", {"verdict": "established"}, about={**DRUG, "use": "pain"}),
            id="neither covers the other",
        ),
        pytest.param(
            fact("a", "safety", {"verdict": "tolerable"}), fact("a", "safety", {"verdict": "safer"}), id="both at once"
        ),
        pytest.param(
            fact("a", "adverse-effect", EFFECT),
            fact("b", "adverse-effect", {**EFFECT, "effect": "headache"}),
            id="a list need not be whole",
        ),
        pytest.param(
            fact("a", "availability", {"ease": "hard", "period": "past"}),
            fact("a", "availability", {"ease": "easing", "period": "now"}),
            id="then and now",
        ),
    ],
)
def test_compatible_facts_are_no_conflict(one: Fact, other: Fact) -> None:
    assert found(one, other) == []


def test_one_disagreement_is_told_once() -> None:
    (conflict,) = found(
        *(fact(source, "dose-range", mg(1, high)) for source, high in zip("abcd", (3, 4, 5, 3), strict=True))
    )
    assert len(conflict.facts) == 4
    assert conflict.summary == "1-3 mg (a, d); 1-4 mg (b); 1-5 mg (c)"


def test_few_side_effects_and_a_long_list() -> None:
    few = fact("a", "safety", {"verdict": "few-side-effects"})
    effects = [fact("a", "adverse-effect", {**EFFECT, "effect": f"effect-{n}"}) for n in range(5)]
    (conflict,) = found(few, *effects)
    assert (conflict.scope, conflict.kind) == ("within", "count")
    assert found(few, *effects[:4]) == []


@pytest.fixture(scope="module")
def known() -> list[Conflict]:
    def load(name: str) -> list[dict[str, Any]]:
        return list(yaml.load((PACK / name).read_bytes(), Loader=yaml.CSafeLoader))

    return conflicts(build(load("sources.yaml"), load("facts.yaml")))


def test_four_low_dose_ranges(known: list[Conflict]) -> None:
    (conflict,) = [c for c in known if c.type == "dose-range" and c.about.get("use") == "pain"]
    assert len({fact.source for fact in conflict.facts}) == 4
    assert len({(fact.value["low"], fact.value["high"]) for fact in conflict.facts}) == 4


def test_unknown_safety_against_much_safer(known: list[Conflict]) -> None:
    (conflict,) = [c for c in known if c.type == "safety" and c.scope == "across"]
    assert {"ldn-safety-unknown-berkeley", "ldn-safer-than-opioids-psychology-today"} <= {f.id for f in conflict.facts}


def test_a_cure_denied_and_claimed(known: list[Conflict]) -> None:
    (conflict,) = [c for c in known if c.kind == "stance" and c.type == "efficacy"]
    assert [fact.id for fact in conflict.facts] == ["ldn-not-a-cure-psychology-today", "ldn-curative-gilmore"]


def test_sources_that_contradict_themselves(known: list[Conflict]) -> None:
    within = {(c.facts[0].source, c.type) for c in known if c.scope == "within"}
    assert {("gilmore-health", "efficacy"), ("gilmore-health", "role"), ("bliss", "safety")} <= within
