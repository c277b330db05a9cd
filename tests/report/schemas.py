"""The published schemas of report formats, where HEALTHLINT_SCHEMAS names a folder with them; `.ci/run` sees to it."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = os.environ.get("HEALTHLINT_SCHEMAS", "")
needs_schemas = pytest.mark.skipif(
    not FOLDER, reason="HEALTHLINT_SCHEMAS does not name a folder with sarif.json, rdformat.json and codeclimate.json"
)


def accept(name: str, document: str) -> None:
    """Fails unless the schema `<name>.json` accepts a JSON text."""
    errors = [f"{error.json_path}: {error.message}" for error in _validator(name).iter_errors(json.loads(document))]
    assert errors == []


@cache
def _validator(name: str) -> Any:
    from jsonschema.validators import validator_for

    schema = json.loads(Path(FOLDER, f"{name}.json").read_text(encoding="utf-8"))
    return validator_for(schema)(schema)
