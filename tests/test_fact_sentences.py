"""Every sentence that docs/facts.md shows for a type of fact comes out as the page says."""

from __future__ import annotations

import pytest

from healthlint.authoring.brisolin import LEAFLET, brisolin, example
from healthlint.authoring.probes import Prober, is_read
from healthlint.engine import Engine
from healthlint.packs.loader import load_bundled
from healthlint.packs.model import Loaded, Pack
from healthlint.reference.fact_types import FACT_TYPES
from healthlint.reference.model import Reference

PROBED = [name for name in FACT_TYPES if is_read(example(name))]
COVERING = ("indication", "administration")


def pack(name: str) -> Pack:
    facts = {each: example(each) for each in (*COVERING, name)}
    return Pack(
        "brisolin", "Brisolin", "0.1.0", (), brisolin(), Reference((LEAFLET,), tuple(facts.values())), "/brisolin"
    )


def test_most_types_have_a_sentence() -> None:
    assert {"dose-range", "frequency", "contraindication", "boxed-warning", "product", "washout"} <= set(PROBED)


@pytest.mark.parametrize("name", PROBED)
def test_the_sentences_come_out_as_the_page_says(name: str) -> None:
    (general,) = (each for each in load_bundled().packs if each.name == "health-writing")
    own = pack(name)
    loaded = Loaded((general, own))
    engine = Engine(loaded)
    probe = Prober(engine, engine.lexicon).probe(own.reference.fact(name), own.reference)
    assert probe is not None
    assert probe.caught, probe.contradicts
    assert probe.spared, probe.agrees
