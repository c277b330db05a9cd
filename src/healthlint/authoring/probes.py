"""Probes of a fact: a sentence that contradicts it and one that agrees with it, checked like any article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from healthlint.analysis.lexicon import Lexicon
from healthlint.authoring.probe_words import ProbeWords
from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import AFFIRMING, Fact, Reference
from healthlint.typed_yaml import load_yaml, unwrap

_FILE = Path(__file__).with_name("probes.yaml")
_ANY = "*"


@dataclass(frozen=True, slots=True)
class Probe:
    """The two sentences on one fact. `caught`: the contradicting one is reported; `spared`: the agreeing one is not."""

    fact: Fact
    contradicts: str
    agrees: str
    caught: bool
    spared: bool


def sentences(fact: Fact, lexicon: Lexicon) -> tuple[str, str]:
    """The sentence that contradicts a fact and the one that agrees with it; both empty if the type has none."""
    return _filled(_entry(fact), ProbeWords(lexicon).of(fact))


def _filled(entry: Mapping[str, Any], words: Mapping[str, str]) -> tuple[str, str]:
    contradicts, agrees = (" ".join(entry[key].format_map(words).split()) for key in ("contradicts", "agrees"))
    return contradicts, agrees


class Prober:
    """Makes and runs the probes of facts, each as a separate article."""

    def __init__(self, engine: Engine, lexicon: Lexicon) -> None:
        self._engine, self._lexicon = engine, lexicon

    def probe(self, fact: Fact, reference: Reference) -> Probe | None:
        """The probe of a fact; None if its type has no contradicting sentence."""
        words = self._words.of(fact)
        contradicts, agrees = _filled(_entry(fact), words)
        if not contradicts:
            return None
        by = str(_entry(fact).get("by", ""))
        caught = self._cites(contradicts, fact, words["subject"], reference, by)
        return Probe(fact, contradicts, agrees, caught, not self._cites(agrees, fact, words["subject"], reference, by))

    @cached_property
    def _words(self) -> ProbeWords:
        return ProbeWords(self._lexicon)

    def _cites(self, sentence: str, fact: Fact, subject: str, reference: Reference, by: str) -> bool:
        """True if a finding cites facts of the same type on the same drug or, if `by` names a rule, if that rule has a
        finding."""
        document = read_text(f"# {subject}\n\n{sentence[:1].upper()}{sentence[1:]}", "probe.md")
        for finding in self._engine.check(document).findings:
            named = (reference.fact(each.fact) for each in finding.evidence if reference.has(each.fact))
            alike = finding.severity != "suggestion" and any(_alike(each, fact) for each in named)
            if finding.code == by if by else alike:
                return True
        return False


def is_read(fact: Fact) -> bool:
    """True if a bundled rule reports the sentence that contradicts the fact."""
    entry = _entry(fact)
    return bool(entry["contradicts"]) and not entry.get("unread", False)


def _alike(one: Fact, other: Fact) -> bool:
    return one.type == other.type and one.about.get("drug") == other.about.get("drug", one.about.get("drug"))


def _entry(fact: Fact) -> Mapping[str, Any]:
    """The first entry of probes.yaml that fits; for a denial without one, the entry for the opposite fact with its
    sentences swapped."""
    own = next(_fitting(fact), None)
    if own is not None:
        return own
    other = next(_fitting(replace(fact, stance="asserts")))
    return {"contradicts": other["agrees"], "agrees": other["contradicts"], "unread": True}


def _fitting(fact: Fact) -> Iterator[Mapping[str, Any]]:
    for entry in _entries():
        meant = entry["type"] == fact.type and fact.stance in entry.get("stances", AFFIRMING)
        if meant and _has(fact.value, entry.get("value", {})) and _has(fact.about, entry.get("about", {})):
            yield entry


def _has(held: Mapping[str, object], wanted: Mapping[str, object]) -> bool:
    return all(key in held and value in (_ANY, held[key]) for key, value in wanted.items())


@cache
def _entries() -> Iterable[Mapping[str, Any]]:
    return tuple(unwrap(load_yaml(_FILE)))
