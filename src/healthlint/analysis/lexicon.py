"""The vocabulary of the analysis: drugs, conditions, effects, cues of context, frames of statements, named groups.

All of it comes from the `lexicon.yaml` of the packs; phrases are written in the language of `phrases.py`.
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
    ("low-dose", "injection") to the phrases that name the drug in that form, and `products` the id of each product with
    its own facts to its names. `sound_alikes` are ids of drugs whose names are confused with this one's, and
    `misspellings` wrong spellings of its name.
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
    """A condition or adverse effect, with the phrases that name it and the wider groups it belongs to."""

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

    `direction` is where the governed words are: after the cue, before it, both, or the cue itself only. A cue of
    direction `end` ends the scope of others (`end-forward`, `end-backward`: only of those that reach it from that
    side); an end of category `ignore` ends every clause, another only its own category. `previous` applies to the
    sentences before its own. A `label` at the start of a line says what the rest is. Category `ignore` marks a phrase
    that only looks like a cue ("not only"). `within` limits the scope: the clause, the phrase up to a comma, the
    sentence or, for a heading, the text below it. `reach` is the most words (sentences, for `previous`); 0 means no
    limit.
    """

    id: str
    category: Category
    phrases: tuple[str, ...]
    direction: Direction = "forward"
    reach: int = 0
    within: Within = "clause"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lexicon of one pack, or of several merged.

    `lists` are single words that analysis looks up by name; no phrase can refer to one. `decoys` are phrases that
    contain a name without naming the thing ("opioid receptors", "breakthrough pain"). `words` are correct spellings,
    for the spelling checks.
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
    """The lists of a lexicon, ready for lookup."""
    return Lists({name: frozenset(words) for name, words in lexicon.lists.items()})


def merge(lexicons: Iterable[Lexicon]) -> Lexicon:
    """Several lexicons merged into one; a group named in two packs holds the phrases of both."""
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
    """The drugs by id, each merged from every pack that names it."""
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
    """Every lower-case word that the lexicon lists or uses in a name."""
    names = [name for drug in lexicon.drugs for name in (*drug.names, *drug.all_brands)]
    names += [name for concept in (*lexicon.conditions, *lexicon.effects) for name in concept.names]
    names += lexicon.words
    return frozenset(word.lower() for word in re.findall(r"[^\W\d_]+", "\n".join(names)))
