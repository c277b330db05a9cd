"""How sure it is what a misspelled word stands for: which other words may be meant as well."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.analysis.edits import cost
from healthlint.analysis.vocabulary import Candidate

# Its rank (the lowest is the likeliest), what the slip costs, and the right word.
Ranked = tuple[float, float, Candidate]

# A drug that costs so little more than the likeliest one may be meant as well; a rare one, so little.
RIVAL, RARE_RIVAL = 0.72, 0.3
# One that costs so little more is far enough to name one word only, too near to write it unseen.
NEIGHBOUR = 1.2
# Two names that differ by so little are two spellings of one.
ONE_WORD = 0.5
# What a slip may cost, and by how much the next word must be further away, to be sure of the right one.
SURE = ((0.9, 0.6), (1.3, 1.0))
# What a slip of a sure one may cost for each of its letters, and a rival of any.
SLIGHT, FAR = 0.16, 0.25


def of_one_word(one: str, other: str) -> bool:
    """Whether two words are forms or spellings of one."""
    return one in (other, other + "s") or other == one + "s" or cost(one, other) <= ONE_WORD


def rivals_of(others: Sequence[Ranked], price: float, most: float = RIVAL) -> tuple[str, ...]:
    """The two likeliest drugs among the other candidates that may be meant as well, and cost at most so much more."""
    found = (
        other.word
        for _, its, other in others
        if other.kind == "drug"
        and its <= FAR * len(other.word)
        and round(its - price, 2) <= (most if other.commonness >= 4 else RARE_RIVAL)
    )
    return tuple(found)[:2]


def from_abroad(word: str, best: Candidate) -> bool:
    """Whether a word may be the name of a drug in another language: naltrexona, ibuprofeno, tramadolum."""
    stem = best.word.removesuffix("e")
    return (
        best.kind == "drug" and word.startswith(stem) and word[len(stem) :] in ("a", "o", "i", "um", "us", "en", "as")
    )


def is_sure(found: Ranked, others: Sequence[Ranked]) -> bool:
    """Whether a candidate is hardly changed, and far ahead of the next one."""
    rank, price, best = found
    margin = round(others[0][0] - rank, 2) if others else 9.0
    near = any(price <= most and margin >= least for most, least in SURE)
    return near and price <= SLIGHT * len(best.word) and not rivals_of(others, price, NEIGHBOUR)
