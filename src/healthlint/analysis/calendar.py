"""Month and day names, in the tokeniser's spelling."""

from __future__ import annotations

MONTHS_IN_FULL = frozenset(
    "january february march april may june july august september october november december".split()
)
MONTHS = MONTHS_IN_FULL | frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
