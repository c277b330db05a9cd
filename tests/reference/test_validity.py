"""When a fact holds, whether it was reviewed, and whom of a substance, a class or its products it is about."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from healthlint.errors import DatasetError
from healthlint.reference.build import build
from healthlint.reference.model import Fact, Reference

SOURCE = {
    "id": "label",
    "title": "A label",
    "publisher": "Nobody",
    "author": None,
    "date": None,
    "kind": "label",
    "attitude": "neutral",
    "file": "label.txt",
    "sha256": "a" * 64,
}
WORDS = "10 mg once daily"
FACT = {
    "id": "dose",
    "type": "dose-range",
    "about": {"drug": "examplin", "product": "exala", "population": "children", "ages": "2-5"},
    "value": {"low": 10, "high": 10, "unit": "mg", "per": "dose", "every": "week", "interval": 2, "phase": "start"},
    "stance": "asserts",
    "source": "label",
    "at": [3, 19],
    "sha256": sha256(WORDS.encode()).hexdigest(),
    "statement": "10 mg a day",
}


def one(**change: Any) -> Fact:
    return build([SOURCE], [{**FACT, **change}]).facts[0]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"quote": "10 mg twice daily"}, "quote: these are not the words that 'sha256' belongs to"),
        ({"quote": 10}, "quote: expected the words of the source"),
        ({"since": "June"}, "since: expected YYYY, YYYY-MM or YYYY-MM-DD, found 'June'"),
        ({"since": 2022, "until": 2021}, "since 2022 is after until 2021"),
        ({"review_by": 2031}, "review_by: expected YYYY-MM-DD, found 2031"),
        ({"draft": "yes"}, "draft: expected true or false, found 'yes'"),
        ({"reviewed": {"by": "Ada"}}, "reviewed: expected {by: NAME, on: YYYY-MM-DD}"),
        ({"reviewed": {"by": "", "on": "2026-01-31"}}, "reviewed: by: expected a name"),
        ({"reviewed": {"by": "Ada", "on": "today"}}, "reviewed: on: expected YYYY-MM-DD, found 'today'"),
        ({"draft": True, "reviewed": {"by": "Ada", "on": "2026-01-31"}}, "draft: a reviewed fact is not a draft"),
        ({"about": {"product": "exala"}}, "about: product: requires 'drug'"),
        ({"about": {"drug": "examplin", "class": "statin"}}, "about: class: a fact is about a class or a drug"),
        ({"about": {"drug": "examplin", "ages": "5-2"}}, "about: ages: expected completed years, 2-5 or 12+"),
        (
            {"type": "contraindication", "value": {"level": "contraindicated"}, "about": {"drug": "examplin"}},
            "about: expected at least one of condition, with, population",
        ),
        (
            {"type": "product", "value": {"kind": "brand"}, "about": {"drug": "examplin"}},
            "about: expected at least one of product",
        ),
    ],
)
def test_a_mistake_is_named(change: dict[str, Any], expected: str) -> None:
    with pytest.raises(DatasetError) as caught:
        one(**change)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"facts.yaml: dose: {expected}")


def test_written_facts_are_read_back() -> None:
    fact = one(quote=WORDS, since=2021, until="2024-02", reviewed={"by": "Ada", "on": "2026-01-31"})
    assert (fact.since, fact.until, fact.quote) == ("2021-01-01", "2024-02-29", WORDS)
    assert Fact.from_dict(fact.to_dict()) == fact
    assert one().to_dict().keys() == FACT.keys()


def test_a_fact_holds_within_its_days_and_without_a_date_until_it_has_ended() -> None:
    ended, begun, always = one(until=2021), one(since="2021-06"), one()
    assert [fact.held("2021-12-31") for fact in (ended, begun, always)] == [True, True, True]
    assert [fact.held("2022-01-01") for fact in (ended, begun, always)] == [False, True, True]
    assert [fact.held("2021-05-31") for fact in (ended, begun, always)] == [True, False, True]
    assert [fact.held("") for fact in (ended, begun, always)] == [False, True, True]


def test_a_draft_is_no_fact() -> None:
    reference = Reference((), (one(), one(id="other", draft=True)))
    assert [fact.id for fact in reference.settled.facts] == ["dose"]
