"""Every sentence that docs/facts.md shows for a country, an agency or an age comes out as the page says."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from healthlint.authoring.brisolin import LEAFLET, brisolin, example
from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.packs.loader import load_bundled
from healthlint.packs.model import Loaded, Pack
from healthlint.reference.model import Fact, Reference
from healthlint.reference.place_texts import PLACED_TEXTS, Placed


def fact(placed: Placed) -> Fact:
    about, value = yaml.safe_load(placed.about), yaml.safe_load(placed.value)
    return replace(example(placed.type), id="placed", about=about, value=value, stance="asserts")


def engine(placed: Placed) -> Engine:
    (general,) = (each for each in load_bundled().packs if each.name == "health-writing")
    given = replace(example("indication"), value={"basis": "conventional", "effect": "treats"})
    reference = Reference((LEAFLET,), (given, fact(placed)))
    pack = Pack("brisolin", "Brisolin", "0.1.0", (), brisolin(), reference, "/brisolin")
    return Engine(Loaded((general, pack)), wanted=(placed.rule,))


@pytest.mark.parametrize("placed", PLACED_TEXTS, ids=lambda placed: placed.rule)
def test_the_sentences_come_out_as_the_page_says(placed: Placed) -> None:
    check = engine(placed).check
    (finding,) = check(read_text(f"# Brisolin\n\n{placed.finding}", "a.md")).findings
    assert [each.fact for each in finding.evidence] == ["placed"]
    assert check(read_text(f"# Brisolin\n\n{placed.none}", "a.md")).findings == ()
