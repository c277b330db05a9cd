"""The phrases of a rule as people would write them, each list under its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from healthlint.analysis.lexicon import merge
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Check
from healthlint.packs.model import Loaded
from healthlint.report.phrase_samples import Samples

_INDENT = "  "


def written(check: Check, loaded: Loaded) -> list[str]:
    """An entry for each phrase of a check or, if it has several lists, one for each of their keys."""
    samples = Samples(merge(pack.lexicon for pack in loaded.packs))
    lists = [(key, found) for key, found in _lists(check, samples) if found]
    if len(lists) == 1:
        return lists[0][1]
    return [line for key, texts in lists for line in (f"{key}:", *(f"{_INDENT}{text}" for text in texts))]


def holds_phrases(value: object) -> bool:
    """True for a value whose phrases `written` includes."""
    if isinstance(value, tuple):
        return any(is_dataclass(each) and (len([*texts_of(each)]) > 1 or _has_names(each)) for each in value)
    return isinstance(value, Phrases | Mapping) or any(True for _ in _phrase_lists(value))


def texts_of(part: object) -> Iterator[str]:
    """The texts of a part of a rule: the wrong words and the right ones."""
    if is_dataclass(part):
        values = (getattr(part, item.name) for item in fields(part))
        yield from (value for value in values if isinstance(value, str))


def _lists(check: Check, samples: Samples) -> Iterator[tuple[str, list[str]]]:
    for item in fields(check):
        value, key = getattr(check, item.name), item.name.rstrip("_")
        if isinstance(value, Phrases):
            yield key, [*map(samples.of, value.texts)]
        elif isinstance(value, tuple) and holds_phrases(value):
            yield key, [_entry(each) if _has_names(each) else samples.pair(*texts_of(each)) for each in value]
        else:
            yield from ((f"{key}, {name}", [*map(samples.of, found.texts)]) for name, found in _phrase_lists(value))


def _has_names(part: object) -> bool:
    """True for a part that lists names, such as those of a substance."""
    return is_dataclass(part) and any(isinstance(getattr(part, item.name), tuple) for item in fields(part))


def _entry(part: object) -> str:
    """The keys and values of a part, as in the rule's file: `of vitamin-e, high 1500, unit IU`."""
    assert is_dataclass(part)
    pairs = ((item.name, getattr(part, item.name)) for item in fields(part) if getattr(part, item.name) != item.default)
    return ", ".join(f"{name} {_value(value)}" for name, value in pairs)


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return " / ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _phrase_lists(value: object) -> Iterator[tuple[str, Phrases]]:
    """The lists of a mapping, or of a part of a rule, each with its name."""
    parts: Mapping[str, object] = {}
    if isinstance(value, Mapping):
        parts = value
    elif is_dataclass(value):
        parts = {item.name: getattr(value, item.name) for item in fields(value)}
    return ((name, found) for name, found in parts.items() if isinstance(found, Phrases))
