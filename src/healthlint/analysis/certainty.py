"""How certain the correction of a misspelled word is, and which other words may be meant."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.analysis.edits import cost
from healthlint.analysis.vocabulary import Candidate

# Its rank (the lowest is the likeliest), the cost of the slip, and the right word.
Ranked = tuple[float, float, Candidate]

# The extra cost up to which another drug may be meant as well, for common and for rare drugs.
RIVAL, RARE_RIVAL = 0.72, 0.3
# Below this extra cost a neighbour is too close for an automatic fix, though the correction names a single word.
NEIGHBOUR = 1.2
# Names that differ by no more than this are two spellings of one.
ONE_WORD = 0.5
# Pairs of the largest cost of a slip and the smallest lead over the next word, for a certain correction.
SURE = ((0.9, 0.6), (1.3, 1.0))
# The largest cost per letter of a certain slip, and of a rival of any.
SLIGHT, FAR = 0.16, 0.25


def of_one_word(one: str, other: str) -> bool:
    """Whether two words are forms or spellings of one."""
    return one in (other, other + "s") or other == one + "s" or cost(one, other) <= ONE_WORD


def rivals_of(others: Sequence[Ranked], price: float, most: float = RIVAL) -> tuple[str, ...]:
    """Up to two likely drugs among the other candidates that may be meant as well, costing at most `most` more."""
    found = (
        other.word
        for _, its, other in others
        if other.kind == "drug"
        and its <= FAR * len(other.word)
        and round(its - price, 2) <= (most if other.commonness >= 4 else RARE_RIVAL)
    )
    return tuple(found)[:2]


def from_abroad(word: str, best: Candidate) -> bool:
    """True if a word may be the name of a drug in another language: naltrexona, ibuprofeno, tramadolum."""
    stem = best.word.removesuffix("e")
    return (
        best.kind == "drug" and word.startswith(stem) and word[len(stem) :] in ("a", "o", "i", "um", "us", "en", "as")
    )


def is_sure(found: Ranked, others: Sequence[Ranked]) -> bool:
    """True for a candidate that is hardly changed and far ahead of the next one."""
    rank, price, best = found
    margin = round(others[0][0] - rank, 2) if others else 9.0
    near = any(price <= most and margin >= least for most, least in SURE)
    return near and price <= SLIGHT * len(best.word) and not rivals_of(others, price, NEIGHBOUR)
