"""The fact types on amounts, frequencies and forms."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from healthlint.reference.fact_type import FactType
from healthlint.reference.value_kinds import (
    DOSE,
    EITHER_END,
    ID,
    MASS,
    NUMBER,
    PER_BODY,
    PERIODS,
    RANGE,
    STRENGTH,
    TIME,
    TIMES,
    UNIT,
    VOLUME,
    one_of,
)

PHASES = ("start", "step", "maintenance", "maximum")

DOSE_TYPES: Mapping[str, FactType] = MappingProxyType(
    {
        # How much
        "dose-range": FactType(
            {"unit": DOSE},
            {
                **RANGE,
                "over": PER_BODY,
                "per": one_of(*PERIODS, "dose"),
                "times": TIMES,
                "every": one_of(*PERIODS),
                "interval": TIMES,
                "phase": one_of(*PHASES),
                "lasts": NUMBER,
                "lasts-unit": TIME,
            },
            EITHER_END,
            given=("per", "times", "every", "interval", "phase", "over"),
            assumed={"per": "day"},
            requires_key={
                "times": ("every", ""),
                "every": ("per", "dose"),
                "interval": ("every", ""),
                "lasts": ("lasts-unit", ""),
                "lasts-unit": ("lasts", ""),
            },
            overrides=True,
        ),
        "frequency": FactType(
            {"times": TIMES, "every": one_of(*PERIODS)},
            {"least": TIMES, "interval": TIMES, "bound": one_of("at-most")},
            judged="times",
            given=("every", "interval"),
            overrides=True,
        ),
        "unit-conversion": FactType({"amount": NUMBER, "unit": UNIT, "equals": NUMBER, "equals-unit": UNIT}),
        "relative-dose": FactType({"of": ID}, RANGE, EITHER_END, overrides=True),
        "dose-response": FactType({"direction": one_of("more-is-better")}, judged="direction"),
        "dose-effect": FactType(
            {"unit": MASS, "effect": one_of("relief", "no-relief")},
            RANGE,
            EITHER_END,
            judged="effect",
            given=("low", "high", "unit"),
            opposed=(("relief", "no-relief"),),
        ),
        "strength": FactType(
            {"unit": STRENGTH},
            {**RANGE, "made-by": one_of("manufacturer", "compounder"), "in": NUMBER, "in-unit": VOLUME, "form": ID},
            EITHER_END,
            given=("made-by",),
            requires_key={"in": ("in-unit", ""), "in-unit": ("in", "")},
            alternatives=True,
            overrides=True,
            slot=("in-unit",),
        ),
        # How it is taken
        "administration": FactType(
            {
                "aspect": one_of(
                    "form", "food", "schedule", "dosing", "speed", "combination", "preparation", "taper", "count"
                ),
                "choice": ID,
            },
            slot=("aspect",),
            overrides=True,
        ),
        "course": FactType({"length": one_of("short-term", "long-term")}, judged="length"),
        "durability": FactType(
            {"effect": one_of("sustained", "declining")},
            {"after": one_of("taking", "stopping")},
            judged="effect",
            given=("after",),
            opposed=(("sustained", "declining"),),
            assumed={"after": "taking"},
            slot=("after",),
            overrides=True,
        ),
    }
)
