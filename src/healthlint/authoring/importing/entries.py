"""Facts as entries of facts.yaml: makes entries from drafts, writes them, and replaces them in their file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from healthlint.authoring.drafts.model import Draft, Name
from healthlint.authoring.drafts.substance import slug
from healthlint.authoring.importing.naming import Naming
from healthlint.pattern import pattern

Entry = dict[str, Any]
LONGEST_QUOTE = 8
"""Words; anything longer is identified by its place alone."""
_PLAIN = pattern(r"[A-Za-z][\w ./()%+-]*")
_NO_TEXT = frozenset("y n yes no on off true false null".split())
_HASH = pattern(r"[0-9a-f]{64}")
_SHORT = {
    "dose-range": "dose",
    "adverse-effect": "effect",
    "contraindication": "contra",
    "regulatory-status": "status",
    "boxed-warning": "boxed",
    "approval-year": "approved",
    "administration": "given-as",
}
_TELLING = ("phase", "effect", "risk", "status", "choice", "kind")
"""Keys of a value that distinguish two facts of one type and subject."""


def entries(drafts: Iterable[Draft], naming: Naming, source: str, raw: str) -> list[Entry]:
    """The drafts as entries without an id and without duplicates; `raw` is the text of the label's file."""
    found: dict[str, Entry] = {}
    for draft in drafts:
        entry = _entry(draft, naming, source, raw)
        other = found.setdefault(slot(entry), entry)
        if len(entry["value"]) > len(other["value"]) and entry["type"] == "adverse-effect":
            found[slot(entry)] = entry
        elif entry["value"].get("advice") == "avoid":
            # Of two kinds of advice on one partner, the stricter one is the label's overall advice.
            found[slot(entry)] = entry
    return list(found.values())


def slot(entry: Mapping[str, Any]) -> str:
    """Type, subject and the distinguishing part of the value, by which two entries on the same thing are matched. For a
    type with figures these are the figures, as one label may give several."""
    several = entry["type"] in ("dose-range", "frequency", "strength")
    value = entry["value"] if several else _telling(entry)
    return json.dumps([subject(entry), sorted(value.items())])


def subject(entry: Mapping[str, Any]) -> list[Any]:
    """Type, subject and phase: what an entry keeps when a newer label gives another figure."""
    return [entry["type"], sorted(entry["about"].items()), entry["value"].get("phase", "")]


def place(raw: str, start: int, end: int) -> Entry:
    """`at`, `sha256` and, if the words are few and contiguous, `quote`."""
    words = raw[start:end]
    digest = sha256(words.encode("utf-8")).hexdigest()
    entry: Entry = {"at": [start, end], "sha256": digest}
    if len(words.split()) <= LONGEST_QUOTE and "\n" not in words and not set("<>&\\") & set(words):
        entry["quote"] = words
    return entry


def with_ids(made: Iterable[Entry], taken: Iterable[str]) -> list[Entry]:
    """The entries, each with an unused id."""
    used = set(taken)
    named = []
    for entry in made:
        base, number = _base(entry), 1
        name = base
        while name in used:
            number += 1
            name = "-".join([*base.split("-")[:7], str(number)])
        used.add(name)
        named.append({"id": name, **entry})
    return named


def written(entry: Mapping[str, Any]) -> str:
    """An entry as written in facts.yaml, with its line end."""
    lines = [f"{key}: {_value(item)}" for key, item in entry.items()]
    return "- " + "\n  ".join(lines) + "\n"


def _entry(draft: Draft, naming: Naming, source: str, raw: str) -> Entry:
    return {
        "type": draft.type,
        "about": dict(_about(draft, naming)),
        "value": {key: naming.of(item)[1] if isinstance(item, Name) else item for key, item in draft.value.items()},
        "stance": "asserts",
        "source": source,
        **place(raw, draft.place.start, draft.place.end),
        "statement": draft.statement,
        "draft": True,
    }


def _about(draft: Draft, naming: Naming) -> Iterator[tuple[str, str]]:
    for key, item in draft.about.items():
        if not isinstance(item, Name):
            yield key, item
            continue
        kind, name = naming.of(item)
        # What reads like an illness may be the name of a drug: "contraindicated in: nitrates".
        yield ("with" if kind == "drug" and key == "condition" else key), name


def _telling(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The distinguishing part of a value; that of an indication ("treats") does not count."""
    keys = () if entry["type"] == "indication" else _TELLING
    return {key: entry["value"][key] for key in keys if key in entry["value"]}


def _base(entry: Mapping[str, Any]) -> str:
    about, value = entry["about"], entry["value"]
    parts = [about.get("drug", ""), _SHORT.get(entry["type"], entry["type"])]
    parts += map(str, _telling(entry).values())
    parts += [str(value[key]) for key in ("low", "unit") if entry["type"] == "strength"]
    parts += [item for key, item in about.items() if key not in ("drug", "only")]
    return slug(" ".join(parts).replace("-", " "))


def _value(item: object) -> str:
    if item is None or isinstance(item, bool):
        return json.dumps(item)
    if isinstance(item, Mapping):
        return "{" + ", ".join(f"{key}: {_value(each)}" for key, each in item.items()) + "}"
    if isinstance(item, list | tuple):
        return "[" + ", ".join(map(_value, item)) + "]"
    if isinstance(item, int | float):
        return str(item)
    return _text(str(item))


def _text(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT and not text.endswith(" ")
    return text if plain or _HASH.fullmatch(text) else json.dumps(text, ensure_ascii=False)
