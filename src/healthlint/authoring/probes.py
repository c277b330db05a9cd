"""Probes of a fact: a sentence that contradicts it and one that agrees, run as any article is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from healthlint.analysis.lexicon import Lexicon
from healthlint.authoring.probe_words import ProbeWords
from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.typed_yaml import load_yaml, unwrap

_FILE = Path(__file__).with_name("probes.yaml")
_TOLD = ["asserts", "hedges"]
_ANY = "*"


@dataclass(frozen=True, slots=True)
class Probe:
    """The sentences of one fact; `caught` and `spared` say whether they come out right."""

    fact: Fact
    contradicts: str
    agrees: str
    caught: bool
    spared: bool


def sentences(fact: Fact, lexicon: Lexicon) -> tuple[str, str]:
    """The sentence that contradicts a fact and the one that agrees with it, two empty ones where there are none."""
    entry = _entry(fact)
    if entry is None:
        return "", ""
    words = ProbeWords(lexicon).of(fact)
    return entry["contradicts"].format_map(words), entry["agrees"].format_map(words)


class Prober:
    """Makes and runs the probes of facts, each as an article of its own."""

    def __init__(self, engine: Engine, lexicon: Lexicon) -> None:
        self._engine, self._lexicon = engine, lexicon

    def probe(self, fact: Fact, reference: Reference) -> Probe | None:
        """The probe of a fact; None where there is none for its type, value and stance."""
        entry = _entry(fact)
        if entry is None or not entry["contradicts"]:
            return None
        words = self._words.of(fact)
        contradicts, agrees = (entry[key].format_map(words) for key in ("contradicts", "agrees"))
        against = self._cites(contradicts, fact, words["drug"], reference)
        return Probe(fact, contradicts, agrees, against, not self._cites(agrees, fact, words["drug"], reference))

    @cached_property
    def _words(self) -> ProbeWords:
        return ProbeWords(self._lexicon)

    def _cites(self, sentence: str, fact: Fact, drug: str, reference: Reference) -> bool:
        """True where a finding rests on facts of the same type on the same drug."""
        document = read_text(f"# {drug}\n\n{sentence[:1].upper()}{sentence[1:]}", "probe.md")
        for finding in self._engine.check(document).findings:
            if finding.severity == "suggestion":
                continue
            named = (reference.fact(each.fact) for each in finding.evidence if reference.has(each.fact))
            if any(_alike(each, fact) for each in named):
                return True
        return False


def has_probe(fact: Fact) -> bool:
    """True where a sentence contradicts the fact."""
    entry = _entry(fact)
    return entry is not None and bool(entry["contradicts"])


def needs_none(fact: Fact) -> bool:
    """True for a fact that helps others to be compared and is none that a sentence contradicts."""
    entry = _entry(fact)
    return entry is not None and not entry["contradicts"]


def _alike(one: Fact, other: Fact) -> bool:
    return one.type == other.type and one.about.get("drug") == other.about.get("drug", one.about.get("drug"))


def _entry(fact: Fact) -> Mapping[str, Any] | None:
    return next(_fitting(fact), None)


def _fitting(fact: Fact) -> Iterator[Mapping[str, Any]]:
    for entry in _entries():
        meant = entry["type"] == fact.type and fact.stance in entry.get("stances", _TOLD)
        if meant and _has(fact.value, entry.get("value", {})) and _has(fact.about, entry.get("about", {})):
            yield entry


def _has(held: Mapping[str, object], wanted: Mapping[str, object]) -> bool:
    return all(key in held and value in (_ANY, held[key]) for key, value in wanted.items())


@cache
def _entries() -> Iterable[Mapping[str, Any]]:
    return tuple(unwrap(load_yaml(_FILE)))
