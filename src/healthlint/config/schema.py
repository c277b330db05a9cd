"""The JSON Schema of a configuration file, made from the dataclasses that read it."""

from __future__ import annotations

from typing import Any

from healthlint.config.model import Config
from healthlint.typed_yaml import schema as schemas


def schema() -> dict[str, Any]:
    """The schema of healthlint.yaml and of [tool.healthlint], with the meaning of each key."""
    return schemas.schema("healthlint configuration", Config)


def written() -> str:
    """The schema as text."""
    return schemas.written(schema())
