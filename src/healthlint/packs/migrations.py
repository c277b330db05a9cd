"""Names that have changed since older versions of packs, in one table: used by error messages and by `healthlint pack
migrate`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType(
    {"confusion": "substitution", "alone": "unaccompanied", "documented": "stated"},
)
"""Kinds of checks by their former names."""

KINDS_GONE: Mapping[str, str] = MappingProxyType(
    {
        "interaction": "write it as the kind 'stated' with `says: combination` (docs/kinds.md)",
        "subject": "leave the rule out: every kind asks what a place is about",
        "reach": "leave the rule out: rules take `where` and `unless`",
        **dict.fromkeys(
            (
                *("age", "agreement", "count", "expansion", "figures", "heading"),
                *("opposites", "places", "promise", "ranges", "statement"),
            ),
            "write an attribute into the lexicon and name it in a rule of the kind 'contradiction' (docs/kinds.md)",
        ),
    }
)
"""Kinds that no other one stands for, with what an author can do."""

WITH_KEYS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "caveat": {"told": "naming", "beside": "near_topic", "beside_anyway": "near_topic_anyway"},
        "figure": {"beside": "about_key"},
        "instruction": {"told": "lead_ins"},
        "remedy": {"told_of": "results"},
        "swap": {"right": "drug"},
    }
)
"""By kind, keys under `with` by their earlier names."""

WITH_KEYS_GONE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "instruction": {"area": "the section counts"},
        "unaccompanied": {"area": "the section counts"},
    }
)
"""By kind, keys under `with` that go without a loss, and why."""

RULE_KEYS: Mapping[str, str] = MappingProxyType({"read-as": "read_as"})
"""Keys of a rule by their earlier names."""

FRAME_SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "active": "verbs",
        "fixed": "predicates",
        "passive": "verbs-undergone",
        "noun": "nouns",
        "middle": "verbs-without-object",
        "whole": "idioms",
    }
)
"""Where the `phrases` of a relation stand in a frame, by the `voice` of the relation."""

FRAME_KINDS: Mapping[str, str] = MappingProxyType({"causal": "effect"})
"""What the `relation` of a relation is called as the `kind` of a frame, where that is another word."""
