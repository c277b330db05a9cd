"""How labels put things: the patterns of `wording.yaml` by name, compiled when they are first asked for."""

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
    """What a YAML file beside this module holds."""
    from healthlint.typed_yaml import load_yaml, unwrap

    return unwrap(load_yaml(_HERE / name))


@cache
def words(name: str) -> re.Pattern[str]:
    """The pattern of a name, without regard to case."""
    return re.compile(_texts()[name], re.IGNORECASE)


def text(name: str) -> str:
    """A plain word of the file."""
    return _texts()[name]
