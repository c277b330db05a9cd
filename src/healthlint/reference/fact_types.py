"""The types of fact there are: the keys of their `value`, and how two values of one type are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any

from healthlint.pattern import pattern
from healthlint.record import dataclass

ABOUT_KEYS = ("drug", "form", "use", "condition", "population", "with", "topic")
STANCES = ("asserts", "hedges", "denies", "questions")
ATTITUDES = ("cautious", "neutral", "enthusiastic")

# Base units: milligram, day, percent. A month is a twelfth of an average year, as in "about two months".
_DAYS = {"minutes": 1 / 1440, "hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 30.4375, "years": 365.25}
_MILLIGRAMS = {"mcg": 0.001, "mg": 1.0, "g": 1000.0}
_SHARE = {"percent": 1.0}
_DIMENSIONS = (_DAYS, _MILLIGRAMS, _SHARE)
UNIT_FACTORS: Mapping[str, float] = MappingProxyType({**_DAYS, **_MILLIGRAMS, **_SHARE})

IDENTIFIER = r"[a-z0-9]+(?:-[a-z0-9]+)*"
SHA256 = r"[0-9a-f]{64}"
_IDENTIFIER = pattern(IDENTIFIER)
# An identifier names a thing; one that is longer than this is a sentence with hyphens.
_LONGEST_IDENTIFIER = 8


@dataclass(frozen=True, slots=True)
class Kind:
    """What a key may hold: `expected` says it to an author, `shape` to an editor (as JSON Schema), `choices` are the
    words it is limited to."""

    expected: str
    accepts: Callable[[object], bool]
    shape: Mapping[str, Any]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactType:
    """`judged` is the key in which two facts can disagree; they are compared when they agree in the keys `given`.

    A `scale` orders its words from weak to strong: two that stand two or more steps apart disagree. `opposed` are pairs
    of words that cannot both hold. A type with `low` and `high` is compared as a range and needs neither. `assumed` is
    what a key means that is left out, `beside` what must stand beside a key: another key, with this value ("": any).
    Several facts of a type of `alternatives` hold side by side: tablets of 10 mg, and of 20 mg.
    """

    required: Mapping[str, Kind]
    optional: Mapping[str, Kind]
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


def unit_factor(unit: str, other: str) -> float | None:
    """How many of `other` one `unit` is; None when they do not measure the same."""
    if unit == other:
        return 1.0
    measured = next((names for names in _DIMENSIONS if unit in names and other in names), None)
    return measured[unit] / measured[other] if measured else None


def is_identifier(value: object) -> bool:
    """True for a kebab-case name of at most eight words."""
    return (
        isinstance(value, str) and _IDENTIFIER.fullmatch(value) is not None and value.count("-") < _LONGEST_IDENTIFIER
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _is_identifiers(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(map(is_identifier, value))


def _whole(low: int, high: int, name: str) -> Kind:
    def accepts(value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high

    return Kind(f"{name} ({low}-{high})", accepts, {"type": "integer", "minimum": low, "maximum": high})


def _one_of(*choices: str) -> Kind:
    return Kind("one of " + ", ".join(choices), lambda value: value in choices, {"enum": list(choices)}, choices)


_NAMED = {"type": "string", "pattern": f"^{IDENTIFIER}$"}
_NUMBER = Kind("a number", _is_number, {"type": "number", "minimum": 0})
_ID = Kind("a kebab-case name", is_identifier, _NAMED)
_IDS = Kind("a list of kebab-case names", _is_identifiers, {"type": "array", "items": _NAMED, "minItems": 1})
_YEAR = _whole(1800, 2100, "a year")
_DECADE = _whole(1800, 2100, "the first year of a decade")
_MONTH = _whole(1, 12, "a month")
_DAY = _whole(1, 31, "a day of the month")
_COUNT = _whole(0, 1_000_000, "a count")
_TIMES = _whole(1, 100, "how often at most")
_PERIODS = ("day", "week", "month")
_MASS = _one_of(*_MILLIGRAMS)
_TIME = _one_of(*_DAYS)
_PERCENT = _one_of(*_SHARE)
_BOUND = _one_of("exactly", "about", "at-least", "at-most", "more-than", "less-than")
_RANGE = {"low": _NUMBER, "high": _NUMBER, "bound": _BOUND}
_EITHER_END = ("low", "high")

_EFFICACY = ("unknown", "possible", "promising", "effective", "established", "curative")
_GRADES = ("insufficient", "early", "growing", "some", "substantial")


def _type(
    required: Mapping[str, Kind] | None = None,
    optional: Mapping[str, Kind] | None = None,
    any_of: tuple[str, ...] = (),
    judged: str = "",
    given: tuple[str, ...] = (),
    scale: tuple[str, ...] = (),
    opposed: tuple[tuple[str, str], ...] = (),
    assumed: Mapping[str, str] | None = None,
    beside: Mapping[str, tuple[str, str]] | None = None,
    alternatives: bool = False,
) -> FactType:
    return FactType(
        required or {}, optional or {}, any_of, judged, given, scale, opposed, assumed or {}, beside or {}, alternatives
    )


FACT_TYPES: Mapping[str, FactType] = MappingProxyType(
    {
        # How much
        "dose-range": _type(
            {"unit": _MASS},
            {**_RANGE, "per": _one_of(*_PERIODS, "dose"), "times": _TIMES, "every": _one_of(*_PERIODS)},
            _EITHER_END,
            given=("per", "times", "every"),
            assumed={"per": "day"},
            beside={"times": ("every", ""), "every": ("per", "dose")},
        ),
        "relative-dose": _type({"of": _ID}, _RANGE, _EITHER_END),
        "dose-response": _type({"direction": _one_of("more-is-better")}, judged="direction"),
        "dose-effect": _type(
            {"unit": _MASS, "effect": _one_of("relief", "no-relief")},
            _RANGE,
            _EITHER_END,
            judged="effect",
            given=("low", "high", "unit"),
            opposed=(("relief", "no-relief"),),
        ),
        "strength": _type(
            {"unit": _MASS},
            {**_RANGE, "made-by": _one_of("manufacturer", "compounder")},
            _EITHER_END,
            given=("made-by",),
            alternatives=True,
        ),
        # How it is taken
        "administration": _type(
            {
                "aspect": _one_of(
                    "form", "food", "schedule", "dosing", "speed", "combination", "preparation", "taper", "count"
                ),
                "choice": _ID,
            },
        ),
        "course": _type({"length": _one_of("short-term", "long-term")}, judged="length"),
        "durability": _type(
            {"effect": _one_of("sustained", "declining")}, judged="effect", opposed=(("sustained", "declining"),)
        ),
        # What for, and whether it works
        "indication": _type(
            {"basis": _one_of("approved", "conventional", "studied", "suggested", "promoted")},
            {
                "effect": _one_of("treats", "prevents-relapse", "supports-tapering", "reverses"),
                "substances": _IDS,
            },
        ),
        "efficacy": _type({"verdict": _one_of(*_EFFICACY)}, judged="verdict", scale=_EFFICACY),
        "effect-size": _type({"unit": _PERCENT, "measure": _ID}, _RANGE, _EITHER_END, given=("measure",)),
        "evidence": _type({"grade": _one_of(*_GRADES)}, {"kinds": _IDS, "limits": _IDS}, judged="grade", scale=_GRADES),
        "research": _type(
            {"kind": _one_of("review", "report", "trial", "human-study", "animal-study", "lab-study"), "finding": _ID},
            {
                "by": _ID,
                "year": _YEAR,
                "venue": _ID,
                "count": _COUNT,
                "count-class": _one_of("few", "dozens", "hundreds"),
                "rank": _one_of("first"),
                "outcomes": _IDS,
                "limits": _IDS,
            },
        ),
        "onset": _type({"unit": _TIME}, _RANGE, _EITHER_END),
        "duration-of-action": _type(
            {"unit": _TIME},
            {**_RANGE, "of": _ID, "amount": _one_of("several")},
            ("low", "high", "amount"),
            given=("of",),
        ),
        # What may go wrong
        # No scale: minor side effects and "safer" go together, only "unknown" is at odds with the stronger ones.
        "safety": _type(
            {"verdict": _one_of("unknown", "tolerable", "few-side-effects", "safer", "safe")},
            {"than": _ID},
            judged="verdict",
            opposed=(("unknown", "few-side-effects"), ("unknown", "safer"), ("unknown", "safe")),
        ),
        "adverse-effect": _type(
            {
                "effect": _ID,
                "frequency": _one_of(
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
        "addiction-potential": _type({"potential": _one_of("addictive")}, judged="potential"),
        "interaction": _type(
            {"advice": _one_of("avoid", "stop-before", "unsuitable", "caution", "safe")},
            judged="advice",
            opposed=(("avoid", "safe"), ("stop-before", "safe"), ("unsuitable", "safe"), ("caution", "safe")),
        ),
        "washout": _type({"unit": _TIME}, _RANGE, _EITHER_END),
        "comparison": _type(
            {
                "than": _ID,
                "in": _ID,
                "verdict": _one_of(
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
        "role": _type(
            {"role": _one_of("first-choice", "keep", "complement", "reduce", "eliminate")},
            {"treatments": _IDS},
            judged="role",
            opposed=(("keep", "eliminate"), ("first-choice", "eliminate")),
        ),
        # Status and market
        "regulatory-status": _type(
            {
                "status": _one_of(
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
            {"agency": _ID},
            judged="status",
            opposed=(
                ("approved", "off-label"),
                ("approved", "investigational"),
                ("prescription", "over-the-counter"),
                ("off-patent", "patented"),
            ),
        ),
        "approval-year": _type(
            {"agency": _ID},
            {"year": _YEAR, "ago": _one_of("years", "decades")},
            ("year", "ago"),
            judged="year",
            given=("agency",),
        ),
        "availability": _type(
            {},
            {"via": _ID, "ease": _one_of("hard", "easing", "easy"), "period": _one_of("past", "now")},
            ("via", "ease"),
            judged="ease",
            given=("period",),
            opposed=(("hard", "easing"), ("hard", "easy")),
        ),
        "cost": _type(
            {"level": _one_of("inexpensive", "less-expensive", "affordable", "expensive")},
            judged="level",
            opposed=(("inexpensive", "expensive"), ("less-expensive", "expensive"), ("affordable", "expensive")),
        ),
        "insurance": _type(
            {"coverage": _one_of("covered", "not-covered")}, judged="coverage", opposed=(("covered", "not-covered"),)
        ),
        # How it works, what words mean, how common
        "mechanism": _type(
            {
                "action": _one_of("blocks", "reduces", "increases", "modulates", "amplifies", "outweighs"),
                "target": _ID,
            },
            judged="action",
            given=("target",),
            opposed=(("reduces", "increases"), ("blocks", "increases"), ("reduces", "amplifies")),
        ),
        "definition": _type(
            {},
            {**_RANGE, "unit": _TIME, "class": _ID, "features": _IDS, "members": _IDS},
            ("low", "high", "class", "features", "members"),
        ),
        "prevalence": _type(
            {"unit": _PERCENT}, {**_RANGE, "frequency": _one_of("daily")}, _EITHER_END, given=("frequency",)
        ),
        "burden": _type({"affects": _IDS}),
        # What happened, what is advised, who and where
        "history": _type(
            {"event": _ID},
            {
                "year": _YEAR,
                "month": _MONTH,
                "decade": _DECADE,
                "period": _one_of("past", "recent", "long-ago"),
            },
            judged="year",
            given=("event",),
        ),
        "recommendation": _type({"action": _ID}, judged="action"),
        "position": _type({"view": _ID}, judged="view"),
        "caveat": _type({"caveat": _one_of("off-label", "evidence-limits", "consult", "interactions", "side-effects")}),
        "affiliation": _type({"person": _ID, "institution": _ID}, {"role": _ID}),
        "publication": _type({"authors": _IDS, "venue": _ID}, {"year": _YEAR, "month": _MONTH, "day": _DAY}),
    }
)
