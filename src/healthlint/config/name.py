"""Misspellings of healthlint's name."""

from __future__ import annotations

import re

_NAME = "healthlint"
_NEAR = 0.88
"""The similarity of words that differ by one letter added, lost, replaced or moved."""
_OTHERS = frozenset(("healthline", "healthlink"))
"""Names of other things."""


def is_slip(word: str) -> bool:
    """True for "health-lint" and "heathlint", not for the name itself."""
    bare = re.sub(r"[-_\s]", "", word.lower())
    if word.lower() == _NAME or bare in _OTHERS:
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, bare, _NAME).ratio() >= _NEAR
