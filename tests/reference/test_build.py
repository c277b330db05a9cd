"""The dataset is built whole or refused whole, with a line for each mistake."""

from __future__ import annotations

import json
from typing import Any

import pytest

from healthlint.errors import DatasetError
from healthlint.reference.build import build
from healthlint.reference.fact_types import FACT_TYPES
from healthlint.reference.model import Reference
from healthlint.span import Span

SOURCE = {
    "id": "weekly",
    "title": "A page",
    "publisher": "Weekly",
    "author": None,
    "date": "2020-02-29",
    "kind": "clinic page",
    "attitude": "cautious",
    "file": "weekly.txt",
    "sha256": "a" * 64,
}
FACT = {
    "id": "dose-weekly",
    "type": "dose-range",
    "about": {"drug": "examplin", "use": "pain"},
    "value": {"low": 1, "high": 4.5, "unit": "mg", "per": "day"},
    "stance": "asserts",
    "source": "weekly",
    "at": [3, 9],
    "sha256": "b" * 64,
    "statement": "1-4.5 mg",
}


def problems(*facts: dict[str, Any], sources: Any = (SOURCE,)) -> list[str]:
    with pytest.raises(DatasetError) as caught:
        build(sources, facts)
    return str(caught.value).splitlines()


def test_a_sound_entry_becomes_a_fact() -> None:
    reference = build([SOURCE], [FACT])
    fact = reference.fact("dose-weekly")
    assert (fact.type, fact.stance, fact.source, fact.span) == ("dose-range", "asserts", "weekly", Span(3, 9))
    assert fact.value["high"] == 4.5
    assert reference.source("weekly").date == "2020-02-29"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"type": "dose-rnage"}, "unknown type 'dose-rnage'; did you mean 'dose-range'?"),
        ({"stance": "assert"}, "unknown stance 'assert'; did you mean 'asserts'?"),
        ({"source": "weakly"}, "unknown source 'weakly'; did you mean 'weekly'?"),
        ({"at": [9, 3]}, "at: expected [start, end]"),
        ({"at": [3]}, "at: expected [start, end]"),
        ({"at": [0, True]}, "at: expected [start, end]"),
        ({"sha256": "B" * 64}, "sha256: expected 64 lower-case"),
        ({"about": {"drugs": "examplin"}}, "about: unknown key 'drugs'; did you mean 'drug'?"),
        ({"about": {"drug": "Some Drug"}}, "about: drug: expected a kebab-case name"),
        ({"about": {}}, "about: expected at least one of"),
        ({"statement": " "}, "statement: expected a short text"),
        ({"note": "x"}, "unknown key 'note'"),
        ({"value": {"low": 1, "high": 2}}, "value: missing key 'unit'"),
        ({"value": {"low": 1, "unit": "mg", "per": "dose", "times": 2}}, "value: times: requires 'every'"),
        ({"value": {"low": 1, "unit": "mg", "every": "day"}}, "value: every: requires 'per: dose'"),
        ({"value": {"low": 1, "unit": "mgg"}}, "found 'mgg'; did you mean 'mg'?"),
        ({"value": {"low": "2.5", "unit": "mg"}}, "found '2.5'; write 2.5 without quotation marks"),
        ({"value": {"unit": "mg"}}, "value: expected at least one of low, high"),
        ({"value": {"low": 5, "high": 1, "unit": "mg"}}, "value: low 5 is above high 1"),
        ({"value": {"low": "one", "unit": "mg"}}, "value: low: expected a number, found 'one'"),
        ({"value": {"low": True, "unit": "mg"}}, "value: low: expected a number"),
        ({"value": {"low": 1, "hihg": 2, "unit": "mg"}}, "value: unknown key 'hihg'; did you mean 'high'?"),
        ({"value": "1-4.5 mg"}, "value: expected keys and values"),
    ],
)
def test_a_mistake_is_named_with_its_entry(change: dict[str, Any], expected: str) -> None:
    found = problems({**FACT, **change})
    assert len(found) == 1
    assert found[0].startswith("facts.yaml: dose-weekly: ")
    assert expected in found[0]


