"""The reference dataset: the articles that were read, and one fact for each thing they say."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any, Literal, TypeVar, cast

from healthlint.errors import DatasetError, did_you_mean
from healthlint.fast_dataclass import dataclass, replace
from healthlint.reference.days import first_day, last_day
from healthlint.reference.weight import is_promotional, weight
from healthlint.span import Span

Stance = Literal["asserts", "hedges", "denies", "questions"]
AFFIRMING: tuple[Stance, ...] = ("asserts", "hedges")
"""The stances of a source that says yes, however cautiously."""
Scalar = str | int | float | bool
Value = Mapping[str, Scalar | tuple[str, ...]]
_Entry = TypeVar("_Entry")
_MOST_CITED = 3
"""The most facts that one message spells out."""
_LABEL = "label"
"""The word in the `kind` of a source by which a drug label is known."""
_UNKNOWN = (sys.maxsize, 0)
_SELDOM = ("quote", "since", "until", "review_by", "draft")


@dataclass(frozen=True, slots=True)
class Source:
    """One article.

    date: ISO 8601, null if it names none.
    attitude: towards its subject.
    file: the name of its text.
    sha256: of the whole file, whatever its name.
    review_by: the day by which somebody has to check that it still says so, YYYY-MM-DD.
    url: where people can read it, an address that begins with https: or http:.
    """

    id: str
    title: str
    publisher: str
    author: str | None
    date: str | None
    kind: str
    attitude: str
    file: str
    sha256: str
    review_by: str = ""
    url: str = ""

    @property
    def label_year(self) -> str:
        """The year of a drug label: what was approved later is not in it. "" for any other source."""
        return self.date[:4] if self.date and _LABEL in self.kind.lower().split() else ""

    @property
    def cited_as(self) -> str:
        """Who says it, and of a label, when."""
        return f"{self.publisher}, label of {self.label_year}" if self.label_year else self.publisher

    def to_dict(self) -> dict[str, Any]:
        """Plain data for a compiled pack."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Source:
        """The inverse of `to_dict`."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class Review:
    """Who has compared a drafted fact with its source, and on which day (YYYY-MM-DD)."""

    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is a proposition and `stance` the source's stance on it: "is not a cure" denies `verdict: curative`.

    `span` is the shortest stretch of the source that supports the fact, and `sha256` is of that stretch; `quote` is its
    text, if short. The fact applies from `since` to `until` (days, YYYY-MM-DD, inclusive; "": no limit), and is due for
    review by `review_by`. A `draft` does not count until it has been reviewed.
    """

    id: str
    type: str
    about: Mapping[str, str]
    value: Value
    stance: Stance
    source: str
    statement: str
    span: Span
    sha256: str
    quote: str = ""
    since: str = ""
    until: str = ""
    review_by: str = ""
    draft: bool = False
    reviewed: Review | None = None

    def held(self, day: str) -> bool:
        """True if it applied on a day (YYYY-MM-DD); "" is today, when everything with an end has ended."""
        if not day:
            return not self.until
        return self.since <= day and (not self.until or day <= self.until)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for a compiled pack; rarely used keys without a value are left out."""
        value = {key: list(item) if isinstance(item, tuple) else item for key, item in self.value.items()}
        return {
            "id": self.id,
            "type": self.type,
            "about": dict(self.about),
            "value": value,
            "stance": self.stance,
            "source": self.source,
            "statement": self.statement,
            "at": [self.span.start, self.span.end],
            "sha256": self.sha256,
            **{key: getattr(self, key) for key in _SELDOM if getattr(self, key)},
            **({"reviewed": {"by": self.reviewed.by, "on": self.reviewed.on}} if self.reviewed else {}),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Fact:
        """The inverse of `to_dict`."""
        value = {key: tuple(item) if isinstance(item, list) else item for key, item in data["value"].items()}
        return cls(
            id=data["id"],
            type=data["type"],
            about=dict(data["about"]),
            value=value,
            stance=cast("Stance", data["stance"]),
            source=data["source"],
            statement=data["statement"],
            span=Span(*data["at"]),
            sha256=data["sha256"],
            quote=data.get("quote", ""),
            since=first_day(data.get("since", "")),
            until=last_day(data.get("until", "")),
            review_by=data.get("review_by", ""),
            draft=data.get("draft", False),
            reviewed=Review(**data["reviewed"]) if "reviewed" in data else None,
        )


@dataclass(frozen=True, slots=True)
class Reference:
    """All sources and all facts, in the order of their files."""

    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    _by_id: dict[str, Fact] = field(default_factory=dict, init=False, compare=False, repr=False)
    _weights: dict[str, tuple[int, int]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def merge(cls, references: Iterable[Reference]) -> Reference:
        """All of them as one. Raises an error if two describe a source or fact differently."""
        sources: dict[str, Source] = {}
        facts: dict[str, Fact] = {}
        for reference in references:
            for source in reference.sources:
                _keep("source", sources, source.id, source)
            for fact in reference.facts:
                _keep("fact", facts, fact.id, fact)
        return cls(tuple(sources.values()), tuple(facts.values()))

    @property
    def drugs(self) -> tuple[str, ...]:
        """The drugs that the dataset covers: those with a documented use."""
        named = (fact.about["drug"] for fact in self.facts if fact.type == "indication" and "drug" in fact.about)
        return tuple(dict.fromkeys(named))

    def has(self, fact_id: str) -> bool:
        """True if there is a fact with this id."""
        return fact_id in self._index()

    def fact(self, fact_id: str) -> Fact:
        """The fact with this id. Raises DatasetError, with the nearest id, for an unknown one."""
        index = self._index()
        if fact_id not in index:
            raise DatasetError(f"unknown fact '{fact_id}'{did_you_mean(fact_id, index)}")
        return index[fact_id]

    def source(self, source_id: str) -> Source:
        """The source with this id. Raises DatasetError, with the nearest id, for an unknown one."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise DatasetError(f"unknown source '{source_id}'{did_you_mean(source_id, [each.id for each in self.sources])}")

    def cited(self, fact_ids: Iterable[str]) -> str:
        """What these facts say and who says it, for a message: the strongest source first, each source once."""
        facts = self._strongest_first(self.fact(name) for name in dict.fromkeys(fact_ids))
        said: dict[str, list[str]] = {}
        for fact in facts[:_MOST_CITED]:
            said.setdefault(fact.source, []).append(fact.statement)
        cited = [f"{'; '.join(dict.fromkeys(each))} ({self.source(name).cited_as})" for name, each in said.items()]
        more = len({fact.source for fact in facts} - said.keys())
        return "; ".join((*cited, f"and {more} more {'source' if more == 1 else 'sources'}") if more else cited)

    def rests_on_praise(self, fact_ids: Iterable[str]) -> bool:
        """True if a single source says all of this and promotes the drug. Its denials and warnings are against its
        interest and do not count."""
        facts = [self.fact(name) for name in fact_ids]
        sources = {fact.source for fact in facts}
        if len(sources) != 1 or any(fact.stance == "denies" or "with" in fact.about for fact in facts):
            return False
        source = self.source(sources.pop())
        return is_promotional(source.kind, source.attitude)

    def label_of(self, fact_ids: Iterable[str]) -> str:
        """ "the label of 2013" if labels alone state these facts, and the newest of them is that old; "" otherwise."""
        years = [self.source(self.fact(name).source).label_year for name in fact_ids]
        return f"the label of {max(years)}" if years and all(years) else ""

    @property
    def settled(self) -> Reference:
        """The reference without unreviewed facts."""
        return replace(self, facts=tuple(fact for fact in self.facts if not fact.draft))

    def _index(self) -> Mapping[str, Fact]:
        if not self._by_id:
            self._by_id.update((fact.id, fact) for fact in self.facts)
        return self._by_id

    def select(self, type: str | None = None, **about: str) -> tuple[Fact, ...]:
        """The facts of a type whose subject has all of these, the strongest source first; pass `with` as
        `select(**{"with": ...})`."""
        return self._strongest_first(
            fact for fact in self.facts if (type is None or fact.type == type) and about.items() <= fact.about.items()
        )

    def _strongest_first(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """Sorted by the weight of their sources, otherwise in the original order."""
        if not self._weights:
            self._weights.update((source.id, weight(source.kind, source.attitude)) for source in self.sources)
        return tuple(sorted(facts, key=lambda fact: self._weights.get(fact.source, _UNKNOWN)))

    def to_dict(self) -> dict[str, Any]:
        """Plain data for a compiled pack."""
        return {
            "sources": [source.to_dict() for source in self.sources],
            "facts": [fact.to_dict() for fact in self.facts],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Reference:
        """The inverse of `to_dict`."""
        return cls(
            tuple(Source.from_dict(source) for source in data["sources"]),
            tuple(Fact.from_dict(fact) for fact in data["facts"]),
        )


def _keep(what: str, kept: dict[str, _Entry], name: str, entry: _Entry) -> None:
    if kept.setdefault(name, entry) != entry:
        raise DatasetError(
            f"two packs describe the {what} '{name}' differently; give one of them another id or, to replace the "
            "bundled pack, give your pack its name"
        )
