"""The words that analysis knows: drugs, conditions, effects, cues of context, frames of statements, named groups.

Everything here comes from the `lexicon.yaml` of the packs; phrases are written in the language of `phrases.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field, fields
from typing import Literal

from healthlint.analysis.attributes import Attribute, Qualifier
from healthlint.analysis.frames import Frame
from healthlint.fast_dataclass import dataclass

Category = Literal[
    "negated",
    "hedged",
    "questioned",
    "absolute",
    "reported",
    "critic",
    "conditional",
    "contrast",
    "myth",
    "ignore",
    "quoted",
    "answered-yes",
    "answered-no",
]
Direction = Literal["forward", "backward", "both", "self", "end", "end-forward", "end-backward", "previous", "label"]
Within = Literal["clause", "phrase", "sentence", "section"]


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug or other treatment. `names` and `brands` are phrases; `abbreviations` match only in capitals.

    `classes` say what it is ("opioid", "alcohol", "nsaid"); a rule asks for `<opioid>`. `forms` maps the id of a form
    ("low-dose", "injection") to the phrases that name the drug in that form, `products` the id of each product on which
    facts differ to its names. `sound_alikes` are ids of drugs whose
    names are taken for this one's, `misspellings` words that are wrong for its name.
    """

    id: str
    names: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sound_alikes: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    products: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def all_brands(self) -> tuple[str, ...]:
        """The names of its brands and products."""
        return _both(self.brands, tuple(name for names in self.products.values() for name in names))


@dataclass(frozen=True, slots=True)
class Concept:
    """A condition or an adverse effect, with the phrases that name it and the wider groups that it belongs to."""

    id: str
    names: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A country, or several that decide together, with the phrases by which a status is said to hold there, and the ids
    of the agencies that decide for it. A rule asks for `<in-uk>`."""

    id: str
    names: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The class of its phrases."""
        return f"in-{self.id}"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that put other words of their sentence into a context (ConText's modifiers).

    `direction` is where the words stand that it governs: after it, before it, both, itself only, or, for `end`, where
    the scope of other cues ends (`end-forward`, `end-backward`: of those that reach it from that side only; an end of
    category `ignore` ends every clause, another ends its own category). `previous` judges the sentences before its own.
    A `label` stands at the start of a line and says what the rest is. Category `ignore` marks a phrase that only looks
    like a cue ("not only"). `within` is the most that it governs: its clause, its phrase up to a comma, its sentence,
    or, for a heading, what stands below it. `reach` is the most words (sentences, for `previous`); 0 is no limit.
    """

    id: str
    category: Category
    phrases: tuple[str, ...]
    direction: Direction = "forward"
    reach: int = 0
    within: Within = "clause"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of it, from one pack or merged from several.

    `lists` are single words that analysis looks up by itself, by name: no phrase can ask for one.
    `decoys` are phrases that hold the name of something without naming it ("opioid receptors", "breakthrough pain").
    `words` are right as they are, for the spelling checks.
    """

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inflections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drugs: tuple[Drug, ...] = ()
    conditions: tuple[Concept, ...] = ()
    effects: tuple[Concept, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = ()
    decoys: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    frames: tuple[Frame, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    words: tuple[str, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Lists(dict[str, frozenset[str]]):
    """The lists of a lexicon; one that no pack has is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


NO_LISTS = Lists()


def lists(lexicon: Lexicon) -> Lists:
    """Its lists, ready to be asked."""
    return Lists({name: frozenset(words) for name, words in lexicon.lists.items()})


def merge(lexicons: Iterable[Lexicon]) -> Lexicon:
    """One lexicon out of several; a group named in two packs holds the phrases of both."""
    merged: dict[str, object] = {}
    parts = list(lexicons)
    for item in fields(Lexicon):
        values = [getattr(part, item.name) for part in parts]
        if item.name in ("groups", "inflections", "lists"):
            merged[item.name] = _merge_groups(values)
        else:
            merged[item.name] = tuple(entry for value in values for entry in value)
    return Lexicon(**merged)  # type: ignore[arg-type]


def merged_drugs(lexicon: Lexicon) -> dict[str, Drug]:
    """The drugs by their id; of one that several packs name, everything that they say."""
    found: dict[str, Drug] = {}
    for drug in lexicon.drugs:
        other = found.get(drug.id)
        found[drug.id] = drug if other is None else _joined(other, drug)
    return found


def _joined(one: Drug, other: Drug) -> Drug:
    return Drug(
        one.id,
        _both(one.names, other.names),
        _both(one.brands, other.brands),
        _both(one.abbreviations, other.abbreviations),
        _both(one.classes, other.classes),
        {**one.forms, **other.forms},
        _both(one.sound_alikes, other.sound_alikes),
        _both(one.misspellings, other.misspellings),
        {**one.products, **other.products},
    )


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _merge_groups(values: Iterable[Mapping[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for value in values:
        for name, phrases in value.items():
            groups[name] = tuple(dict.fromkeys((*groups.get(name, ()), *phrases)))
    return groups


def words(lexicon: Lexicon) -> frozenset[str]:
    """Every lower-case word that the lexicon lists, or that stands in the name of something that it knows."""
    names = [name for drug in lexicon.drugs for name in (*drug.names, *drug.all_brands)]
    names += [name for concept in (*lexicon.conditions, *lexicon.effects) for name in concept.names]
    names += lexicon.words
    return frozenset(word.lower() for word in re.findall(r"[^\W\d_]+", "\n".join(names)))
