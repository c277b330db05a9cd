"""The people an article speaks of, by age and condition, and the facts about those people."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.reference.model import Fact
from healthlint.span import Span

_NONE = Phrases(())
_NUMBER = pattern(r"\d+(?:\.\d+)?")
_MONTHS = 12.0
_MONTH = "month"
_ADULTS = "adults"
Ages = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people, named by the phrases `said`: of certain `ages` (2-5, 65+), or in a certain state at any age.
    Facts about others tell nothing about a group that stands `apart`."""

    said: Phrases = _NONE
    ages: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Aged:
    """Phrases that give an age in figures: `exactly` ("aged 4", "from 6 to 11 years"), `under` an age or `over` it."""

    exactly: Phrases = _NONE
    under: Phrases = _NONE
    over: Phrases = _NONE


@dataclass(frozen=True, slots=True)
class Named:
    """The ages and states that words name."""

    ages: tuple[Ages, ...] = ()
    states: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.ages or self.states)


@dataclass(frozen=True, slots=True)
class People:
    """The groups that a rule distinguishes, by the names used in facts under `population`."""

    groups: Mapping[str, Group]
    aged: Aged = Aged()

    def phrases(self) -> Iterator[Phrases]:
        """All phrases that the scanner has to find."""
        yield from (group.said for group in self.groups.values())
        yield from (self.aged.exactly, self.aged.under, self.aged.over)

    def named(self, article: Article, areas: Iterable[Span]) -> Named:
        """The people named in the first of these spans that names anybody."""
        return next((found for area in areas if (found := self._in(article, area))), Named())

    def concerned_by_use(self, facts: Sequence[Fact], named: Named, uses: Collection[str]) -> tuple[Fact, ...]:
        """The same, plus the facts on a named use that only other people have: naming a childhood disease implies
        children."""
        found = self.concerned(facts, named)
        if named:
            return found
        covered = {fact.about.get("use") for fact in found}
        others = (fact for fact in facts if fact.about.get("use") in uses)
        return (*found, *(fact for fact in others if fact.about.get("use") not in covered))

    def set_apart(self, facts: Iterable[Fact]) -> bool:
        """True if some of the facts are about people of a certain age or state."""
        return any("ages" in fact.about or fact.about.get("population") in self.groups for fact in facts)

    def concerned(self, facts: Sequence[Fact], named: Named) -> tuple[Fact, ...]:
        """The facts about the people named, or about adults if nobody is. A fact without a population is about adults,
        and about people in a state that has no facts of its own and does not stand apart."""
        if not self.set_apart(facts) and not self._stand_apart(named):
            return tuple(facts)
        states = [fact for fact in facts if fact.about.get("population") in named.states]
        if states or any(self.groups[state].apart for state in named.states):
            return tuple(states)
        ages = named.ages or (self._grown,)
        plain = [fact for fact in facts if not self._state(fact)]
        found = tuple(fact for fact in plain if any(_meet(self.ages_of(fact), each) for each in ages))
        return found if found or named else tuple(facts)

    def ages_of(self, fact: Fact) -> Ages:
        """The ages that a fact is about: those of its population, and no others than its `ages` if it has both."""
        group = self.groups.get(fact.about.get("population", ""))
        of_group = ages(group.ages) if group is not None and group.ages else None
        if "ages" not in fact.about:
            return of_group or self._grown
        low, high = ages(fact.about["ages"])
        if of_group is None or not _meet((low, high), of_group):
            return low, high
        return max(low, of_group[0]), min(high, of_group[1])

    def aged_apart(self, fact: Fact) -> bool:
        """True for a fact about an age group."""
        group = self.groups.get(fact.about.get("population", ""))
        return "ages" in fact.about or (group is not None and bool(group.ages))

    def unmet(self, article: Article, area: Span, facts: Sequence[Fact]) -> str:
        """The words in a span for people of an age that none of the facts covers."""
        for span, asked in self._groups_in(article, area):
            if not any(_meet(self.ages_of(fact), asked) for fact in facts):
                return article.text(span)
        return ""

    @property
    def _grown(self) -> Ages:
        return ages(self.groups[_ADULTS].ages) if _ADULTS in self.groups else (0.0, math.inf)

    def _stand_apart(self, named: Named) -> bool:
        """True for groups about which a fact on adults tells nothing."""
        young = bool(named.ages) and not any(_meet(each, self._grown) for each in named.ages)
        return young or any(self.groups[state].apart for state in named.states)

    def _state(self, fact: Fact) -> bool:
        group = self.groups.get(fact.about.get("population", ""))
        return group is not None and not group.ages and "ages" not in fact.about

    def _in(self, article: Article, area: Span) -> Named:
        said = {name: group for name, group in self.groups.items() if article.says(group.said, area)}
        ages_named = tuple(asked for _, asked in self._ages_in(article, area))
        grouped = tuple(ages(group.ages) for group in said.values() if group.ages)
        # "Children under six" are not all children.
        return Named(ages_named or grouped, frozenset(name for name, group in said.items() if not group.ages))

    def _groups_in(self, article: Article, area: Span) -> Iterator[tuple[Span, Ages]]:
        aged = list(self._ages_in(article, area))
        yield from aged
        for group in self.groups.values() if not aged else ():
            for span in article.matches_in(group.said, area) if group.ages else ():
                yield span, ages(group.ages)

    def _ages_in(self, article: Article, area: Span) -> Iterator[tuple[Span, Ages]]:
        for span in article.matches_in(self.aged.exactly, area):
            years = _years(article.text(span))
            if years:
                yield span, (years[0], _through(years[-1]))
        for span in article.matches_in(self.aged.under, area):
            yield from ((span, (0.0, year)) for year in _years(article.text(span))[:1])
        for span in article.matches_in(self.aged.over, area):
            yield from ((span, (year, math.inf)) for year in _years(article.text(span))[:1])


def ages(written: str) -> Ages:
    """The years from birth that `2-5` (up to the sixth birthday) or `12+` covers."""
    first, _, last = written.rstrip("+").partition("-")
    return float(first), math.inf if not last else _through(float(last))


def _through(year: float) -> float:
    return year + 1 if year.is_integer() else year


def _years(text: str) -> list[float]:
    scale = _MONTHS if _MONTH in text else 1.0
    return [float(number) / scale for number in _NUMBER.findall(text)]


def _meet(one: Ages, other: Ages) -> bool:
    return one[0] < other[1] and other[0] < one[1]
