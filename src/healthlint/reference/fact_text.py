"""The documentation of one fact type."""

from __future__ import annotations

from collections.abc import Mapping

from healthlint.fast_dataclass import dataclass

_COMMON = {
    "low": "the lower end, in `unit`; omitted if the source gives none",
    "high": "the upper end; the same as `low` for a single figure",
    "bound": "how the source puts a single figure; a finding compares `low` and `high` only",
    "unit": "of `low` and `high`",
    "limits": "what the source says is wanting, in ids of your own (`one-small-study`)",
    "agency": "who decided (`fda`): see [where a status holds](#where-a-status-holds)",
    "year": "the year",
    "than": "what it is compared with: the id of a drug, or your own word",
    "month": "the month, 1 to 12",
}


@dataclass(frozen=True, slots=True)
class Text:
    """`says` completes "a fact of this type says"; `example` is its `about`, `value` and, if not `asserts`, stance."""

    says: str
    about: str
    value: str
    keys: Mapping[str, str]
    stance: str = "asserts"

    def meaning(self, key: str) -> str:
        """The meaning of a key of the value."""
        return self.keys.get(key) or _COMMON[key]


def text(says: str, about: str, value: str, stance: str = "asserts", **keys: str) -> Text:
    return Text(
        says, about, value, {name.replace("_", "-").strip("-"): meaning for name, meaning in keys.items()}, stance
    )
