"""How a claim compares with the reference: supported, overstated, contradicted or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from healthlint.analysis.model import Claim, Quantity
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import AFFIRMING, Fact, Reference
from healthlint.reference.ranges import range_of

Standing = Literal["supported", "overstated", "contradicted", "unknown"]

_STRONG = frozenset({"cure", "universal", "proven", "superior"})
_FAVOURABLE = frozenset({"effective", "promising", "possible", "established", "curative"})
_ASKED = _FAVOURABLE - {"curative"}
_NOT_SHOWN = frozenset({"promising", "established"})
_NO_EFFECT = frozenset({"possible", "effective"})
"""Who denies that an effect is possible denies the effect; who denies that it is established only that it is known."""
_CAUTIOUS = frozenset({"unknown", "possible", "promising"})
MOST = 1.15
"""The tolerance on a documented effect size: a writer may round 30 per cent to "about a third"."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The standing of a claim, and at most three facts that decide it."""

    standing: Standing
    facts: tuple[Fact, ...] = ()


def judge(reference: Reference, claim: Claim) -> Verdict | None:
    """The verdict on a claim; None if nothing is claimed (it is asked, or reported by a critic), or if the reference
    has no facts on the treatment."""
    context = claim.context
    known = reference.select("efficacy", drug=claim.subject) if claim.subject else ()
    if not known or claim.relation != "causal" or context.certainty == "questioned" or context.voice == "critic":
        return None
    indicated = _indicated(reference, claim)
    if indicated:
        return Verdict("contradicted" if context.polarity == "negated" else "supported", indicated)
    if context.polarity == "negated":
        return _of_a_denial(claim, known)
    if too_large(claim.magnitude, sizes := sizes_for(reference, claim)):
        return Verdict("overstated", sizes[:3])
    if claim.strength in _STRONG:
        return _of_a_strong_claim(claim, known)
    return _of_a_benefit(claim, known, sizes) if claim.strength == "benefit" else None


def sizes_for(reference: Reference, claim: Claim) -> tuple[Fact, ...]:
    """The documented effect sizes for the outcome of a claim, those for its condition, and those without an outcome;
    different outcomes are not compared."""
    sizes = reference.select("effect-size", drug=claim.subject)
    meant = ((fact, (fact.value.get("outcome", claim.object), fact.about.get("condition"))) for fact in sizes)
    return tuple(fact for fact, outcomes in meant if claim.object in outcomes)


def too_large(size: Quantity | None, documented: Sequence[Fact]) -> bool:
    """True if an effect size is clearly above every documented one."""
    if size is None or size.unit != "percent" or not documented:
        return False
    said = size.low if size.high is None else size.high  # "more than half" has no upper end
    ranges = [found for fact in documented if (found := range_of(fact)) is not None]
    return said is not None and said > max(found.high for found in ranges) * MOST


def standing(reference: Reference, claim: Claim, measured: bool) -> str:
    """The standing of a claim that a rule has already found too strong, as words for its message."""
    known = reference.select("efficacy", drug=claim.subject) if claim.subject else ()
    if not known and not measured:
        return "unknown to the reference"
    return "contradicted" if claim.strength == "cure" and _denied(known, "curative") else "overstated"


def against(reference: Reference, claim: Claim) -> tuple[Fact, ...]:
    """The facts about this very condition that contradict a plain claim."""
    if not claim.subject or not claim.object:
        return ()
    about = reference.select("efficacy", drug=claim.subject, condition=claim.object)
    return tuple(fact for fact in about if fact.stance != "asserts" or fact.value.get("verdict") in _CAUTIOUS)[:2]


def _indicated(reference: Reference, claim: Claim) -> tuple[Fact, ...]:
    """The facts by which the drug is conventionally given for this condition, unless the claim goes beyond a
    benefit."""
    if claim.strength != "benefit" or not claim.object:
        return ()
    return tuple(fact for fact in given(reference, claim.subject) if claim.object in _uses(fact))[:3]


def given(reference: Reference, drug: str) -> tuple[Fact, ...]:
    """The facts by which a drug is approved or conventionally given for something."""
    return tuple(
        fact
        for fact in reference.select("indication", drug=drug)
        if fact.value.get("basis") in ("approved", "conventional") and fact.stance == "asserts"
    )


