"""The name of healthlint, written with a slip."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_NAME = "healthlint"
_NEAR = 0.88
"""A letter too many, too few, wrong or out of place; two are less alike."""
_OTHERS = frozenset(("healthline", "healthlink"))
"""Names of their own."""


def is_slip(word: str) -> bool:
    """True for "health-lint" and "heathlint", not for the name itself."""
    bare = re.sub(r"[-_\s]", "", word.lower())
    if word.lower() == _NAME or bare in _OTHERS:
        return False
    return SequenceMatcher(None, bare, _NAME).ratio() >= _NEAR
