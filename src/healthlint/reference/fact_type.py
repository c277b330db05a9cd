"""One type of fact: the keys of its `value`, and how two values are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from healthlint.fast_dataclass import dataclass
from healthlint.reference.value_kinds import Kind


@dataclass(frozen=True, slots=True)
class FactType:
    """`judged` is the key in which two facts can disagree; they are compared if they agree in the keys `given`.

    A `scale` orders its words from weak to strong; two that are at least two steps apart disagree. `opposed` are pairs
    of words that cannot both be true. A type with `low` and `high` is compared as a range and needs neither. `assumed`
    is the meaning of a missing key; `requires_key`, the other key that a key needs, with which value ("": any). Several
    facts of a type of `alternatives` can be true together: tablets of 10 mg, and of 20 mg.

    A product has the facts of its substance, and a substance those of its class. For a type that `overrides`, own facts
    replace inherited ones that agree in the keys of `slot`; for any other type both apply. `subjects`: `about` must
    have one of these keys.
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
