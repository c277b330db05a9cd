"""Problems with the comments that silence findings. Triage finds them; rules of this kind report them."""

from __future__ import annotations

from typing import ClassVar, Literal

from healthlint.checks.base import Check
from healthlint.fast_dataclass import dataclass

Problem = Literal["unused", "unknown", "no-reason"]


@dataclass(frozen=True, slots=True)
class Suppression(Check):
    """Reports comments of one `problem`: unused (nothing to silence there), unknown (no such directive, rule or end),
    no-reason (nothing after `--`). In the message: {comment}, {code}, {hint}.

    A check does not see findings, so this one finds nothing itself; it is applied after all others have run.
    """

    kind: ClassVar[str] = "suppression"
    problem: Problem = "unused"
