"""Every type of fact has sentences that contradict it and agree with it, and each comes out as its table says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any, cast

import pytest

from healthlint.authoring import probes
from healthlint.authoring.brisolin import LEAFLET, brisolin, example
from healthlint.authoring.probes import Prober
from healthlint.engine import Engine
from healthlint.packs.loader import load_bundled
from healthlint.packs.model import Loaded, Pack
from healthlint.reference.fact_types import FACT_TYPES
from healthlint.reference.model import Fact, Reference, Stance
from healthlint.reference.stances import STANCES, refusal

ENTRIES = list(probes._entries())
ABOUT: tuple[dict[str, str], ...] = (
    {},
    {"use": "migraine"},
    {"condition": "glaucoma"},
    {"with": "alcohol"},
    {"population": "pregnancy"},
)
SAID: Mapping[str, Any] = {
    "year": 2015,
    "ago": "decades",
    "amount": "several",
    "in": 5,
    "unit": "months",
    "class": "illness",
    "members": ("a", "b"),
    "outcome": "migraine",
    "via": "a-friend",
}
"""What a fact says under a key of which an entry wants anything."""

OTHERWISE: tuple[dict[str, Any], ...] = (
    {},
    {"year": None},
    {"in": "relief"},
    {"via": "a-friend"},
    {"via": None, "ease": "easy"},
    dict.fromkeys(("low", "high", "unit")),
    dict.fromkeys(("low", "high", "unit", "class", "members"), None) | {"features": ("aches",)},
)
"""Keys that a fact may have instead of those of the example, or (None) lack."""


def facts(entry: Mapping[str, Any]) -> Iterator[Fact]:
    """Facts of the type of an entry, the plainest first."""
    base, kind = example(entry["type"]), FACT_TYPES[entry["type"]]
    wanted = entry.get("value", {})
    fixed = {key: SAID.get(key, base.value.get(key)) if value == "*" else value for key, value in wanted.items()}
    free = [key for key, held in kind.keys.items() if held.choices and key not in fixed and key in base.value]
    choices = list(product(*(kind.keys[key].choices for key in free)))
    stances = entry.get("stances", ["asserts"])
    abouts = [base.about, *({"drug": "brisolin", **about} for about in ABOUT)]
    for stance, about, chosen, otherwise in product(stances, abouts, [None, *choices], OTHERWISE):
        value = {**base.value, **(dict(zip(free, chosen, strict=True)) if chosen else {}), **fixed}
        value = {
            key: each for key, each in {**value, **otherwise, **fixed}.items() if each is not None and key in kind.keys
        }
        other = {"than": "ibuprofen"} if entry["type"] == "comparison" else {}
        made = replace(base, id="this", value={**value, **other}, about=about, stance=cast("Stance", stance))
        if not refusal(made.to_dict()):
            yield made


@cache
def general() -> Pack:
    return next(each for each in load_bundled().packs if each.name == "health-writing")


def probe(fact: Fact) -> probes.Probe | None:
    given = replace(example("indication"), id="given", about={"drug": "brisolin", "use": "back-pain"})
    reference = Reference((LEAFLET,), (given, replace(example("administration"), id="form"), fact))
    own = Pack("brisolin", "Brisolin", "0.1.0", (), brisolin(), reference, "/brisolin")
    engine = Engine(Loaded((general(), own)))
    return Prober(engine, engine.lexicon).probe(fact, reference)


@pytest.mark.slow
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry['type']}-{ENTRIES.index(entry)}")
def test_every_entry_comes_out_as_it_says(entry: Mapping[str, Any]) -> None:
    meant = [fact for fact in facts(entry) if probes._entry(fact) is entry]
    assert meant, "no fact leads to this entry"
    if "unread" not in entry and entry["contradicts"]:
        # An entry is for all of its facts, but not all of them are what a rule asks for.
        first = {tuple(fact.about.items()): fact for fact in reversed(meant)}
        run = map(probe, first.values())
        assert any(each is not None and each.caught and each.spared for each in run)


@pytest.mark.parametrize("name", FACT_TYPES)
@pytest.mark.parametrize("stance", STANCES)
def test_every_fact_has_its_sentences(name: str, stance: Stance) -> None:
    fact = replace(example(name), stance=stance)
    if not refusal(fact.to_dict()):
        contradicts, agrees = probes.sentences(fact, brisolin())
        assert "{" not in contradicts + agrees
        assert (contradicts != agrees) or name in ("unit-conversion", "strength")


@pytest.mark.parametrize("name", [name for name in FACT_TYPES if not probes.is_read(example(name))])
def test_facts_that_no_rule_reads_cause_no_finding(name: str) -> None:
    found = probe(example(name))
    assert found is None or (not found.caught and found.spared)


def test_a_statement_of_safety_supports_no_warning() -> None:
    fact = replace(example("interaction"), about={"drug": "brisolin", "with": "alcohol"}, value={"advice": "safe"})
    found = probe(fact)
    assert found is not None
    assert found.agrees == "You can take alcohol with brisolin."
    assert found.spared
