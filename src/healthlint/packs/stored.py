"""A pack as JSON and back, without any look at type hints: every object says which class it is."""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from functools import cache
from typing import Any

from healthlint.errors import PackError
from healthlint.packs.model import Pack
from healthlint.record import is_record

FORMAT = 1
_CLASS = "@"
_HOME = "healthlint."


def encode(pack: Pack) -> bytes:
    """The compiled form: the same bytes for the same pack, wherever its folder is."""
    document = {"format": FORMAT, "pack": _plain(replace(pack, path=""))}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        cls = type(value)
        return {_CLASS: f"{cls.__module__.removeprefix(_HOME)}:{cls.__qualname__}", **_values(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        if _CLASS in value:
            raise PackError(f"the key '{_CLASS}' is reserved; name it otherwise")
        return {key: _plain(item) for key, item in value.items()}
    return value


def _values(record: Any) -> dict[str, Any]:
    return {
        item.name: _plain(value)
        for item in fields(record)
        if item.init and not item.name.startswith("_") and (value := getattr(record, item.name)) != _default(item)
    }


def _default(item: Field[Any]) -> object:
    return item.default_factory() if item.default_factory is not MISSING else item.default


def decode(data: bytes, path: str) -> Pack:
    """The pack of a compiled form, of the folder `path`; PackError when damaged or written by another version."""
    try:
        return replace(_pack(json.loads(data, object_hook=_record)), path=path)
    except (ValueError, TypeError, KeyError, AttributeError, ImportError, RecursionError) as problem:
        raise PackError(f"{path}: the compiled pack is damaged or of another version: {problem}") from problem


def _pack(document: Mapping[str, Any]) -> Pack:
    pack = document["pack"]
    if document["format"] != FORMAT or not isinstance(pack, Pack):
        raise ValueError(f"format {document['format']} is not {FORMAT}")
    return pack


def _record(found: dict[str, Any]) -> Any:
    for key, value in found.items():
        if type(value) is list:
            found[key] = _frozen(value)
    name = found.pop(_CLASS, None)
    return found if name is None else _class(name)(**found)


def _frozen(items: list[Any]) -> tuple[Any, ...]:
    return tuple([_frozen(item) if type(item) is list else item for item in items])


@cache
def _class(name: str) -> type:
    module, _, qualified = name.partition(":")
    found = getattr(importlib.import_module(_HOME + module), qualified)
    if not (isinstance(found, type) and is_record(found)):
        raise ValueError(f"{name} is not a class of records")
    return found
