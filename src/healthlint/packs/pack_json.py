"""A pack as JSON and back, without evaluating type hints: every object names its class.

A list of objects of one class names it once: {"@": class, "@rows": the values of each in field order}.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from itertools import starmap
from typing import Any

from healthlint.errors import PackError
from healthlint.fast_dataclass import is_dataclass_type, replace
from healthlint.packs.model import Pack

FORMAT = 2
_CLASS = "@"
_ROWS = "@rows"
_HOME = "healthlint."


def encode(pack: Pack) -> bytes:
    """The compiled form: the same bytes for the same pack, wherever its folder is."""
    document = {"format": FORMAT, "pack": _plain(replace(pack, path=""))}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {_CLASS: _name(type(value)), **_values(value)}
    if isinstance(value, tuple | list):
        alike = len({type(item) for item in value}) == 1 and _columns(type(value[0]))
        return _table(value, alike) if alike else [_plain(item) for item in value]
    if isinstance(value, Mapping):
        if _CLASS in value:
            raise PackError(f"the key '{_CLASS}' is reserved; use another")
        return {key: _plain(item) for key, item in value.items()}
    return value


def _name(cls: type) -> str:
    return f"{cls.__module__.removeprefix(_HOME)}:{cls.__qualname__}"


def _columns(cls: type) -> list[Field[Any]]:
    """The fields of a dataclass that can be written as a row; none for others."""
    columns = list(fields(cls)) if is_dataclass(cls) else []
    return columns if all(item.init and not item.kw_only for item in columns) else []


def _table(records: Sequence[Any], columns: Sequence[Field[Any]]) -> dict[str, Any]:
    return {_CLASS: _name(type(records[0])), _ROWS: [_row(record, columns) for record in records]}


def _row(record: Any, columns: Sequence[Field[Any]]) -> list[Any]:
    """The values of an object up to the last non-default one."""
    values = [getattr(record, item.name) for item in columns]
    while values and values[-1] == _default(columns[len(values) - 1]):
        values.pop()
    return [_plain(value) for value in values]


def _values(record: Any) -> dict[str, Any]:
    return {
        item.name: _plain(value)
        for item in fields(record)
        if item.init and not item.name.startswith("_") and (value := getattr(record, item.name)) != _default(item)
    }


def _default(item: Field[Any]) -> object:
    return item.default_factory() if item.default_factory is not MISSING else item.default


def decode(data: bytes, path: str) -> Pack:
    """The pack in folder `path` from its compiled form. Raises PackError if it is damaged or from another version."""
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
    if name is None:
        return found
    cls = _class(name)
    return tuple(starmap(cls, found[_ROWS])) if _ROWS in found else cls(**found)


def _frozen(items: list[Any]) -> tuple[Any, ...]:
    return tuple([_frozen(item) if type(item) is list else item for item in items])


@cache
def _class(name: str) -> type:
    module, _, qualified = name.partition(":")
    found = getattr(importlib.import_module(_HOME + module), qualified)
    if not (isinstance(found, type) and is_dataclass_type(found)):
        raise ValueError(f"{name} is not a class of records")
    return found
