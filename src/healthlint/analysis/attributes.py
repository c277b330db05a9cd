"""Attributes that an article may give twice, and what sets two of their values apart: as a lexicon names them."""

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
    """An attribute and the words by which it is known.

    id: the attribute, in a word or two.
    family: how its values are read; each family has its module and says there which words and lists it asks for.
    words: phrases by the part that they play for the family, such as cues, never, for and against.
    lists: single words by the part that they play.
    values: what a value is: a kind of quantity, temperature, date, name, frequency.
    units: the units that it may have; none means any.
    of: whose it is: the article's own, that of the person, the drug or the thing that the words around it name, or of
    a drug and something beside it (pair).
    same: when two subjects are one: equal, sharing a word (overlap), not known to differ (open), or one a kind of the
    other (member).
    within: how near two values must stand; under its heading, a value contradicts what the heading says.
    unless: contexts in which a value says nothing.
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
    """Words that set a value apart from another one of the same attribute.

    id: what they say, in a word or two.
    sort: an alternative contradicts nothing; values for one population or time say nothing of those for another.
    phrases: the words.
    """

    KEBAB: ClassVar[bool] = True
    id: str
    sort: Literal["alternative", "population", "time"]
    phrases: tuple[str, ...]
