"""The fact types: the keys of their `value`, and how two values of one type are compared."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from healthlint.reference.dose_types import DOSE_TYPES
from healthlint.reference.fact_type import FactType
from healthlint.reference.value_kinds import (
    AGES,
    COUNT,
    DAY,
    DECADE,
    EITHER_END,
    ID,
    IDS,
    MONTH,
    PERCENT,
    RANGE,
    TIME,
    WORDS,
    YEAR,
    Kind,
    one_of,
)

ABOUT_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        **dict.fromkeys(("drug", "class", "product", "form", "use", "condition", "population"), ID),
        "ages": AGES,
        **dict.fromkeys(("with", "topic"), ID),
        "only": WORDS,
    }
)
ABOUT_KEYS = tuple(ABOUT_KINDS)
ATTITUDES = ("cautious", "neutral", "enthusiastic")

_EFFICACY = ("unknown", "possible", "promising", "effective", "established", "curative")
_GRADES = ("insufficient", "early", "growing", "some", "substantial")


FACT_TYPES: Mapping[str, FactType] = MappingProxyType(
    {
        **DOSE_TYPES,
        # What for, and whether it works
        "indication": FactType(
            {"basis": one_of("approved", "conventional", "studied", "suggested", "promoted")},
            {
                "effect": one_of("treats", "prevents-relapse", "supports-tapering", "reverses"),
                "substances": IDS,
                "agency": ID,
                "country": ID,
            },
            overrides=True,
        ),
        "efficacy": FactType({"verdict": one_of(*_EFFICACY)}, judged="verdict", scale=_EFFICACY),
        "effect-size": FactType(
            {"unit": PERCENT, "measure": ID},
            {**RANGE, "outcome": ID},
            EITHER_END,
            given=("measure", "outcome"),
            overrides=True,
        ),
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
        "onset": FactType({"unit": TIME}, RANGE, EITHER_END, overrides=True),
        "duration-of-action": FactType(
            {"unit": TIME},
            {**RANGE, "of": ID, "amount": one_of("several")},
            ("low", "high", "amount"),
            given=("of",),
            slot=("of",),
            overrides=True,
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
            {**RANGE, "unit": PERCENT},
            requires_key={"low": ("unit", ""), "high": ("unit", "")},
        ),
        "contraindication": FactType(
            {"level": one_of("contraindicated", "not-recommended", "caution")},
            {"when": one_of("present", "history")},
            judged="level",
            given=("when",),
            subjects=("condition", "with", "population"),
        ),
        "boxed-warning": FactType({"risk": ID}, {"limits": IDS}),
        "addiction-potential": FactType({"potential": one_of("addictive")}, judged="potential"),
        "interaction": FactType(
            {"advice": one_of("avoid", "stop-before", "unsuitable", "caution", "safe")},
            judged="advice",
            opposed=(("avoid", "safe"), ("stop-before", "safe"), ("unsuitable", "safe"), ("caution", "safe")),
        ),
        "washout": FactType({"unit": TIME}, {**RANGE, "before": ID}, EITHER_END, given=("before",)),
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
            {"agency": ID, "country": ID},
            judged="status",
            given=("country",),
            slot=("status",),
            overrides=True,
            opposed=(
                ("approved", "off-label"),
                ("approved", "investigational"),
                ("prescription", "over-the-counter"),
                ("off-patent", "patented"),
            ),
        ),
        "product": FactType(
            {"kind": one_of("brand", "generic", "compounded")},
            {"maker": ID, "form": ID},
            subjects=("product",),
        ),
        "approval-year": FactType(
            {"agency": ID},
            {"year": YEAR, "ago": one_of("years", "decades"), "country": ID},
            ("year", "ago"),
            judged="year",
            given=("agency", "country"),
            slot=("agency",),
            overrides=True,
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
            {
                "caveat": one_of(
                    "off-label",
                    "evidence-limits",
                    "consult",
                    "interactions",
                    "side-effects",
                    "boxed-warning",
                    "monitoring",
                    "pregnancy",
                    "schedule",
                    "sharing",
                )
            }
        ),
        "affiliation": FactType({"person": ID, "institution": ID}, {"role": ID}),
        "publication": FactType({"authors": IDS, "venue": ID}, {"year": YEAR, "month": MONTH, "day": DAY}),
    }
)
