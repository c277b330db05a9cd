"""How much the word of a source weighs."""

from __future__ import annotations

import pytest

from healthlint.reference.model import Fact, Reference, Source
from healthlint.reference.weight import is_promotional, weight
from healthlint.span import Span


def source(name: str, kind: str, attitude: str = "neutral") -> Source:
    return Source(name, f"On velorin, in {name}", name.title(), None, None, kind, attitude, "t.txt", "0" * 64)


def fact(name: str, of: str, stance: str = "asserts", **about: str) -> Fact:
    subject = {"drug": "velorin", **{key.rstrip("_"): item for key, item in about.items()}}
    return Fact(name, "onset", subject, {}, stance, of, f"says {name}", Span(0, 1), "0" * 64)  # type: ignore[arg-type]


CLINIC, COLUMN, REVIEW = source("clinic", "clinic page"), source("column", "column"), source("review", "review")
PRAISE = source("praise", "column", "enthusiastic")


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (REVIEW, COLUMN),
        (COLUMN, CLINIC),
        (COLUMN, PRAISE),
        (PRAISE, CLINIC),
        (REVIEW, source("own", "review on a clinic page")),
        (source("trial", "trial report"), COLUMN),
        (source("leaflet", "patient leaflet"), source("trial", "trial")),
    ],
)
def test_the_stronger_source_goes_first(stronger: Source, weaker: Source) -> None:
    assert weight(stronger.kind, stronger.attitude) < weight(weaker.kind, weaker.attitude)
    told = Reference((weaker, stronger), (fact("one", weaker.id), fact("two", stronger.id)))
    assert [each.source for each in told.select("onset")] == [stronger.id, weaker.id]


def test_a_message_says_who_says_it_once() -> None:
    facts = (fact("soon", "clinic"), fact("later", "column"), fact("never", "clinic"), fact("early", "praise"))
    reference = Reference((CLINIC, COLUMN, PRAISE), facts)
    assert reference.cited(["soon", "later", "never"]) == "says later (Column); says soon; says never (Clinic)"
    told = reference.cited(["soon", "never", "later", "early"])
    assert told == "says later (Column); says early (Praise); says soon (Clinic)"


def test_the_sources_that_a_message_leaves_out_are_counted() -> None:
    facts = tuple(fact(f"f{number}", each.id) for number, each in enumerate((REVIEW, COLUMN, PRAISE, CLINIC)))
    told = Reference((REVIEW, COLUMN, PRAISE, CLINIC), facts).cited([each.id for each in facts])
    assert told.endswith("(Praise); and 1 more source")


@pytest.mark.parametrize(
    ("facts", "weak"),
    [
        ([fact("a", "clinic")], True),
        ([fact("a", "clinic"), fact("b", "clinic")], True),
        ([fact("a", "praise")], True),
        ([fact("a", "column")], False),
        ([fact("a", "clinic"), fact("b", "praise")], False),
        ([fact("a", "clinic", "denies")], False),
        ([fact("a", "clinic", with_="wine")], False),
        ([], False),
    ],
)
def test_one_promotional_source_is_weak(facts: list[Fact], weak: bool) -> None:
    reference = Reference((CLINIC, COLUMN, PRAISE), tuple(facts))
    assert reference.rests_on_praise([each.id for each in facts]) is weak


def test_whoever_sells_promotes() -> None:
    assert is_promotional("clinic page", "cautious")
    assert not is_promotional("column", "neutral")
