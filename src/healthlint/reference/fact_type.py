"""What one type of fact is: the keys of its `value`, and how two values of it are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from healthlint.fast_dataclass import dataclass
from healthlint.reference.value_kinds import Kind


@dataclass(frozen=True, slots=True)
class FactType:
    """`judged` is the key in which two facts can disagree; they are compared when they agree in the keys `given`.

    A `scale` orders its words from weak to strong: two that stand two or more steps apart disagree. `opposed` are pairs
    of words that cannot both hold. A type with `low` and `high` is compared as a range and needs neither. `assumed` is
    what a key means that is left out; `requires_key`, the other key that a key needs, with which value ("": any).
    Several facts of a type of `alternatives` hold side by side: tablets of 10 mg, and of 20 mg.

    A product has the facts of its substance, and this those of its class. Of a type that `overrides`, facts of its own
    take their place (of those that agree in the keys of `slot`); of any other they stand beside them. `subjects`: one
    of these keys of `about` has to be there.
    """

    required: Mapping[str, Kind] = field(default_factory=dict)
    optional: Mapping[str, Kind] = field(default_factory=dict)
    any_of: tuple[str, ...] = ()
    judged: str = ""
    given: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()
    opposed: tuple[tuple[str, str], ...] = ()
    assumed: Mapping[str, str] = field(default_factory=dict)
    requires_key: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    alternatives: bool = False
    slot: tuple[str, ...] = ()
    overrides: bool = False
    subjects: tuple[str, ...] = ()

    @property
    def keys(self) -> Mapping[str, Kind]:
        """Every key a value of this type may have."""
        return {**self.required, **self.optional}

    @property
    def is_range(self) -> bool:
        """True when a value has a `low` and a `high`."""
        return "low" in self.keys and "high" in self.keys
