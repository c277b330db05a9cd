"""Frequencies anywhere, next to an amount or not: "every morning", "twice a week", "weekly"."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.quantities.frequencies import Frequency, read_frequency
from healthlint.analysis.quantities.reading import Reading

_LENGTHS = frozenset(("a", "an", "per", "/", "over", "in"))
"""Words that begin a length of time as well: "it takes a week"."""


def rhythms(text: Reading) -> Iterator[Frequency]:
    """The frequencies of one sentence in order, except those that only give the time of day."""
    at = text.first
    while at < text.last:
        found = read_frequency(text, at)
        if found is None or found.end <= at:
            at += 1
            continue
        if not found.soft and not found.days and found.per and text.word(at) not in _LENGTHS:
            yield found
        at = found.end
