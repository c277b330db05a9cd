"""The wording of labels: the patterns in `wording.yaml` by name, compiled on first use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent


@cache
def _texts() -> Mapping[str, str]:
    return {str(name): str(text) for name, text in read("wording.yaml").items()}


def read(name: str) -> Any:
    """The contents of a YAML file next to this module."""
    from healthlint.typed_yaml import load_yaml, unwrap

    return unwrap(load_yaml(_HERE / name))


@cache
def words(name: str) -> re.Pattern[str]:
    """A pattern by its name, case-insensitive."""
    return re.compile(_texts()[name], re.IGNORECASE)


def text(name: str) -> str:
    """A plain word from the file."""
    return _texts()[name]
