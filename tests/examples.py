"""How many inputs hypothesis tries."""

from __future__ import annotations

from hypothesis import settings

USUAL = 100
"""What it tries by itself."""


def examples(number: int) -> int:
    """This many in a usual run, and as many times more as a profile asks for."""
    return max(1, number * settings().max_examples // USUAL)
