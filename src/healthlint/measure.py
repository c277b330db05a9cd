"""Amounts with units: the meaning of unit names, and conversion to milligrams, millilitres or days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

_NUMBER = pattern(r"\d+(?:[.,]\d+)*|\.\d+")

Dimension = Literal["mass", "volume", "activity", "form", "time", "percent", "money", "area", "body", "other"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit. `factor` converts it to its dimension's base: mg, mL, IU, days, percent."""

    name: str
    dimension: Dimension
    factor: float = 1.0


_MASS = {
    ("ng", 1e-6): "nanogram nanograms nanogramme nanogrammes",
    ("mcg", 1e-3): "ug mug µg μg mcgs microg micrograms microgram microgramme microgrammes",
    ("mg", 1.0): "mgs mgm milligram milligrams milligramme milligrammes",
    ("g", 1e3): "gm gms gram grams gramme grammes",
}
_VOLUME = {
    ("mcl", 1e-3): "ul µl μl microliter microliters microlitre microlitres",
    ("ml", 1.0): "mls cc millilitre millilitres milliliter milliliters",
    ("dl", 100.0): "decilitre decilitres deciliter deciliters",
    ("l", 1e3): "liter liters litre litres",
    ("teaspoon", 5.0): "teaspoons tsp tsps teaspoonful teaspoonfuls",
    ("tablespoon", 15.0): "tablespoons tbsp tbsps tablespoonful tablespoonfuls",
}
_ACTIVITY = {
    ("IU", 1.0): "iu ius ui",
    ("unit", 1.0): "units u",
    ("mIU", 1e-3): "miu mu",
    ("meq", 1.0): "meqs milliequivalents",
    ("mci", 1.0): "millicurie millicuries",
    ("mbq", 1.0): "",
}
_FORM = {
    "tablet": "tablets tab tabs caplet caplets",
    "pill": "pills",
    "capsule": "capsules softgel softgels",
    "drop": "drops",
    "dropper": "droppers dropperful dropperfuls",
    "puff": "puffs",
    "spray": "sprays",
    "patch": "patches",
    "lozenge": "lozenges",
    "sachet": "sachets",
    "suppository": "suppositories",
    "ampoule": "ampoules ampule ampules vial vials",
    "gummy": "gummies",
    "scoop": "scoops",
}
_TIME = {
    ("second", 1 / 86400): "seconds sec secs",
    ("minute", 1 / 1440): "minutes min mins",
    ("hour", 1 / 24): "hours h hr hrs",
    ("day", 1.0): "days d",
    ("night", 1.0): "nights",
    ("week", 7.0): "weeks wk wks",
    ("fortnight", 14.0): "fortnights",
    ("month", 30.4375): "months mo mos",
    ("year", 365.25): "years yr yrs",
    ("decade", 3652.5): "decades",
    ("century", 36525.0): "centuries",
}
_MONEY = {"usd": "dollar dollars bucks", "gbp": "quid", "eur": "euro euros", "cent": "cents", "pence": "penny"}
_BODY = {("kg", 1.0): "kgs kilo kilos kilogram kilograms kilogramme kilogrammes", ("lb", 0.4536): "lbs pound pounds"}
_AREA = {"m2": "m²", "cm2": "cm²"}
_OTHER = {
    "mmhg": "",
    "mmol": "millimoles millimole",
    "nmol": "",
    "pmol": "",
    "mol": "",
    "umol": "µmol μmol micromol",
    "kcal": "calorie calories cal kcals kilocalorie kilocalories",
    "kj": "kilojoules",
    "cm": "centimetre centimetres centimeter centimeters",
    "mm": "millimetre millimetres millimeter millimeters",
    "km": "kilometre kilometres kilometer kilometers",
    "metre": "metres meter meters",
    "mile": "miles",
    "inch": "inches",
    "foot": "feet",
    "degree": "degrees °",
    "beat": "beats bpm",
    "gy": "cgy",
    "kb": "",
    "mb": "",
    "gb": "",
    "khz": "hz mhz",
    "ounce": "ounces oz",
    "point": "points",
}
FORMS_ONLY = {
    "liquid": "liquid solution syrup suspension elixir",
    "injection": "injection injections shot shots injectable",
    "cream": "cream creams ointment ointments gel gels lotion",
    "implant": "implant implants pellet pellets",
    "inhaler": "inhaler inhalers",
    "infusion": "infusion infusions drip",
}
"""Forms that are not counted as units of a dose."""

SYMBOLS = {"$": "usd", "£": "gbp", "€": "eur", "¥": "jpy", "₹": "inr"}


def _table() -> Iterator[tuple[str, Unit]]:
    scaled: tuple[tuple[dict[tuple[str, float], str], Dimension], ...] = (
        (_MASS, "mass"),
        (_VOLUME, "volume"),
        (_ACTIVITY, "activity"),
        (_TIME, "time"),
        (_BODY, "body"),
    )
    plain: tuple[tuple[dict[str, str], Dimension], ...] = (
        (_FORM, "form"),
        (_MONEY, "money"),
        (_AREA, "area"),
        (_OTHER, "other"),
        ({"percent": "% pct percents"}, "percent"),
    )
    for table, dimension in scaled:
        for (name, factor), spellings in table.items():
            for spelling in (name.lower(), *spellings.split()):
                yield spelling, Unit(name, dimension, factor)
    for names, dimension in plain:
        for name, spellings in names.items():
            for spelling in (name, *spellings.split()):
                yield spelling, Unit(name, dimension)


_UNITS = dict(_table())
_FORMS = {
    spelling: name for name, spellings in {**_FORM, **FORMS_ONLY}.items() for spelling in (name, *spellings.split())
}


def unit(word: str) -> Unit | None:
    """The unit that a lower-case word names."""
    return _UNITS.get(word)


def form(word: str) -> str:
    """The canonical pharmaceutical form ("tablet", "liquid") that a word names, or an empty string."""
    return _FORMS.get(word, "")


def to_mg(value: float | None, name: str) -> float | None:
    """Milligrams, if the unit is a mass."""
    known = _UNITS.get(name.lower())
    if value is None or known is None or known.dimension != "mass":
        return None
    return round(value * known.factor, 9)


def to_days(value: float | None, name: str) -> float | None:
    """Days, if the unit is a period (a month is a twelfth of a year)."""
    known = _UNITS.get(name.lower())
    if value is None or known is None or known.dimension != "time":
        return None
    return value * known.factor


def over_period(value: float | None, times: float, per: str, period: str = "day") -> float | None:
    """The amount in a `period` of `value` taken `times` in each period `per` ("" counts as a day)."""
    days, length = to_days(1.0, per or "day"), to_days(1.0, period)
    return None if value is None or not days or not length else round(value * times / days * length, 9)


def same_numbers(one: str, other: str) -> bool:
    """True for texts whose numbers have the same values, however written."""
    return _values(one) == _values(other)


def _values(text: str) -> list[float]:
    return [float(number.replace(",", "")) for number in _NUMBER.findall(text) if number.count(".") < 2]