def given_for(reference: Reference, drug: str) -> frozenset[str]:
    """The conditions that a drug is approved or conventionally given for."""
    return frozenset(use for fact in given(reference, drug) for use in _uses(fact))


def _uses(fact: Fact) -> tuple[str, ...]:
    return tuple(fact.about[key] for key in ("use", "condition") if key in fact.about)


def _of_a_denial(claim: Claim, known: Sequence[Fact]) -> Verdict:
    """ "It is not a cure" is cautious; "it does nothing" goes beyond any documented fact."""
    if claim.strength in _STRONG:
        speaking = _denied(known, "curative") if claim.strength == "cure" else ()
        return Verdict("supported", (speaking or _doubts(known, claim))[:3])
    denied = tuple(fact for fact in _denied(known, *_NO_EFFECT) if fact.about.get("condition") == claim.object)
    return Verdict("supported", denied[:3]) if denied else Verdict("unknown", _doubts(known, claim)[:3])


def _of_a_strong_claim(claim: Claim, known: Sequence[Fact]) -> Verdict:
    denied = _denied(known, "curative") if claim.strength == "cure" else ()
    if denied:
        return Verdict("contradicted", denied[:3])
    cured = tuple(fact for fact in _with(known, {"curative"}) if _about(fact, claim.object))
    if claim.strength == "cure" and cured:
        return Verdict("supported", cured[:3])
    questioned = _questioned(known, {"curative"}) if claim.strength == "cure" else ()
    asked = tuple(fact for fact in questioned if _about(fact, claim.object))
    doubts = _doubts(known, claim)
    shown = tuple(fact for fact in known if _is_established(fact) and _about(fact, claim.object))
    if claim.strength == "proven" and shown and not doubts:
        return Verdict("supported", shown[:3])
    return Verdict("overstated", (*asked, *doubts)[:3])


def _of_a_benefit(claim: Claim, known: Sequence[Fact], sizes: Sequence[Fact]) -> Verdict:
    """In the writer's own voice the most cautious source decides; a hedged or attributed claim is compared with the
    most favourable one."""
    if claim.magnitude is not None and claim.magnitude.unit == "percent" and sizes:
        return Verdict("supported", tuple(sizes[:3]))
    denied = tuple(fact for fact in _denied(known, *_NO_EFFECT) if _about(fact, claim.object))
    doubts = _doubts(known, claim)
    if claim.context.certainty != "hedged" and claim.context.voice == "writer" and (denied or doubts):
        return Verdict("contradicted", denied[:3]) if denied else Verdict("overstated", doubts[:3])
    favourable = [fact for fact in _with(known, _FAVOURABLE) if _about(fact, claim.object)]
    return Verdict("supported", tuple(favourable[:3])) if favourable else Verdict("unknown")


def _about(fact: Fact, condition: str) -> bool:
    """True if a fact is about this condition or symptom; if none is given, if it is about none in particular."""
    return condition == fact.about.get("condition", "") or (
        "condition" not in fact.about and condition in ("", fact.about.get("use"))
    )


def _doubts(facts: Sequence[Fact], claim: Claim) -> tuple[Fact, ...]:
    """The facts that say the effect is unknown, those on this condition before those on the drug in general."""
    unknown = (*_with(facts, {"unknown"}), *_questioned(facts, _ASKED), *_denied(facts, *_NOT_SHOWN))
    on_this = tuple(fact for fact in unknown if claim.object and fact.about.get("condition") == claim.object)
    return on_this + tuple(fact for fact in unknown if not {"condition", "topic"} & fact.about.keys())


def _with(facts: Sequence[Fact], verdicts: set[str] | frozenset[str]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.stance in AFFIRMING and fact.value.get("verdict") in verdicts)


def _questioned(facts: Sequence[Fact], verdicts: set[str] | frozenset[str]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.stance == "questions" and fact.value.get("verdict") in verdicts)


def _is_established(fact: Fact) -> bool:
    return fact.stance == "asserts" and fact.value.get("verdict") == "established"


def _denied(facts: Sequence[Fact], *verdicts: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.stance == "denies" and fact.value.get("verdict") in verdicts)
