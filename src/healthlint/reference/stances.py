"""The stances that a source may take on a verdict; pairs that no text could be compared with are refused."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

UNKNOWN = "unknown"
EFFECTS: Mapping[str, Mapping[str, tuple[str, str, str, str]]] = MappingProxyType(
    {
        "efficacy": MappingProxyType(
            {
                "unknown": ("doubts", "doubts", "refused", "refused"),
                "possible": ("supports", "supports", "contradicts", "doubts"),
                "promising": ("supports", "supports", "doubts", "doubts"),
                "effective": ("supports", "supports", "contradicts", "doubts"),
                "established": ("supports", "supports", "doubts", "doubts"),
                "curative": ("supports", "supports", "contradicts", "doubts"),
            }
        ),
        "safety": MappingProxyType(
            {
                "unknown": ("doubts", "doubts", "refused", "refused"),
                "tolerable": ("compared", "compared", "contradicts", "doubts"),
                "few-side-effects": ("compared", "compared", "contradicts", "doubts"),
                "safer": ("compared", "compared", "compared", "refused"),
                "safe": ("compared", "compared", "contradicts", "doubts"),
            }
        ),
    }
)
"""By type and verdict what a fact does with each of the four stances, in their order: a claim in a text that goes
further is contradicted or doubted, one that agrees is supported; what is compared is compared with other sources."""
EFFECTS_TEXT = """\
What *contradicts* or *doubts* a claim makes a finding of a text that says more; what *supports* one shows in `inspect`;
what is *compared* is compared with other sources (`reference conflicts`). A pair that is *refused* would do nothing:
loading the pack says what to write."""
STANCES = ("asserts", "hedges", "denies", "questions")

_NOT_DENIED = "what a source denies to be unknown it knows; write the verdict that it gives"
_NOT_ASKED = "a source that does not know says so; write `stance: asserts` (healthlint pack migrate does)"
_ASKS_ALONE = "a source that only asks says nothing that a text could contradict; leave the fact out"


def effect(type_: str, verdict: str, stance: str) -> str:
    """What a fact does; of other types those that only ask are refused, the rest are left to their rules ("")."""
    known = EFFECTS.get(type_, {}).get(verdict)
    if known is not None:
        return known[STANCES.index(stance)] if stance in STANCES else ""
    return "refused" if stance == "questions" and type_ not in EFFECTS else ""


def refusal(entry: Mapping[str, Any]) -> str:
    """The reason why the stance of a fact is refused; "" if it is accepted."""
    value = entry.get("value")
    verdict = str(value.get("verdict")) if isinstance(value, Mapping) else ""
    stance = str(entry.get("stance"))
    if effect(str(entry.get("type")), verdict, stance) != "refused":
        return ""
    if verdict == UNKNOWN and stance == "denies":
        return _NOT_DENIED
    return _NOT_ASKED if is_asked_in_vain(verdict, stance) else _ASKS_ALONE


def is_asked_in_vain(verdict: str, stance: str) -> bool:
    """True for the verdict "unknown" put as a question, which asserting it expresses as well."""
    return verdict == UNKNOWN and stance == "questions"
