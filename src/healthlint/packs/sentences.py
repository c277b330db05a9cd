"""The content of a pack's `examples.yaml`: sentences about its drug, used only by `pack test`."""

from __future__ import annotations

from healthlint.fast_dataclass import dataclass

FILE = "examples.yaml"


@dataclass(frozen=True, slots=True)
class Flagged:
    """A sentence that contradicts a fact.

    code: the rule that reports it.
    text: the sentence; « » are around what is underlined.
    """

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """The keys of `examples.yaml`.

    flag: sentences with the code of the rule that flags them.
    pass: sentences that agree with the facts, or do not touch them.
    """

    flag: tuple[Flagged, ...] = ()
    pass_: tuple[str, ...] = ()
