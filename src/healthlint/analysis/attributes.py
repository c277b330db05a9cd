"""Attributes whose values an article may contradict, and the qualifiers that keep two values apart, as a lexicon
defines them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import ClassVar, Literal

from healthlint.fast_dataclass import dataclass

Family = Literal[
    "figure", "thing", "count", "digits", "points", "age", "expansion", "range", "stance", "recall", "cell"
]
Same = Literal["equal", "overlap", "open", "member"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute and the words that identify it.

    id: the attribute, in a word or two.
    family: how its values are read; each family has a module that lists the words and lists it uses.
    words: phrases by the part that they play for the family, such as cues, never, for and against.
    lists: single words by the part that they play.
    values: the kind of value: a kind of quantity, temperature, date, name, frequency.
    units: the allowed units; none means any.
    of: what it belongs to: the article, the person, drug or thing named nearby, or a drug together with something
    else (pair).
    same: when two subjects count as one: equal, sharing a word (overlap), not known to differ (open), or one a kind of
    the other (member).
    within: how far apart two values may be; under its heading, a value contradicts what the heading says.
    unless: contexts in which a value does not count.
    """

    KEBAB: ClassVar[bool] = True
    id: str
    family: Family
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    of: Literal["article", "person", "drug", "thing", "pair"] = "article"
    same: Same = "equal"
    within: Literal["article", "paragraph", "heading"] = "article"
    unless: tuple[str, ...] = ("negated", "questioned", "critic", "quoted")


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Words that keep a value apart from another value of the same attribute.

    id: what they say, in a word or two.
    sort: an alternative contradicts nothing; values for one population or time do not contradict those for another.
    phrases: the words.
    """

    KEBAB: ClassVar[bool] = True
    id: str
    sort: Literal["alternative", "population", "time"]
    phrases: tuple[str, ...]
