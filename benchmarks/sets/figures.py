"""A figure with the bound it is measured against."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import healthlint

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """`bound` is the least value that is good enough, or the most when `most` is set."""

    name: str
    value: float
    bound: float
    most: bool = False

    @property
    def met(self) -> bool:
        return self.value <= self.bound if self.most else self.value >= self.bound


def findings(text: str) -> list[dict[str, Any]]:
    """What `healthlint check` reports of a text as errors and warnings."""
    return [found.to_dict() for found in healthlint.check_text(text) if found.severity != "suggestion"]


def family(finding: Mapping[str, Any]) -> str:
    """The letters of a finding's code."""
    match = re.match(r"[A-Z]+", finding["code"])
    return match[0] if match else ""
