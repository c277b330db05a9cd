"""Every pair of verdict and stance does what docs/facts.md says, or is refused with the reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthlint.authoring.brisolin import LEAFLET, brisolin, example
from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.errors import DatasetError
from healthlint.packs.loader import load_bundled
from healthlint.packs.model import Loaded, Pack
from healthlint.reference.build import build
from healthlint.reference.conflicts import conflicts
from healthlint.reference.fact_types import FACT_TYPES
from healthlint.reference.model import Fact, Reference, Stance
from healthlint.reference.stances import EFFECTS, STANCES, effect

PAIRS = [(name, verdict, stance) for name, verdicts in EFFECTS.items() for verdict in verdicts for stance in STANCES]


def fact(name: str, verdict: str, stance: Stance) -> Fact:
    about = {"drug": "brisolin", "condition": "migraine"} if name == "efficacy" else {"drug": "brisolin"}
    return replace(example(name), id="this", about=about, value={"verdict": verdict}, stance=stance)


def engine(found: Fact) -> Engine:
    (general,) = (each for each in load_bundled().packs if each.name == "health-writing")
    given = replace(example("indication"), about={"drug": "brisolin", "use": "back-pain"})
    reference = Reference((LEAFLET,), (given, found))
    return Engine(Loaded((general, Pack("brisolin", "Brisolin", "0.1.0", (), brisolin(), reference, "/brisolin"))))


def claim(name: str, verdict: str) -> str:
    if name == "safety":
        return "# Brisolin\n\nBrisolin is completely safe."
    return f"# Brisolin\n\nBrisolin {'cures' if verdict == 'curative' else 'relieves'} migraine."


def test_all_verdicts_have_their_line() -> None:
    for name, verdicts in EFFECTS.items():
        assert tuple(verdicts) == FACT_TYPES[name].required["verdict"].choices


@pytest.mark.parametrize(("name", "verdict", "stance"), [pair for pair in PAIRS if effect(*pair) == "supports"])
def test_facts_that_support_a_claim(name: str, verdict: str, stance: Stance) -> None:
    claims = engine(fact(name, verdict, stance)).view(read_text(claim(name, verdict), "a.md")).to_dict()["claims"]
    decided = [(each["verdict"], [one["fact"] for one in each["evidence"]]) for each in claims]
    assert decided == [("supported", ["this"])]


@pytest.mark.parametrize(
    ("name", "verdict", "stance"), [pair for pair in PAIRS if effect(*pair) in ("contradicts", "doubts")]
)
def test_facts_that_contradict_a_claim(name: str, verdict: str, stance: Stance) -> None:
    findings = engine(fact(name, verdict, stance)).check(read_text(claim(name, verdict), "a.md")).findings
    cited = [each.fact for finding in findings if not finding.code.startswith("CAV") for each in finding.evidence]
    assert cited == ["this"]


@pytest.mark.parametrize(("name", "verdict", "stance"), [pair for pair in PAIRS if effect(*pair) == "compared"])
def test_claims_are_compared_with_several_sources(name: str, verdict: str, stance: Stance) -> None:
    opposite: Stance = "asserts" if stance == "denies" else "denies"
    other = replace(fact(name, verdict, opposite), id="other", source="another")
    found = conflicts(Reference((LEAFLET, replace(LEAFLET, id="another")), (fact(name, verdict, stance), other)))
    assert [{each.id for each in conflict.facts} for conflict in found] == [{"this", "other"}]


def refused(name: str, stance: str, value: object = None) -> str:
    entry = {**example(name).to_dict(), "stance": stance}
    with pytest.raises(DatasetError) as problem:
        build([LEAFLET.to_dict()], [entry if value is None else {**entry, "value": value}])
    return str(problem.value)


@pytest.mark.parametrize(("name", "verdict", "stance"), [pair for pair in PAIRS if effect(*pair) == "refused"])
def test_stances_without_effect_are_refused(name: str, verdict: str, stance: str) -> None:
    assert f"stance: '{stance}' does nothing here: " in refused(name, stance, {"verdict": verdict})


@pytest.mark.parametrize("name", [name for name in FACT_TYPES if name not in EFFECTS])
def test_a_stance_that_only_asks_is_refused(name: str) -> None:
    assert "a source that only asks says nothing that a text could contradict; leave the fact out" in refused(
        name, "questions"
    )
