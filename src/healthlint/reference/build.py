"""Builds a Reference from loaded YAML, checking every entry and reporting all mistakes at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from healthlint.errors import DatasetError, did_you_mean
from healthlint.pattern import pattern
from healthlint.reference.fact_type import FactType
from healthlint.reference.fact_types import ABOUT_KEYS, ABOUT_KINDS, ATTITUDES, FACT_TYPES
from healthlint.reference.model import Fact, Reference, Source
from healthlint.reference.stances import STANCES, refusal
from healthlint.reference.validity import is_date, shown, validity_problems
from healthlint.reference.value_kinds import SHA256, Kind, is_identifier

SOURCES_FILE = "sources.yaml"
FACTS_FILE = "facts.yaml"
_SOURCE_KEYS = ("id", "title", "publisher", "author", "date", "kind", "attitude", "file", "sha256")
_SOURCE_OPTIONAL = ("review_by", "url")
_SOURCE_NULLABLE = ("author", "date")
_FACT_KEYS = ("id", "type", "about", "value", "stance", "source", "at", "sha256", "statement")
_FACT_OPTIONAL = ("quote", "since", "until", "review_by", "draft", "reviewed")
_SHA256 = pattern(SHA256)
_ADDRESSES = ("https://", "http://")


def build(sources: Sequence[Mapping[str, Any]], facts: Sequence[Mapping[str, Any]]) -> Reference:
    """The dataset of these entries, or one DatasetError with a line for each mistake."""
    problems = [
        *_entries(SOURCES_FILE, sources, _source_problems),
        *_entries(FACTS_FILE, facts, _fact_problems),
        *_unknown_sources(sources, facts),
    ]
    if problems:
        raise DatasetError("\n".join(problems))
    return Reference(tuple(map(Source.from_dict, sources)), tuple(map(Fact.from_dict, facts)))


def _entries(file: str, entries: object, check: Any) -> Iterable[str]:
    if not isinstance(entries, list | tuple):
        yield f"{file}: expected a list of entries, found {shown(entries)}"
        return
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, Mapping):
            yield f"{file}: entry {number}: expected keys and values, found {shown(entry)}"
            continue
        name = entry.get("id")
        where = f"{file}: {name}" if isinstance(name, str) else f"{file}: entry {number}"
        if isinstance(name, str) and name in seen:
            yield f"{where}: another entry has this id; ids must be unique"
        seen.add(str(name))
        yield from (f"{where}: {problem}" for problem in check(entry))


def _source_problems(entry: Mapping[str, Any]) -> Iterable[str]:
    known = (*_SOURCE_KEYS, *_SOURCE_OPTIONAL)
    yield from _key_problems(entry, known, _SOURCE_KEYS)
    for key in (key for key in known if key in entry):
        if not (isinstance(entry[key], str) or (entry[key] is None and key in _SOURCE_NULLABLE)):
            yield f"{key}: expected text, found {shown(entry[key])}"
    yield from _id_problems(entry)
    yield from _choice_problems("attitude", entry, ATTITUDES)
    yield from _hash_problems(entry)
    for key, wanted in (("date", "YYYY-MM-DD or null"), ("review_by", "YYYY-MM-DD")):
        if isinstance(entry.get(key), str) and not is_date(entry[key]):
            yield f"{key}: expected {wanted}, found '{entry[key]}'"
    address = entry.get("url")
    if isinstance(address, str) and not address.startswith(_ADDRESSES):
        yield f"url: expected an address that begins with {' or '.join(_ADDRESSES)}, found '{address}'"


def _fact_problems(entry: Mapping[str, Any]) -> Iterable[str]:
    yield from _key_problems(entry, (*_FACT_KEYS, *_FACT_OPTIONAL), _FACT_KEYS)
    yield from _id_problems(entry)
    yield from _choice_problems("type", entry, FACT_TYPES)
    yield from _choice_problems("stance", entry, STANCES)
    if reason := refusal(entry):
        yield f"stance: '{entry['stance']}' does nothing here: {reason}"
    yield from _about_problems(entry.get("about", {}), FACT_TYPES.get(str(entry.get("type")), FactType()))
    yield from _hash_problems(entry)
    yield from _place_problems(entry.get("at", [0, 1]))
    yield from validity_problems(entry)
    statement = entry.get("statement", "-")
    if not isinstance(statement, str) or not statement.strip():
        yield f"statement: expected a short text, found {shown(statement)}"
    fact_type = FACT_TYPES.get(str(entry.get("type")))
    if fact_type and "value" in entry:
        yield from (f"value: {problem}" for problem in _value_problems(entry["value"], fact_type))


def _value_problems(value: object, fact_type: FactType) -> Iterable[str]:
    if not isinstance(value, Mapping):
        yield f"expected keys and values, found {shown(value)}"
        return
    yield from _key_problems(value, fact_type.keys, fact_type.required)
    for key, item in value.items():
        kind = fact_type.keys.get(key)
        if kind and not kind.accepts(item):
            yield f"{key}: expected {kind.expected}, found {shown(item)}{_nearest(item, kind)}{_unquoted(item, kind)}"
    if fact_type.any_of and not value.keys() & set(fact_type.any_of):
        yield f"expected at least one of {', '.join(fact_type.any_of)}"
    yield from _order_problems(value)
    for key, (other, wanted) in fact_type.requires_key.items():
        if key in value and (other not in value or (wanted and value[other] != wanted)):
            yield f"{key}: requires '{other}{': ' * bool(wanted)}{wanted}'"


def _order_problems(value: Mapping[str, Any]) -> Iterable[str]:
    low, high = value.get("low"), value.get("high")
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        yield f"low {low} is above high {high}"


def _about_problems(about: object, fact_type: FactType) -> Iterable[str]:
    if not isinstance(about, Mapping) or not about:
        yield f"about: expected at least one of {', '.join(ABOUT_KEYS)}, found {shown(about)}"
        return
    for key, item in about.items():
        if key not in ABOUT_KEYS:
            yield f"about: unknown key '{key}'{did_you_mean(str(key), ABOUT_KEYS)}"
        elif not ABOUT_KINDS[key].accepts(item):
            yield f"about: {key}: expected {ABOUT_KINDS[key].expected}, found {shown(item)}"
    if "product" in about and "drug" not in about:
        yield "about: product: requires 'drug', the substance in it"
    if "class" in about and "drug" in about:
        yield "about: class: a fact is about a class or a drug; remove one of them"
    if fact_type.subjects and about.keys().isdisjoint(fact_type.subjects):
        yield f"about: expected at least one of {', '.join(fact_type.subjects)}"


def _place_problems(at: object) -> Iterable[str]:
    whole = isinstance(at, list | tuple) and len(at) == 2 and all(type(edge) is int for edge in at)
    if not whole or not 0 <= at[0] < at[1]:  # type: ignore[index]
        yield f"at: expected [start, end] with 0 <= start < end, found {shown(at)}"


def _id_problems(entry: Mapping[str, Any]) -> Iterable[str]:
    if "id" in entry and not is_identifier(entry["id"]):
        yield f"id: expected a kebab-case name, found {shown(entry['id'])}"


def _hash_problems(entry: Mapping[str, Any]) -> Iterable[str]:
    digest = entry.get("sha256")
    if "sha256" in entry and not (isinstance(digest, str) and _SHA256.fullmatch(digest)):
        yield f"sha256: expected 64 lower-case hexadecimal digits, found {shown(digest)}"


def _choice_problems(key: str, entry: Mapping[str, Any], known: Iterable[str]) -> Iterable[str]:
    chosen = entry.get(key)
    if key in entry and chosen not in list(known):
        yield f"unknown {key} {shown(chosen)}{did_you_mean(str(chosen), known)}"


def _key_problems(entry: Mapping[str, Any], known: Iterable[str], required: Iterable[str]) -> Iterable[str]:
    for key in entry:
        if key not in known:
            yield f"unknown key '{key}'{did_you_mean(str(key), known)}"
    for key in required:
        if key not in entry:
            yield f"missing key '{key}'"


def _unknown_sources(sources: object, facts: object) -> Iterable[str]:
    known = [str(entry.get("id")) for entry in _mappings(sources)]
    for entry in _mappings(facts):
        name = entry.get("source")
        if "source" in entry and name not in known:
            yield f"{FACTS_FILE}: {entry.get('id')}: unknown source {shown(name)}{did_you_mean(str(name), known)}"


def _mappings(entries: object) -> list[Mapping[str, Any]]:
    return [entry for entry in entries if isinstance(entry, Mapping)] if isinstance(entries, list | tuple) else []


def _unquoted(item: object, kind: Kind) -> str:
    """The way out if a number is in quotation marks."""
    if not isinstance(item, str) or not item.replace(".", "", 1).isdecimal():
        return ""
    number = float(item) if "." in item else int(item)
    return f"; write {item} without quotation marks" if kind.accepts(number) else ""


def _nearest(item: object, kind: Kind) -> str:
    return did_you_mean(item, kind.choices) if isinstance(item, str) else ""