def test_a_missing_key_is_named() -> None:
    entry = {key: value for key, value in FACT.items() if key != "stance"}
    assert problems(entry) == ["facts.yaml: dose-weekly: missing key 'stance'"]


def test_a_sentence_is_no_value() -> None:
    view = "it-is-good-for-everybody-who-has-ever-been-in-pain"
    entry = {**FACT, "type": "position", "value": {"view": view}}
    assert "view: expected a kebab-case name" in problems(entry)[0]


def test_every_mistake_is_told_at_once() -> None:
    found = problems({**FACT, "stance": "nods"}, {**FACT, "at": []}, sources=[{**SOURCE, "date": "May 2018"}])
    assert [line.split(": ", 2)[:2] for line in found] == [
        ["sources.yaml", "weekly"],
        ["facts.yaml", "dose-weekly"],
        ["facts.yaml", "dose-weekly"],
        ["facts.yaml", "dose-weekly"],
    ]
    assert "another entry has this id" in found[2]


@pytest.mark.parametrize("entries", [None, {"id": "x"}, "text"])
def test_a_value_that_is_no_list_is_refused(entries: Any) -> None:
    assert "sources.yaml: expected a list of entries" in problems(FACT, sources=entries)[0]


def test_an_entry_that_is_no_mapping_is_refused() -> None:
    with pytest.raises(DatasetError, match="entry 2: expected keys and values"):
        build([SOURCE], [FACT, "dose"])  # type: ignore[list-item]


def test_a_compiled_dataset_is_the_same_dataset() -> None:
    evidence = {"grade": "early", "limits": ["small", "short"]}
    reference = build([SOURCE], [FACT, {**FACT, "id": "evidence-weekly", "type": "evidence", "value": evidence}])
    data = json.loads(json.dumps(reference.to_dict()))
    assert Reference.from_dict(data) == reference


def test_select_takes_type_and_subject() -> None:
    other = {**FACT, "id": "dose-addiction", "about": {"drug": "examplin", "use": "addiction"}}
    reference = build([SOURCE], [FACT, other])
    assert [fact.id for fact in reference.select("dose-range", use="pain")] == ["dose-weekly"]
    assert len(reference.select(drug="examplin")) == 2
    assert reference.select("washout") == ()


def test_an_unknown_fact_names_the_nearest() -> None:
    with pytest.raises(DatasetError, match="did you mean 'dose-weekly'"):
        build([SOURCE], [FACT]).fact("dose-weakly")


def test_merging_keeps_what_two_packs_share_and_refuses_what_they_tell_differently() -> None:
    one = build([SOURCE], [FACT])
    assert Reference.merge([one, one]) == one
    with pytest.raises(DatasetError, match="the fact 'dose-weekly' differently"):
        Reference.merge([one, build([SOURCE], [{**FACT, "statement": "other"}])])


def test_the_words_a_type_compares_are_words_it_knows() -> None:
    for name, fact_type in FACT_TYPES.items():
        keys = fact_type.keys
        assert {*fact_type.any_of, *fact_type.given, *filter(None, [fact_type.judged])} <= set(keys), name
        known = set(keys[fact_type.judged].choices) if fact_type.judged else set()
        assert {word for pair in fact_type.opposed for word in pair} <= known, name
        assert not fact_type.scale or set(fact_type.scale) == known, name


@pytest.mark.parametrize("url", ["javascript:alert(1)", "example.org", "ftp://example.org", ""])
def test_the_address_of_a_source_is_one_of_the_web(url: str) -> None:
    assert problems(sources=({**SOURCE, "url": url},)) == [
        f"sources.yaml: weekly: url: expected an address that begins with https:// or http://, found '{url}'"
    ]
    assert build([{**SOURCE, "url": "https://example.org/a"}], [FACT]).source("weekly").url == "https://example.org/a"
