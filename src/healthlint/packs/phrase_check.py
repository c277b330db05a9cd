"""Validates the phrases of a pack when it is compiled."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from healthlint.analysis.frames import units
from healthlint.analysis.lexicon import Lexicon
from healthlint.analysis.phrasebook import attribute_phrases
from healthlint.analysis.phrases import Language
from healthlint.analysis.word_classes import class_names, composed
from healthlint.errors import PackError
from healthlint.fast_dataclass import replace
from healthlint.typed_yaml import Node


class PhraseCheck:
    """Parses phrases as the scanner of this lexicon does."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._language = Language(lexicon.groups, lexicon.inflections, composed(lexicon.groups))
        self._known = class_names(lexicon)

    def problems(self, phrases: Iterable[str], node: Node) -> dict[str, list[str]]:
        """Those of `phrases` that are invalid, each with its problems and their place below `node`."""
        found = {phrase: list(self._problems(phrase)) for phrase in dict.fromkeys(phrases)}
        broken = {phrase: problems for phrase, problems in found.items() if problems}
        places: dict[str, str] = {}
        for item in node.walk() if broken else ():
            places.setdefault(item.text, item.place)
        return {
            phrase: [f"{places.get(phrase, node.place)}: {problem}" for problem in problems]
            for phrase, problems in broken.items()
        }

    def _problems(self, phrase: str) -> Iterator[str]:
        try:
            pattern = self._language.parse(phrase)
        except PackError as problem:
            yield str(problem)
        except RecursionError:
            yield f"phrase {phrase!r}: a group in it contains itself"
        else:
            unknown = self._language.unknown_classes(pattern, self._known)
            yield from (f"phrase {phrase!r}: {problem}" for problem in unknown)


def lexicon_phrases(lexicon: Lexicon) -> Iterator[str]:
    """Everything in a lexicon that is written in the language of phrases."""
    for drug in lexicon.drugs:
        yield from (*drug.names, *drug.all_brands, *drug.abbreviations)
        for names in drug.forms.values():
            yield from names
    for concept in (*lexicon.conditions, *lexicon.effects):
        yield from concept.names
    for place in lexicon.jurisdictions:
        yield from place.names
    yield from lexicon.decoys
    for cue in lexicon.cues:
        yield from cue.phrases
    for unit in units(lexicon.frames):
        yield from unit.phrases
    for texts in attribute_phrases(lexicon):
        yield from texts
    for phrases in lexicon.groups.values():
        yield from phrases


def without(value: Any, phrases: Container[str]) -> Any:
    """A lexicon, or a part of one, without these phrases."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{item.name: without(getattr(value, item.name), phrases) for item in fields(value)})
    if isinstance(value, Mapping):
        return {key: without(item, phrases) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(without(item, phrases) for item in value if not (isinstance(item, str) and item in phrases))
    return value
