"""A small pack of facts on a weekly injection with two products, and one on a vitamin, for tests of whole articles."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from healthlint.analysis.lexicon import Concept, Drug, Lexicon
from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.findings.model import Finding
from healthlint.packs.loader import load_bundled
from healthlint.packs.model import Loaded, Pack
from healthlint.reference.model import Fact, Reference, Source
from healthlint.span import Span

LABEL = Source("label", "Labels", "Label", None, "2025-11-30", "leaflet", "cautious", "label.txt", "0" * 64)
LEXICON = Lexicon(
    drugs=(
        Drug(
            "semaglutide",
            ("semaglutide",),
            products={"wegovy": ("wegovy",), "ozempic": ("ozempic",)},
            classes=("glp-1-agonist",),
            sound_alikes=("semorelin",),
        ),
        Drug("tirzepatide", ("tirzepatide",), products={"mounjaro": ("mounjaro",)}, classes=("glp-1-agonist",)),
        Drug("semorelin", ("semorelin",)),
        Drug("vitamin-d", ("vitamin d", "cholecalciferol")),
        Drug("insulin", ("insulin",)),
    ),
    conditions=(
        Concept("obesity", ("weight loss", "weight management")),
        Concept("type-2-diabetes", ("type 2 diabetes",)),
        Concept("pancreatitis", ("pancreatitis",)),
        Concept("rickets", ("rickets",)),
    ),
    effects=(Concept("thyroid-tumours", ("thyroid tumour+", "thyroid cancer")), Concept("nausea", ("nausea",))),
)
FACTS = Path(__file__).with_suffix(".yaml")


@cache
def engine() -> Engine:
    """The rules on any drug, beside these facts."""
    (general,) = (pack for pack in load_bundled().packs if pack.name == "health-writing")
    facts = tuple(_fact(name, **keys) for name, keys in yaml.safe_load(FACTS.read_text(encoding="utf-8")).items())
    own = Pack("weekly", "Weekly", "0.1.0", (), LEXICON, Reference((LABEL,), facts), "/weekly")
    return Engine(Loaded((general, own)))


def _fact(name: str, type: str, about: dict[str, str], value: dict[str, object]) -> Fact:
    return Fact(name, type, about, value, "asserts", LABEL.id, name, Span(0, 1), "0" * 64)  # type: ignore[arg-type]


def findings(text: str, title: str = "A pen") -> list[Finding]:
    """What is said wrongly of these drugs; not what the article as a whole lacks."""
    found = engine().check(read_text(f"# {title}\n\n{text}", "a.md")).findings
    return [each for each in found if each.family != "caveat"]
