"""The JSON Schema of a configuration file, made from the dataclasses that read it."""

from __future__ import annotations

import json
import re
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from healthlint.config.model import Config

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TYPES: Mapping[Any, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}


def schema() -> dict[str, Any]:
    """The schema of healthlint.yaml and of [tool.healthlint], with what each key means."""
    return {"$schema": _DRAFT, "title": "healthlint configuration", **_of(Config)}


def written() -> str:
    """The schema as a file holds it."""
    return json.dumps(schema(), indent=2) + "\n"


def _of(wanted: Any) -> dict[str, Any]:
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return _of(next(each for each in arguments if each is not type(None)))
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0])}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _of(arguments[1])}
    if is_dataclass(wanted):
        return _record(cast("type", wanted))
    return {"type": _TYPES[wanted]}


def _record(wanted: type) -> dict[str, Any]:
    hints, told = get_type_hints(wanted), meanings(wanted)
    properties = {}
    for item in fields(wanted):
        name = item.name.replace("_", "-")
        properties[name] = {**_of(hints[item.name]), **({"description": told[name]} if name in told else {})}
    required = ["files"] if "files" in properties else []
    return {"type": "object", "properties": properties, "additionalProperties": False, "required": required}


def meanings(wanted: type) -> dict[str, str]:
    """What each key means, as the docstring of its dataclass says: `key: meaning`, further lines indented."""
    found: dict[str, str] = {}
    name = ""
    for line in (wanted.__doc__ or "").splitlines():
        entry = re.match(r"    ([a-z-]+): (.*)", line)
        if entry:
            name = entry[1]
            found[name] = entry[2]
        elif name and line.startswith("      "):
            found[name] += " " + line.strip()
    return found
