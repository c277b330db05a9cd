"""What is wrong with the comments that silence findings; triage finds it, rules of this kind say it."""

from __future__ import annotations

from typing import ClassVar, Literal

from healthlint.checks.base import Check
from healthlint.fast_dataclass import dataclass

Problem = Literal["unused", "unknown", "no-reason"]


@dataclass(frozen=True, slots=True)
class Suppression(Check):
    """Reports comments of one `problem`: unused (nothing to silence there), unknown (no such directive, rule or end),
    no-reason (nothing behind `--`). In the message: {comment}, {code}, {hint}.

    A check sees no findings, so that this one finds nothing by itself: it is asked for once all others have run.
    """

    kind: ClassVar[str] = "suppression"
    problem: Problem = "unused"
