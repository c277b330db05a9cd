"""The words that fill the sentences of probes: names from the lexicon, and right and wrong figures."""

from __future__ import annotations

from collections.abc import Mapping

from healthlint.analysis.lexicon import Lexicon, merged_drugs
from healthlint.reference.model import Fact
from healthlint.report.phrase_samples import Samples

_MORE = 25
_PEOPLE = {
    "pregnancy": "pregnant women",
    "pregnant-women": "pregnant women",
    "breastfeeding": "breastfeeding women",
    "kidney-disease": "people with kidney disease",
    "liver-disease": "people with liver disease",
    "severe-kidney-disease": "people with severe kidney disease",
    "severe-liver-disease": "people with severe liver disease",
}
_UNITS = {"iu": "IU", "ml": "mL"}
_FAR = 7
"""Years between the documented year and the wrong one in a probe."""


class _Words(dict[str, str]):
    """The words by key; a missing key gives an empty text."""

    def __missing__(self, key: str) -> str:
        return ""


class ProbeWords:
    """The words for the facts of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._samples, self._drugs = Samples(lexicon), merged_drugs(lexicon)
        ills = (*lexicon.conditions, *lexicon.effects)
        self._ills = {ill.id: ill.names[0] for ill in ills if ill.names}
        self._classes = {name: ill.names[0] for ill in ills if ill.names for name in ill.classes}
        self._classes_of = {ill.id: ill.classes for ill in ills}
        self._lexicon = lexicon

    def of(self, fact: Fact) -> Mapping[str, str]:
        """All words that a sentence on the fact may use."""
        about, value = fact.about, fact.value
        substance = self._drug(about.get("drug", "") or self._member(about.get("class", "")))
        product = self._product(about.get("drug", ""), about.get("product", ""))
        use = self._ill(str(about.get("use", about.get("condition", ""))))
        said = {f"value_{key.replace('-', '_')}": _plain(each) for key, each in value.items()}
        topic = about.get("topic", "").replace("-", " ") or use
        return _Words(
            {
                **said,
                "subject": product or substance or topic,
                "purpose_for": f" for {use}" if use else "",
                "drug": product or substance,
                "product": product or substance,
                "substance": substance,
                "other": self._another_drug(about.get("drug", "")),
                "who": _who(about).capitalize(),
                "people": _who(about),
                "purpose": f" against {use}" if use and "population" not in about else "",
                "purpose_name": use,
                "another": self._another_ill({about.get("use", ""), about.get("condition", "")}),
                "condition": use or "symptoms",
                "risk": self._ill(str(value.get("risk", ""))),
                "effect": self._ill(str(value.get("effect", ""))),
                "outcome": self._ill(str(value.get("outcome", ""))),
                "with": self._partner(about.get("with", "")),
                "than": self._drug(str(value.get("than", ""))),
                "agency": _agency(str(value.get("agency", ""))),
                **_figures(fact),
            }
        )

    def _drug(self, name: str) -> str:
        drug = self._drugs.get(name)
        names = (*drug.names, *drug.all_brands, *drug.abbreviations) if drug else ()
        return self._sample(names[0]) if names else name.replace("-", " ")

    def _product(self, drug: str, product: str) -> str:
        names = self._drugs[drug].products.get(product, ()) if drug in self._drugs else ()
        return self._sample(names[0]).capitalize() if names else product.capitalize()

    def _partner(self, name: str) -> str:
        drug = next((each for each in self._drugs.values() if name in (each.id, *each.classes)), None)
        if drug is not None:
            return self._drug(drug.id)
        named = self._lexicon.groups.get(name, ()) or self._lexicon.groups.get(name.rstrip("s"), ())
        return self._sample(named[0]) if named else name.replace("-", " ")

    def _ill(self, name: str) -> str:
        known = self._ills.get(name) or self._classes.get(name)
        return self._sample(known) if known else name.replace("-", " ")

    def _another_ill(self, names: set[str]) -> str:
        others = (name for name in self._ills if name not in names)
        return self._ill(next((name for name in others if names.isdisjoint(self._classes_of[name])), ""))

    def _member(self, name: str) -> str:
        """A drug of a class."""
        return next((drug.id for drug in self._drugs.values() if name in drug.classes), "")

    def _another_drug(self, name: str) -> str:
        return self._drug(next((other for other in self._drugs if other != name), ""))

    def _sample(self, phrase: str) -> str:
        return self._samples.of(phrase).split(" / ")[0]


def _agency(name: str) -> str:
    """An initialism with its article ("The EMA") or a name ("Health Canada")."""
    return name.replace("-", " ").title() if "-" in name else f"The {name.upper()}"


def _plain(value: object) -> str:
    """A value, or several joined by "and", with spaces instead of hyphens."""
    words = value if isinstance(value, tuple) else (value,)
    return " and ".join(str(word).replace("-", " ") for word in words)


def _who(about: Mapping[str, str]) -> str:
    population = about.get("population", "adults")
    if "ages" in about:
        return f"people aged {about['ages'].rstrip('+').split('-')[0]}"
    return _PEOPLE.get(population, population.replace("-", " "))


def _figures(fact: Fact) -> dict[str, str]:
    value = fact.value
    low, high = (_number(value.get(key)) for key in ("low", "high"))
    ends = [each for each in (low, high) if each is not None]
    most, unit = (ends[-1] if ends else 0.0), str(value.get("unit", ""))
    over = f"/{value['over']}" if "over" in value else ""
    shown = f"{_UNITS.get(unit, unit)}{over}"
    year = value.get("year")
    return {
        "amount": f"{most:g} {shown}",
        "more": f"{most * _MORE:g} {shown}",
        "percent": f"{most:g}",
        "share": f"{most * 100:g}",
        "more_share": f"{min(most * 500, 100):g}",
        "unit_single": unit.rstrip("s"),
        "more_percent": f"{min(most * 2 + 10, 100):g}",
        "time": f"{most:g} {unit}",
        "later": f"{most * _MORE:g} {unit}",
        "often": _often(value.get("per"), value.get("every"), value.get("interval")),
        "rhythm": _rhythm(value),
        "wrong_rhythm": "every hour" if value.get("every") == "day" else "every day",
        "year": str(year or ""),
        "other_year": str(year + _FAR) if isinstance(year, int) else "",
    }


def _often(per: object, every: object, interval: object) -> str:
    if per == "dose":
        return f" every {interval} {every}s" if interval else f" once a {every}" if every else ""
    return f" a {per or 'day'}"


def _rhythm(value: Mapping[str, object]) -> str:
    times, every, interval = value.get("times", 1), value.get("every", "day"), value.get("interval")
    if interval:
        return f"every {interval} {every}s"
    return f"once a {every}" if times == 1 else f"{times} times a {every}"


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
