"""Which rules run, and which of several findings on one stretch is shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.checks.base import Check, Severity
from healthlint.errors import UsageError
from healthlint.findings.model import FAMILIES, Finding, Position
from healthlint.packs.model import Examples, Rule
from healthlint.span import Span
from healthlint.triage.select import one_per_stretch, select


def rule(code: str, name: str) -> Rule:
    return Rule(
        code, name, "term", "error", "high", "-", "-", (), (), (), Check(), Examples((), ()), f"{code}.yaml", "pack"
    )


RULES = (
    rule("EFF001", "cure-claim"),
    rule("EFF002", "works-for-all"),
    rule("SAF001", "safe-claim"),
    rule("READ001", "hard-to-read"),
)


def codes(*, wanted: tuple[str, ...] = (), ignored: tuple[str, ...] = ()) -> list[str]:
    return [rule.id for rule in select(RULES, wanted, ignored)]


@pytest.mark.parametrize(
    ("wanted", "ignored", "left"),
    [
        ((), (), ["EFF001", "EFF002", "SAF001", "READ001"]),
        (("EFF002",), (), ["EFF002"]),
        (("safe-claim",), (), ["SAF001"]),
        (("EFF",), (), ["EFF001", "EFF002"]),
        (("READ001", "EFF"), (), ["EFF001", "EFF002", "READ001"]),
        ((), ("EFF",), ["SAF001", "READ001"]),
        ((), ("cure-claim", "READ"), ["EFF002", "SAF001"]),
        (("EFF",), ("EFF001",), ["EFF002"]),
    ],
)
def test_codes_names_and_families(wanted: tuple[str, ...], ignored: tuple[str, ...], left: list[str]) -> None:
    assert codes(wanted=wanted, ignored=ignored) == left


def test_a_selection_that_leaves_no_rule_is_an_error() -> None:
    with pytest.raises(UsageError, match="nothing would be checked"):
        select(RULES, ("EFF001",), ("EFF",))


def test_a_finding_of_another_kind_is_shown_beside_it() -> None:
    dose, notation = finding("DOS001", 0, 6), replace(finding("DOS101", 0, 6), kind="notation")
    assert one_per_stretch([dose, notation])[0] == [dose, notation]


def test_missing_caveats_of_any_family_stand_side_by_side() -> None:
    missing = [replace(finding(code, 0, 6), kind="caveat", family="dos") for code in ("DOS001", "DOS002")]
    assert one_per_stretch(missing)[0] == missing


def test_a_kind_that_says_the_same_is_not_shown_beside_it() -> None:
    claim, remedy = replace(finding("EFF101", 0, 20), kind="claim"), replace(finding("EFF105", 5, 20), kind="remedy")
    assert one_per_stretch([remedy, claim])[0] == [claim]


@pytest.mark.parametrize(
    ("wrong", "nearest"), [("EFF01", "EFF001"), ("cure-clam", "cure-claim"), ("REED", "READ"), ("SAF0001", "SAF001")]
)
def test_an_unknown_one_is_named_with_the_nearest(wrong: str, nearest: str) -> None:
    for asked in ({"wanted": (wrong,)}, {"ignored": (wrong,)}):
        with pytest.raises(UsageError) as error:
            codes(**asked)
        assert f"'{wrong}'" in str(error.value)
        assert f"did you mean '{nearest}'?" in str(error.value)


def test_an_unknown_name_leads_to_the_list_of_rules() -> None:
    with pytest.raises(UsageError, match="'zzz'; `healthlint rules` lists them all"):
        codes(wanted=("zzz",))


def finding(code: str, start: int, end: int, severity: Severity = "warning") -> Finding:
    letters = code.rstrip("0123456789")
    return Finding(
        "a.txt", code, code.lower(), FAMILIES[letters], severity, "-", "-", Span(start, end), Position(1, start + 1),
        Position(1, end + 1), "x" * (end - start),
    )  # fmt: skip


def shown(*findings: Finding) -> list[tuple[str, int]]:
    return [(each.code, each.span.start) for each in one_per_stretch(findings)[0]]


def test_the_most_severe_finding_of_a_family_stays() -> None:
    kept, silenced = one_per_stretch([finding("EFF001", 0, 20, "warning"), finding("EFF002", 10, 30, "error")])
    assert [each.code for each in kept] == ["EFF002"]
    assert [(each.code, reason) for each, reason in silenced] == [("EFF001", "EFF002 is already reported there")]


def test_of_equal_findings_the_first_code_stays() -> None:
    assert shown(finding("EFF002", 0, 9), finding("EFF001", 5, 20)) == [("EFF001", 5)]


def test_neighbours_and_other_families_do_not_compete() -> None:
    assert shown(finding("EFF001", 0, 9), finding("EFF002", 9, 20)) == [("EFF001", 0), ("EFF002", 9)]
    assert shown(finding("EFF001", 0, 9), finding("SAF001", 0, 9)) == [("EFF001", 0), ("SAF001", 0)]


def test_caveats_all_stand_at_the_title() -> None:
    missing = [replace(finding(code, 0, 9), kind="caveat") for code in ("CAV002", "CAV001")]
    assert shown(*missing) == [("CAV001", 0), ("CAV002", 0)]


def test_the_order_is_place_then_code_whatever_came_in() -> None:
    findings = [finding("SAF001", 5, 9, "error"), finding("EFF001", 30, 40), finding("EFF002", 5, 8, "suggestion")]
    expected = [("EFF002", 5), ("SAF001", 5), ("EFF001", 30)]
    assert shown(*findings) == shown(*reversed(findings)) == expected


def test_nothing_is_lost() -> None:
    findings = [finding("EFF001", start, start + 10) for start in range(0, 50, 5)]
    kept, silenced = one_per_stretch(findings)
    assert sorted([*kept, *(each for each, _ in silenced)], key=lambda each: each.span) == findings


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=30))
def test_shown_findings_of_a_family_never_overlap(places: list[tuple[int, int]]) -> None:
    kept, silenced = one_per_stretch([finding("EFF001", start, start + length) for start, length in places])
    assert not any(a.span.overlaps(b.span) for a, b in combinations(kept, 2))
    assert all(any(each.span.overlaps(other.span) for other in kept) for each, _ in silenced)
