"""The subject of a dose: use, people, other drugs, phase of the treatment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from types import MappingProxyType

from healthlint.authoring.drafts.amounts import Amount, Frequency, number
from healthlint.authoring.drafts.model import Draft, Name, Plain, Subject
from healthlint.authoring.drafts.people import only_of, people_of
from healthlint.authoring.drafts.restrictions import joined
from healthlint.authoring.drafts.wording import words
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.span import Span

_PHASES = (
    ("maximum-dose", "maximum"),
    ("maintenance-dose", "maintenance"),
    ("start-dose", "start"),
    ("step-dose", "step"),
)
_SAID = {"start": "starting dose ", "step": "then ", "maintenance": "maintenance dose ", "maximum": "at most "}
_FIRST = pattern(r"^\s*initially\b")


NO_TIME: Mapping[str, Plain] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Dosing:
    """Whom a dose is for; each combination of a use, a group of people and a partner is a fact of its own.

    `only` is a restriction in words that no other key of a fact covers."""

    drug: str
    uses: tuple[str, ...] = ()
    people: tuple[Mapping[str, str], ...] = ()
    partners: tuple[str, ...] = ()
    topic: str = ""
    only: str = ""

    def subjects(self) -> Iterator[tuple[Subject, str]]:
        """Each `about` with the end of its statement."""
        for use, whom, partner in product(self.uses or ("",), self.people or ({},), self.partners or ("",)):
            about: dict[str, str | Name] = {"drug": self.drug}
            about |= {"use": Name("condition", use)} if use else {}
            about |= whom
            only = joined([whom.get("only", ""), self.only])
            about |= {"only": only} if only else {}
            about |= {"with": Name("drug", partner)} if partner else {}
            about |= {"topic": self.topic} if self.topic else {}
            by_weight = f", {self.topic.replace('-', ' ')}" if self.topic else ""
            whom_and_with = f"{people_of(whom)}{by_weight}{f', with {partner}' * bool(partner)}{only_of(only)}"
            yield about, f"{f' for {use}' * bool(use)}{whom_and_with}"

    def drafts(
        self, amount: Amount, often: Frequency | None, phase: str, place: Span, lasts: Mapping[str, Plain] = NO_TIME
    ) -> Iterator[Draft]:
        """The facts made from one amount; without a frequency it is a single dose."""
        low: dict[str, Plain] = {} if phase == "maximum" else {"low": number(amount.low)}
        value: dict[str, Plain] = {**low, "high": number(amount.high), "unit": amount.unit}
        value |= {"over": amount.over} if amount.over else {}
        value |= often.value() if often else {"per": "dose"}
        value |= {"phase": phase} if phase else {}
        value |= lasts if phase in ("start", "step") else {}
        for about, end in self.subjects():
            yield Draft("dose-range", about, value, place, f"{statement(value)}{end}")


def phase_of(before: str, after: str, has_frequency: bool) -> str | None:
    """The phase given to an amount by the words around it: "" for a dose at any time, None if it is not a dose."""
    lasts = words("lasts").search(after)
    if _FIRST.match(after) or (lasts and lasts[1]):
        return "start"
    # The nearest word counts: "initially 160 mg, followed by 80 mg".
    found = [(match.start(), phase) for name, phase in _PHASES for match in words(name).finditer(before)]
    if not found:
        return "" if words("plain-dose").search(before) else None
    phase = max(found)[1]
    # "Followed by 40 mg every other week" is final; "increased to 20 mg once daily" may go on.
    stays = phase == "step" and has_frequency and words("followed-by").search(before)
    return "maintenance" if stays else phase


def statement(value: Mapping[str, Plain]) -> str:
    """A dose in short: "starting dose 10-20 mg a day"."""
    low, high = value.get("low", value["high"]), value["high"]
    figures = f"{high}" if low == high else f"{low}-{high}"
    over = f"/{value['over']}" if "over" in value else ""
    unit = f"{value['unit']}{'s' * (len(str(value['unit'])) > 4 and high != 1)}"
    return f"{_SAID.get(str(value.get('phase', '')), '')}{figures} {unit}{over}{_often(value)}"


def _often(value: Mapping[str, Plain]) -> str:
    if value["per"] != "dose":
        return f" a {value['per']}"
    if "every" not in value:
        return " at a time"
    times = f" {value['times']} times" if "times" in value else ""
    every, interval = value["every"], value.get("interval", 1)
    return f"{times} every {every}" if interval == 1 else f"{times} every {interval} {every}s"


def lasting(after: str) -> Mapping[str, Plain]:
    """The duration of a dose, as keys of its value: "for 4 weeks"."""
    found = words("lasts").search(after)
    return {"lasts": int(found[2]), "lasts-unit": f"{found[3].lower()}s"} if found else NO_TIME
