"""The types of fact there are: the keys of their `value`, and how two values of one type are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from healthlint.record import dataclass
from healthlint.reference.value_kinds import (
    COUNT,
    DAY,
    DECADE,
    EITHER_END,
    ID,
    IDS,
    MASS,
    MONTH,
    PERCENT,
    PERIODS,
    RANGE,
    TIME,
    TIMES,
    YEAR,
    Kind,
    one_of,
)

ABOUT_KEYS = ("drug", "form", "use", "condition", "population", "with", "topic")
STANCES = ("asserts", "hedges", "denies", "questions")
ATTITUDES = ("cautious", "neutral", "enthusiastic")


@dataclass(frozen=True, slots=True)
class FactType:
    """`judged` is the key in which two facts can disagree; they are compared when they agree in the keys `given`.

    A `scale` orders its words from weak to strong: two that stand two or more steps apart disagree. `opposed` are pairs
    of words that cannot both hold. A type with `low` and `high` is compared as a range and needs neither. `assumed` is
    what a key means that is left out, `beside` what must stand beside a key: another key, with this value ("": any).
    Several facts of a type of `alternatives` hold side by side: tablets of 10 mg, and of 20 mg.
    """

    required: Mapping[str, Kind] = field(default_factory=dict)
    optional: Mapping[str, Kind] = field(default_factory=dict)
    any_of: tuple[str, ...] = ()
    judged: str = ""
    given: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()
    opposed: tuple[tuple[str, str], ...] = ()
    assumed: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    alternatives: bool = False

    @property
    def keys(self) -> Mapping[str, Kind]:
        """Every key a value of this type may have."""
        return {**self.required, **self.optional}

    @property
    def is_range(self) -> bool:
        """True when a value has a `low` and a `high`."""
        return "low" in self.keys and "high" in self.keys


_EFFICACY = ("unknown", "possible", "promising", "effective", "established", "curative")
_GRADES = ("insufficient", "early", "growing", "some", "substantial")


FACT_TYPES: Mapping[str, FactType] = MappingProxyType(
    {
        # How much
        "dose-range": FactType(
            {"unit": MASS},
            {**RANGE, "per": one_of(*PERIODS, "dose"), "times": TIMES, "every": one_of(*PERIODS)},
            EITHER_END,
            given=("per", "times", "every"),
            assumed={"per": "day"},
            beside={"times": ("every", ""), "every": ("per", "dose")},
        ),
        "relative-dose": FactType({"of": ID}, RANGE, EITHER_END),
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
            {"unit": MASS},
            {**RANGE, "made-by": one_of("manufacturer", "compounder")},
            EITHER_END,
            given=("made-by",),
            alternatives=True,
        ),
        # How it is taken
        "administration": FactType(
            {
                "aspect": one_of(
                    "form", "food", "schedule", "dosing", "speed", "combination", "preparation", "taper", "count"
                ),
                "choice": ID,
            },
        ),
        "course": FactType({"length": one_of("short-term", "long-term")}, judged="length"),
        "durability": FactType(
            {"effect": one_of("sustained", "declining")}, judged="effect", opposed=(("sustained", "declining"),)
        ),
        # What for, and whether it works
        "indication": FactType(
            {"basis": one_of("approved", "conventional", "studied", "suggested", "promoted")},
            {
                "effect": one_of("treats", "prevents-relapse", "supports-tapering", "reverses"),
                "substances": IDS,
            },
        ),
        "efficacy": FactType({"verdict": one_of(*_EFFICACY)}, judged="verdict", scale=_EFFICACY),
        "effect-size": FactType({"unit": PERCENT, "measure": ID}, RANGE, EITHER_END, given=("measure",)),
        "evidence": FactType({"grade": one_of(*_GRADES)}, {"kinds": IDS, "limits": IDS}, judged="grade", scale=_GRADES),
        "research": FactType(
            {"kind": one_of("review", "report", "trial", "human-study", "animal-study", "lab-study"), "finding": ID},
            {
                "by": ID,
                "year": YEAR,
                "venue": ID,
                "count": COUNT,
                "count-class": one_of("few", "dozens", "hundreds"),
                "rank": one_of("first"),
                "outcomes": IDS,
                "limits": IDS,
            },
        ),
        "onset": FactType({"unit": TIME}, RANGE, EITHER_END),
        "duration-of-action": FactType(
            {"unit": TIME},
            {**RANGE, "of": ID, "amount": one_of("several")},
            ("low", "high", "amount"),
            given=("of",),
        ),
        # What may go wrong
        # No scale: minor side effects and "safer" go together, only "unknown" is at odds with the stronger ones.
        "safety": FactType(
            {"verdict": one_of("unknown", "tolerable", "few-side-effects", "safer", "safe")},
            {"than": ID},
            judged="verdict",
            opposed=(("unknown", "few-side-effects"), ("unknown", "safer"), ("unknown", "safe")),
        ),
        "adverse-effect": FactType(
            {
                "effect": ID,
                "frequency": one_of(
                    "most-common",
                    "typical",
                    "possible",
                    "some",
                    "anecdotal",
                    "animal-studies",
                    "sign-to-watch",
                    "significant-risk",
                ),
            },
        ),
        "addiction-potential": FactType({"potential": one_of("addictive")}, judged="potential"),
        "interaction": FactType(
            {"advice": one_of("avoid", "stop-before", "unsuitable", "caution", "safe")},
            judged="advice",
            opposed=(("avoid", "safe"), ("stop-before", "safe"), ("unsuitable", "safe"), ("caution", "safe")),
        ),
        "washout": FactType({"unit": TIME}, RANGE, EITHER_END),
        "comparison": FactType(
            {
                "than": ID,
                "in": ID,
                "verdict": one_of(
                    "better",
                    "worse",
                    "more",
                    "fewer",
                    "higher",
                    "lower",
                    "faster",
                    "slower",
                    "longer",
                    "shorter",
                    "substitute",
                ),
            },
            judged="verdict",
            given=("than", "in"),
            opposed=(
                ("better", "worse"),
                ("more", "fewer"),
                ("higher", "lower"),
                ("faster", "slower"),
                ("longer", "shorter"),
            ),
        ),
        "role": FactType(
            {"role": one_of("first-choice", "keep", "complement", "reduce", "eliminate")},
            {"treatments": IDS},
            judged="role",
            opposed=(("keep", "eliminate"), ("first-choice", "eliminate")),
        ),
        # Status and market
        "regulatory-status": FactType(
            {
                "status": one_of(
                    "approved",
                    "off-label",
                    "investigational",
                    "prescription",
                    "over-the-counter",
                    "controlled",
                    "generic",
                    "off-patent",
                    "patented",
                ),
            },
            {"agency": ID},
            judged="status",
            opposed=(
                ("approved", "off-label"),
                ("approved", "investigational"),
                ("prescription", "over-the-counter"),
                ("off-patent", "patented"),
            ),
        ),
        "approval-year": FactType(
            {"agency": ID},
            {"year": YEAR, "ago": one_of("years", "decades")},
            ("year", "ago"),
            judged="year",
            given=("agency",),
        ),
        "availability": FactType(
            {},
            {"via": ID, "ease": one_of("hard", "easing", "easy"), "period": one_of("past", "now")},
            ("via", "ease"),
            judged="ease",
            given=("period",),
            opposed=(("hard", "easing"), ("hard", "easy")),
        ),
        "cost": FactType(
            {"level": one_of("inexpensive", "less-expensive", "affordable", "expensive")},
            judged="level",
            opposed=(("inexpensive", "expensive"), ("less-expensive", "expensive"), ("affordable", "expensive")),
        ),
        "insurance": FactType(
            {"coverage": one_of("covered", "not-covered")}, judged="coverage", opposed=(("covered", "not-covered"),)
        ),
        # How it works, what words mean, how common
        "mechanism": FactType(
            {
                "action": one_of("blocks", "reduces", "increases", "modulates", "amplifies", "outweighs"),
                "target": ID,
            },
            judged="action",
            given=("target",),
            opposed=(("reduces", "increases"), ("blocks", "increases"), ("reduces", "amplifies")),
        ),
        "definition": FactType(
            {},
            {**RANGE, "unit": TIME, "class": ID, "features": IDS, "members": IDS},
            ("low", "high", "class", "features", "members"),
        ),
        "prevalence": FactType(
            {"unit": PERCENT}, {**RANGE, "frequency": one_of("daily")}, EITHER_END, given=("frequency",)
        ),
        "burden": FactType({"affects": IDS}),
        # What happened, what is advised, who and where
        "history": FactType(
            {"event": ID},
            {
                "year": YEAR,
                "month": MONTH,
                "decade": DECADE,
                "period": one_of("past", "recent", "long-ago"),
            },
            judged="year",
            given=("event",),
        ),
        "recommendation": FactType({"action": ID}, judged="action"),
        "position": FactType({"view": ID}, judged="view"),
        "caveat": FactType(
            {"caveat": one_of("off-label", "evidence-limits", "consult", "interactions", "side-effects")}
        ),
        "affiliation": FactType({"person": ID, "institution": ID}, {"role": ID}),
        "publication": FactType({"authors": IDS, "venue": ID}, {"year": YEAR, "month": MONTH, "day": DAY}),
    }
)
