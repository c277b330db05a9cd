"""What `examples.yaml` of a pack holds: sentences about its drug, which `pack test` runs and nothing else reads."""

from __future__ import annotations

from healthlint.fast_dataclass import dataclass

FILE = "examples.yaml"


@dataclass(frozen=True, slots=True)
class Flagged:
    """A sentence that breaks against a fact.

    code: the rule that says so.
    text: the sentence; « » stand around what is underlined.
    """

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """The keys of `examples.yaml`.

    flag: sentences with the code of the rule that objects.
    pass: sentences that agree with the facts, or say nothing of them.
    """

    flag: tuple[Flagged, ...] = ()
    pass_: tuple[str, ...] = ()
