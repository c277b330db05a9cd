"""The invented drug of the documentation: its lexicon, and the example of each fact type as a fact."""

from __future__ import annotations

from typing import cast

import yaml

from healthlint.analysis.lexicon import Concept, Drug, Lexicon
from healthlint.reference.fact_texts import TEXTS
from healthlint.reference.model import Fact, Source, Stance
from healthlint.span import Span

LEAFLET = Source("leaflet", "A leaflet", "Nobody", None, None, "leaflet", "neutral", "leaflet.txt", "0" * 64)


def brisolin() -> Lexicon:
    """Names of the drug and its product, and whatever else the examples name."""
    return Lexicon(
        drugs=(
            Drug("brisolin", ("brisolin",), classes=("brisolins",), products={"migrastop": ("migrastop",)}),
            Drug("brisolone", ("brisolone",)),
            Drug("ibuprofen", ("ibuprofen",)),
            Drug("alcohol", ("alcohol",), classes=("alcohol",)),
            Drug("opioid", ("opioids",), classes=("opioid",)),
        ),
        conditions=(
            Concept("back-pain", ("back pain",)),
            Concept("migraine", ("migraine",)),
            Concept("glaucoma", ("glaucoma",)),
            Concept("liver-failure", ("liver failure",)),
        ),
        effects=(Concept("nausea", ("nausea",)),),
    )


def example(name: str) -> Fact:
    """The example of a type in the documentation."""
    text = TEXTS[name]
    about, value = yaml.safe_load(text.about), yaml.safe_load(text.value)
    return Fact(name, name, about, value, cast("Stance", text.stance), LEAFLET.id, text.says, Span(0, 1), "0" * 64)
