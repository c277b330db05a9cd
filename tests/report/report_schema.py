"""JSON reports held against docs/schemas/report.json, with no other keys than those that it names."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

FILE = Path(__file__).parents[2] / "docs" / "schemas" / "report.json"
_BEGINNINGS = ('{\n "schema": "healthlint/1"', '{"schema": "healthlint/1"')


def accept(report: Any) -> None:
    """Fails unless the published schema accepts a report, and names every key of it."""
    assert [f"{error.json_path}: {error.message}" for error in _validator().iter_errors(report)] == []


def accept_output(text: str) -> None:
    """The same for what a command has printed, where that is a report in JSON."""
    if text.startswith(_BEGINNINGS):
        accept(json.loads(text))


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(_closed(json.loads(FILE.read_text(encoding="utf-8"))))


def _closed(schema: Any) -> Any:
    """The schema without room for keys that it does not name."""
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: _closed(value) for key, value in schema.items()}
    return {**inner, "additionalProperties": False} if isinstance(schema.get("properties"), dict) else inner
