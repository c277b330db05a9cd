"""The documented facts that contradict what the reader takes a sentence to say, the decisive one first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from healthlint.checks.warnings import areas_near, warns_of
from healthlint.reference.fact_types import FACT_TYPES
from healthlint.reference.model import AFFIRMING, Fact

if TYPE_CHECKING:
    from healthlint.analysis.model import Sentence
    from healthlint.checks.base import Article

_CURE = "effect-total"
"""The label of a sentence that promises a cure; a fact that denies a cure does not contradict a smaller benefit."""
_UNSETTLED = ("unknown", "insufficient")
_HARMFUL = frozenset(("adverse-effect", "interaction", "washout"))
"""Types whose every fact is a reason not to call a drug safe or free to combine."""
_NARROWING = ("condition", "topic", "population")


def deciding(article: Article, sentence: Sentence, facts: Iterable[Fact], claimed: str) -> tuple[Fact, ...]:
    """The facts that contradict a sentence: first those about the partners or conditions that it names, then those
    about none in particular. `claimed` is the label, or the regulatory status, that the sentence is taken to assert."""
    against = [fact for fact in facts if _speaks_against(fact, claimed)]
    named = {name for area in areas_near(article, sentence) for names in article.conditions(area) for name in names}
    warned = _warned(article, sentence, against)
    about = [fact for fact in against if fact.id in warned or fact.about.get("condition") in named]
    plain = [fact for fact in against if not any(key in fact.about for key in _NARROWING)]
    return tuple({fact.id: fact for fact in (*about, *plain) or against}.values())


def _speaks_against(fact: Fact, claimed: str) -> bool:
    kind = FACT_TYPES[fact.type]
    value = fact.value.get(kind.judged) if kind.judged else None
    if fact.type == "regulatory-status":
        return _is_other_status(fact, claimed)
    if fact.type in _HARMFUL:
        return fact.stance in AFFIRMING and value != "safe"
    if value == "curative" and claimed != _CURE:
        return False
    return fact.stance == "denies" or (value in _UNSETTLED and fact.stance in AFFIRMING)


def _is_other_status(fact: Fact, status: str) -> bool:
    """True for a fact that denies the status or asserts an incompatible one."""
    value = fact.value.get("status")
    return (value == status and fact.stance == "denies") or (value in opposed(status) and fact.stance in AFFIRMING)


def opposed(status: str) -> frozenset[str]:
    """The regulatory statuses that are incompatible with this one."""
    pairs = FACT_TYPES["regulatory-status"].opposed
    return frozenset(pair[pair[0] == status] for pair in pairs if status in pair)


def _warned(article: Article, sentence: Sentence, facts: Sequence[Fact]) -> set[str]:
    """The facts that warn of something named in a sentence, or else in the one before it or its heading."""
    warnings = [fact for fact in facts if fact.about.get("with")]
    for area in areas_near(article, sentence):
        mentions = article.analysis.mentions_in(area)
        if found := {fact.id for mention in mentions for fact in warns_of(mention, warnings)}:
            return found
    return set()
