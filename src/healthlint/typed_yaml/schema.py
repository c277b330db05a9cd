"""JSON Schemas of what `convert` accepts, made from the same dataclasses."""

from __future__ import annotations

import inspect
import json
import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, is_dataclass
from typing import Any, Literal, Union, cast, get_args, get_origin

from healthlint.typed_yaml.convert import keys_of
from healthlint.typed_yaml.node import Node

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TYPES: Mapping[Any, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}


def schema(title: str, wanted: Any) -> Schema:
    """The schema of a file that contains a `wanted`, with the meaning of each key."""
    return titled(title, of(wanted))


def titled(title: str, body: Schema) -> Schema:
    """A schema as a complete file."""
    return {"$schema": _DRAFT, "title": title, **body}


def written(found: Schema) -> str:
    """A schema as text."""
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def of(wanted: Any) -> Schema:
    """The schema of a value of this type."""
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        choices = [of(each) for each in arguments if each is not type(None)]
        return choices[0] if len(choices) == 1 else {"anyOf": choices}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": of(arguments[0])}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": of(arguments[1])}
    if is_dataclass(wanted) and wanted is not Node:
        keys = keys_of(cast("type", wanted))
        if len(keys) > 1:
            return record(cast("type", wanted))
        # A dataclass with a single field is written as that field alone.
        ((_, kind),) = keys.values()
        return of(kind)
    return {"type": _TYPES[wanted]} if wanted in _TYPES else {}


def record(wanted: type) -> Schema:
    """The schema of a mapping with the keys of this dataclass."""
    keys, means = keys_of(wanted), meanings(wanted)
    properties = {
        name: {**of(kind), **({"description": means[name]} if name in means else {})}
        for name, (_, kind) in keys.items()
    }
    required = [name for name, (field, _) in keys.items() if _due(field)]
    return {"type": "object", "properties": properties, "additionalProperties": False, "required": required}


def _due(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def meanings(wanted: type) -> dict[str, str]:
    """The meaning of each key, from the dataclass's docstring: `key: meaning`, with further lines indented."""
    found: dict[str, str] = {}
    name = ""
    for line in inspect.cleandoc(wanted.__doc__ or "").splitlines():
        entry = re.match(r"([a-z_-]+): (.*)", line)
        if entry:
            name = entry[1]
            found[name] = entry[2]
        elif name and line.startswith("  "):
            found[name] += " " + line.strip()
    return found
