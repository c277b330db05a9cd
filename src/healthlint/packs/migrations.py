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
        "subject": "remove the rule: every kind considers what a place is about",
        "reach": "remove the rule: use `where` and `unless`",
        **dict.fromkeys(
            (
                *("age", "agreement", "count", "expansion", "figures", "heading"),
                *("opposites", "places", "promise", "ranges", "statement"),
            ),
            "write an attribute into the lexicon and name it in a rule of the kind 'contradiction' (docs/kinds.md)",
        ),
    }
)
"""Removed kinds without a successor, with what an author can do."""

WITH_KEYS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "caveat": {"told": "naming", "beside": "near_topic", "beside_anyway": "near_topic_anyway"},
        "figure": {"beside": "about_key"},
        "instruction": {"told": "lead_ins"},
        "remedy": {"told_of": "results"},
        "swap": {"right": "drug"},
    }
)
"""By kind, keys under `with` by their former names."""

WITH_KEYS_GONE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "instruction": {"area": "the section counts"},
        "unaccompanied": {"area": "the section counts"},
    }
)
"""By kind, removed keys under `with` that are not needed, and why."""

RULE_KEYS: Mapping[str, str] = MappingProxyType({"read-as": "read_as"})
"""Keys of a rule by their former names."""

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
"""The frame key for the `phrases` of a relation, by the relation's `voice`."""

FRAME_KINDS: Mapping[str, str] = MappingProxyType({"causal": "effect"})
"""The `kind` of a frame for the `relation` of a relation, if it differs."""
