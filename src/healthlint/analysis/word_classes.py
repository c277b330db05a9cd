"""The classes that a phrase may refer to with <name>: those of the lexicon, and kinds of numbers and quantities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from healthlint.analysis.lexicon import Lexicon

TOKEN_CLASSES = ("number", "dose", "percent", "duration", "count", "money", "year", "amount")
"""Classes known without a lexicon: numbers and quantities by kind; `amount` is any of them."""

_MAPPED = ("groups", "inflections", "lists")


def composed(groups: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Groups whose phrases refer to a class: they cannot be found in the first pass and are expanded in place."""
    return frozenset(name for name, phrases in groups.items() if any("<" in phrase for phrase in phrases))


def class_names(lexicon: Lexicon) -> frozenset[str]:
    """Every defined name."""
    return frozenset(
        (
            *TOKEN_CLASSES,
            *(name for names in classes_of(lexicon).values() for name in names),
            *(f"{drug.id}:{form}" for drug in lexicon.drugs for form in drug.forms),
        )
    )


def classes_of(lexicon: Lexicon) -> dict[tuple[str, str], tuple[str, ...]]:
    """The classes of each thing in the lexicon, by kind and id."""
    groups = (*lexicon.groups, *(place.group for place in lexicon.jurisdictions))
    classes: dict[tuple[str, str], tuple[str, ...]] = {("group", name): (name,) for name in groups}
    for drug in lexicon.drugs:
        known = classes.get(("drug", drug.id), ())
        classes["drug", drug.id] = tuple(dict.fromkeys((*known, "drug", drug.id, *drug.classes)))
    for kind, concepts in (("condition", lexicon.conditions), ("effect", lexicon.effects)):
        for concept in concepts:
            known = classes.get((kind, concept.id), ())
            classes[kind, concept.id] = tuple(dict.fromkeys((*known, kind, concept.id, *concept.classes)))
    return classes


def beyond(lexicon: Lexicon, base: Lexicon) -> Lexicon | None:
    """What a lexicon adds to another that it begins with; None if it does not begin with it, or changes the meaning of
    one of its phrases."""
    new = {name: phrases for name, phrases in lexicon.groups.items() if name not in base.groups}
    same = all(lexicon.groups.get(name) == phrases for name, phrases in base.groups.items())
    if not same or lexicon.inflections != base.inflections or "negator" in new or class_names(base) & new.keys():
        return None
    rest: dict[str, Any] = {"groups": new}
    for name in (item.name for item in fields(Lexicon) if item.name not in _MAPPED):
        whole, first = getattr(lexicon, name), getattr(base, name)
        if whole[: len(first)] != first:
            return None
        rest[name] = whole[len(first) :]
    return Lexicon(**rest)
