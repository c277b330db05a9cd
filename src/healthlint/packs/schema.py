"""The JSON Schemas of a pack's files, with which editors complete and check them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path

from healthlint import atomic_file
from healthlint.analysis.lexicon import Lexicon
from healthlint.packs.kinds import check_class, usable
from healthlint.packs.pack_folder import Head
from healthlint.packs.rule_file import RuleFile
from healthlint.packs.sentences import Sentences
from healthlint.reference.fact_text import Text
from healthlint.reference.fact_texts import ABOUT, TEXTS, VALIDITY
from healthlint.reference.fact_type import FactType
from healthlint.reference.fact_types import ABOUT_KINDS, ATTITUDES, FACT_TYPES
from healthlint.reference.model import Source
from healthlint.reference.stances import STANCES
from healthlint.reference.value_kinds import IDENTIFIER, SHA256
from healthlint.typed_yaml import schema as schemas
from healthlint.typed_yaml.schema import Schema

FOLDER = ".schemas"
"""The folder for them in a pack, named in the first line of its files."""


def written() -> dict[str, str]:
    """Every schema as text, by file name."""
    return {f"{name}.json": schemas.written(make()) for name, make in _MAKERS.items()}


def write(folder: Path) -> Path:
    """Write them into a pack; returns their folder."""
    found = folder / FOLDER
    found.mkdir(parents=True, exist_ok=True)
    for name, text in written().items():
        atomic_file.write(found / name, text.encode("utf-8"))
    return found


def _pack() -> Schema:
    return schemas.schema("healthlint pack", Head)


def _rule() -> Schema:
    found = schemas.schema("healthlint rule", RuleFile)
    # `with` holds the keys of the kind.
    by_kind = {kind: schemas.record(check_class(kind)) for kind in usable()}
    found["properties"]["kind"] = {**found["properties"]["kind"], "enum": list(by_kind)}
    found["allOf"] = [_when("kind", kind, {"with": keys}) for kind, keys in by_kind.items()]
    return found


def _lexicon() -> Schema:
    return schemas.schema("healthlint lexicon", Lexicon)


def _examples() -> Schema:
    return schemas.schema("healthlint examples", Sentences)


def _sources() -> Schema:
    means = schemas.meanings(Source)
    properties: Schema = {}
    for item in fields(Source):
        kind = ["string", "null"] if "None" in str(item.type) else "string"
        properties[item.name] = {
            "type": kind,
            **({"description": means[item.name]} if item.name in means else {}),
        }
    properties["attitude"] = {**properties["attitude"], "enum": list(ATTITUDES)}
    properties["sha256"] = {**properties["sha256"], "pattern": f"^{SHA256}$"}
    required = [item.name for item in fields(Source) if item.default is MISSING]
    return schemas.titled("healthlint sources", _list(properties, required))


def _facts() -> Schema:
    identifier = {"type": "string", "pattern": f"^{IDENTIFIER}$"}
    properties: Schema = {
        "id": identifier,
        "type": {"enum": list(FACT_TYPES)},
        "about": {
            "type": "object",
            "properties": {key: {**kind.shape, "description": ABOUT[key]} for key, kind in ABOUT_KINDS.items()},
            "additionalProperties": False,
            "minProperties": 1,
        },
        "value": {"type": "object"},
        "stance": {"enum": list(STANCES)},
        "source": identifier,
        "at": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
        "sha256": {"type": "string", "pattern": f"^{SHA256}$"},
        "statement": {"type": "string", "description": "What the source says, in your own words."},
    }
    required = list(properties)
    found = _list({**properties, **_validity()}, required)
    found["items"]["allOf"] = [
        _when("type", name, {"value": _value(kind, TEXTS[name])}) for name, kind in FACT_TYPES.items()
    ]
    return schemas.titled("healthlint facts", found)


def _validity() -> Schema:
    text: Schema = {key: {"type": "string", "description": VALIDITY[key]} for key in ("quote", "review_by")}
    days: Schema = {key: {"type": ["string", "integer"], "description": VALIDITY[key]} for key in ("since", "until")}
    review = {
        "type": "object",
        "properties": {"by": {"type": "string"}, "on": {"type": "string"}},
        "additionalProperties": False,
        "required": ["by", "on"],
        "description": VALIDITY["reviewed"],
    }
    return {**text, **days, "draft": {"type": "boolean", "description": VALIDITY["draft"]}, "reviewed": review}


def _value(kind: FactType, text: Text) -> Schema:
    found: Schema = {
        "description": f"It says {text.says}. For example: {text.value}",
        "properties": {key: {**held.shape, "description": text.meaning(key)} for key, held in kind.keys.items()},
        "additionalProperties": False,
        "required": list(kind.required),
    }
    for key, (other, wanted) in kind.requires_key.items():
        beside: Schema = {"required": [other], "properties": {other: {"const": wanted}} if wanted else {}}
        found.setdefault("dependentSchemas", {})[key] = beside
    if kind.any_of:
        found["anyOf"] = [{"required": [key]} for key in kind.any_of]
    return found


def _list(properties: Schema, required: list[str]) -> Schema:
    record = {"type": "object", "properties": properties, "additionalProperties": False, "required": required}
    return {"type": "array", "items": record}


def _when(key: str, value: str, then: Schema) -> Schema:
    return {"if": {"properties": {key: {"const": value}}, "required": [key]}, "then": {"properties": then}}


_MAKERS: Mapping[str, Callable[[], Schema]] = {
    "pack": _pack,
    "rule": _rule,
    "lexicon": _lexicon,
    "sources": _sources,
    "facts": _facts,
    "examples": _examples,
}
