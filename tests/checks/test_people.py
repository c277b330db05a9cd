"""Doses of those whom the text speaks of: by age, state, weight and unit, and by the phase of a schedule."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.checks.people import Group, Named, People, ages
from healthlint.reference.model import Fact
from healthlint.span import Span

FindingsOf = Callable[[str, str], list[tuple[str, str]]]
GROUPS = {
    "adults": Group(ages="18+"),
    "children": Group(ages="0-17"),
    "infants": Group(ages="0-0"),
    "pregnancy": Group(),
    "kidney-disease": Group(apart=True),
}
CHILD, ADULT = (0.0, 18.0), (18.0, math.inf)


def fact(id: str, **about: str) -> Fact:
    return Fact(id, "dose-range", {"drug": "x", **about}, {}, "asserts", "label", id, Span(0, 1), "0" * 64)


FACTS = (
    fact("grown"),
    fact("infants", population="infants"),
    fact("school", population="children", ages="6-11"),
    fact("pregnancy", population="pregnancy"),
)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (Named(), ["grown"]),
        (Named((ADULT,)), ["grown"]),
        (Named((CHILD,)), ["infants", "school"]),
        (Named(((4.0, 5.0),)), []),
        (Named(((11.5, 12.0),)), ["school"]),
        (Named((), frozenset({"pregnancy"})), ["pregnancy"]),
        (Named((), frozenset({"kidney-disease"})), []),
    ],
)
def test_facts_are_about_those_who_are_named(named: Named, expected: list[str]) -> None:
    assert [each.id for each in People(GROUPS).concerned(FACTS, named)] == expected


def test_facts_without_a_population_are_about_adults() -> None:
    plain = (fact("plain"),)
    people = People(GROUPS)
    assert people.concerned(plain, Named((CHILD, ADULT))) == plain
    assert people.concerned(plain, Named((CHILD,))) == ()
    assert people.concerned(plain, Named((), frozenset({"pregnancy"}))) == plain
    assert people.concerned(plain, Named((), frozenset({"kidney-disease"}))) == ()


def test_without_facts_on_adults_any_fact_may_apply() -> None:
    assert len(People(GROUPS).concerned(FACTS[1:3], Named())) == 2


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_span_of_ages_reaches_to_the_next_birthday(one: int, other: int) -> None:
    first, last = sorted((one, other))
    assert ages(f"{first}-{last}") == (first, last + 1)
    assert ages(f"{first}+") == (first, math.inf)


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Adults take 12 mcg of ordavit a day.", "12 mcg of ordavit a day"),
        ("Adults take 25 mcg of ordavit a day.", ""),
        ("Babies get 10 mcg of ordavit a day.", ""),
        ("Take 20,000 IU of ordavit a day.", "20,000 IU of ordavit a day"),
        ("Give a toddler 60 mcg of ordavit.", "60 mcg"),
        ("Give a toddler 15 mcg of ordavit.", ""),
        ("A 2-year-old gets 60 mcg of ordavit a day.", "60 mcg of ordavit a day"),
        ("Children under 12 get 60 mcg of ordavit a day.", "60 mcg of ordavit a day"),
        ("A 9-year-old gets 60 mcg of ordavit a day.", ""),
        ("Adults take 20 ml of ordavit a day.", "20 ml of ordavit a day"),
        ("Babies take 1 ml of ordavit a day.", ""),
        ("Infants need a little. Adults take 12 mcg of ordavit a day.", "12 mcg of ordavit a day"),
        ("Dogs take 12 mcg of ordavit a day.", ""),
    ],
)
def test_a_dose_is_held_against_those_who_take_it(found: FindingsOf, text: str, flagged: str) -> None:
    assert [excerpt for excerpt, _ in found(f"# Ordavit\n\n{text}", "DOS201")] == ([flagged] if flagged else [])


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Children take 40 mg/kg of parvomol four times a day.", "40 mg/kg of parvomol four times a day"),
        ("Children take 12 mg/kg of parvomol four times a day.", ""),
        ("Children take 500 mg of parvomol.", ""),
        ("Adults take 1 g of parvomol six times a day.", "1 g of parvomol six times a day"),
        ("With kidney disease, take 1000 mg of parvomol twice a day.", "1000 mg of parvomol twice a day"),
        ("With kidney disease, take 500 mg of parvomol twice a day.", ""),
    ],
)
def test_weight_and_illness_have_doses_of_their_own(found: FindingsOf, text: str, flagged: str) -> None:
    assert [excerpt for excerpt, _ in found(f"# Parvomol\n\n{text}", "DOS201")] == ([flagged] if flagged else [])


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("We start everybody on Veskala at 1 mg.", "1 mg"),
        ("The starting dose of Veskala is 1.7 mg once a week.", "1.7 mg once a week"),
        ("We start everybody on Veskala at 0.25 mg.", ""),
        ("After some weeks Veskala goes up to 1.7 mg a week.", ""),
        ("We start everybody on Veskala at 4 mg.", "4 mg"),
        ("Some inject 3 mg of Veskala a week.", "3 mg of Veskala a week"),
        ("Its doses are 0.25 to 2.4 mg a week.", ""),
        ("Its doses are 0.25 to 4 mg a week.", "0.25 to 4 mg a week"),
        ("Some inject 5 mg of Veskala a week: please do not.", ""),
        ("A friend drew up 25 mg in place of 0.25 mg of Veskala.", ""),
        ("Inject 100 mg of Veskala.", "100 mg"),
        ("Increase Veskala every four weeks, to 0.5 mg.", ""),
        ("Increase Veskala every four weeks, to 50 mg.", "50 mg"),
    ],
)
def test_a_schedule_has_a_start_steps_and_a_most(found: FindingsOf, text: str, flagged: str) -> None:
    assert [excerpt for excerpt, _ in found(f"# Veskala\n\n{text}", "DOS201")] == ([flagged] if flagged else [])


def test_a_finding_on_a_start_names_the_fact_on_it(found: FindingsOf) -> None:
    ((_, message),) = found("# Veskala\n\nWe start everybody on Veskala at 1 mg.", "DOS201")
    assert "Veskala: start on 0.25 mg a week" in message
    assert "2.4 mg" not in message
