"""A text with its quantities, with a lexicon of a few drugs."""

from pathlib import Path

import yaml

from healthlint.analysis import mentions
from healthlint.analysis.about.resolve import About
from healthlint.analysis.drug_names import DrugNames
from healthlint.analysis.lexicon import Concept, Drug, Lexicon
from healthlint.analysis.model import Quantity
from healthlint.analysis.phrasebook import compile_phrases
from healthlint.analysis.quantities.linking import link
from healthlint.analysis.scan import Scanner
from healthlint.document.model import Document
from healthlint.document.read import read_text

_GROUPS = Path(__file__).parents[2] / "rules" / "health-writing" / "lexicon"
_WORDS = frozenset(
    "the holds other tablet bottle beetroot roast mash apple patients people report clinic kitchen label".split()
)


def _group(name: str, kind: str = "groups") -> dict[str, tuple[str, ...]]:
    groups = yaml.safe_load((_GROUPS / name).read_text(encoding="utf-8"))[kind]
    return {key: tuple(str(phrase) for phrase in phrases) for key, phrases in groups.items()}


_STEMS = _group("stems.yaml")["drug-stem"]
_LISTS = _group("reading.yaml", "lists")
_LEXICON = Lexicon(
    lists=_LISTS,
    groups={**_group("quantities.yaml"), **_group("about.yaml")},
    drugs=(
        Drug("naltrexone", names=("naltrexone",), forms={"low-dose": ("LDN", "low dose naltrexone")}),
        Drug("gabapentin", names=("gabapentin",)),
        Drug("tramadol", names=("tramadol",)),
        Drug("opioids", names=("opioids",)),
        Drug("alcohol", names=("alcohol",)),
    ),
    conditions=(Concept("fibromyalgia", ("fibromyalgia",)),),
)
_SCANNER = Scanner(_LEXICON, compile_phrases(_LEXICON, ()))
_NAMES = DrugNames(_STEMS, None, lambda word: word in _WORDS, no_substance=_LISTS["no-substance-ending"])


def document(text: str, path: str = "x.txt") -> Document:
    return read_text(text, path)


def quantified(text: str, path: str = "x.txt") -> tuple[Quantity, ...]:
    scan, terms, raw = _SCANNER.scan(document(text, path))
    named = mentions.find(scan, terms, _SCANNER.classes_of)
    return link(scan, raw, About(scan, named, _NAMES).owners)


def only(text: str) -> Quantity:
    (found,) = quantified(text)
    return found
