"""The weight of a source: a review outweighs a column, and a column a page that sells the treatment."""

from __future__ import annotations

from healthlint.reference.fact_types import ATTITUDES

_RANKS = (
    ("guideline", "review", "label", "leaflet", "monograph", "information", "assessment"),
    ("trial", "study", "report", "paper", "textbook"),
    (),
    ("clinic", "shop", "store", "advertisement", "release", "testimonial", "blog"),
)
"""Words in the `kind` of a source, strongest first; the empty row is for all others."""
_OTHER = _RANKS.index(())
_SELLING = len(_RANKS) - 1


def weight(kind: str, attitude: str) -> tuple[int, int]:
    """A sort key: kind, then attitude; less weighs more."""
    words = kind.lower().replace("-", " ").split()
    # A clinic's review of itself is a clinic's page.
    rank = next((at for at in reversed(range(len(_RANKS))) if any(word in _RANKS[at] for word in words)), _OTHER)
    return rank, ATTITUDES.index(attitude) if attitude in ATTITUDES else len(ATTITUDES)


def is_promotional(kind: str, attitude: str) -> bool:
    """True for a source that sells its subject, or that praises it."""
    return weight(kind, attitude)[0] == _SELLING or attitude == ATTITUDES[-1]
