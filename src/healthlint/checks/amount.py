"""A dose outside what is documented for the drug and the use that it is given for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import ClassVar, Literal

from healthlint.analysis.model import Quantity, Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.pattern import pattern
from healthlint.record import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.reference.ranges import Consensus, Range, consensus
from healthlint.span import Span

_LISTED = 12
"""Characters between the amounts of a list: what is said of the first is said of the next."""
_BEGINNING = 30
_ADJOINING = 100
"""Characters around an amount that are searched for the unit it adjoins; no such phrase is longer."""
_LOOSE = 0.15  # "about ten times that" is no sum to hold somebody to
_BEYOND = 10
"""So many times the highest dose of any use is nobody's usual dose and no tablet: grams for milligrams."""
_STRENGTHS = "manufactured strengths"
_STOP = pattern(r"[.!?;]\s")


@dataclass(frozen=True, slots=True)
class Amount(Check):
    """Compares every dose of `drug` with the facts of type dose-range for its use.

    `uses` maps each use of the facts ("pain") to the phrases that show that a dose is meant for it (without it, the
    condition of that name, or one of that class, shows it); the sentence decides, then the block, then the heading
    above it; a drug named in a form of `forms` ("low-dose": pain) says its use too. Where two uses are named, or
    none, a dose is right when it is documented for any. `strengths` are phrases that speak of what manufacturers
    make, which is measured against the facts of type strength: the amount nearest to them; beside `units` ("50 mg
    tablets") a dose may be a strength. `starting` are phrases before a dose with which somebody begins: it may lie
    below what is documented. `usual` shows that another use's dose is named for comparison. `aside` are phrases that
    show that a figure is no dose to take: a mistake that is mended, a sum. `uncovered` are phrases, in the sentence
    or its heading, for what no fact is about (an injection, a child, an animal): unknown is not wrong. `report` says
    which doses are meant: those `outside` everything documented, or those that a `single` source documents (fewer
    than most of them). In the message: {amount}, {sum}, {range}, {use}, {sources}.
    """

    kind: ClassVar[str] = "amount"
    drug: str = ""
    report: Literal["outside", "single"] = "outside"
    uses: Mapping[str, Phrases] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    strengths: Phrases = Phrases(())
    usual: Phrases = Phrases(())
    units: Phrases = Phrases(())
    starting: Phrases = Phrases(())
    aside: Phrases = Phrases(())
    uncovered: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        facts = [fact for fact in article.reference.select("dose-range", drug=self.drug) if _of_a_day(fact)]
        if not facts:
            return
        uses = self.uses or dict.fromkeys(fact.about.get("use", "") for fact in facts)
        by_use = {use: consensus([fact for fact in facts if fact.about.get("use", "") == use], "mg") for use in uses}
        for quantity in article.analysis.quantities:
            if quantity.kind == "dose" and quantity.drug == self.drug and quantity.role not in ("step", "total"):
                yield from self._judge(article, quantity, by_use)

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The ranges of every use, and the strengths that are made."""
        return reference.select("dose-range", drug=self.drug) + reference.select("strength", drug=self.drug)

    def _judge(self, article: Article, quantity: Quantity, by_use: Mapping[str, Consensus]) -> Iterator[Hit]:
        daily = self._daily(quantity, by_use)
        sentence = article.analysis.sentences[quantity.sentence]
        if daily is None or self._said(article, self.aside, sentence) or self._unknown(article, sentence):
            return
        if quantity.bound == "less-than" and not quantity.per:
            return  # "far less than 50 mg" compares
        low, high = daily
        made = self._made(article)
        if not quantity.per and not quantity.relative and self._speaks_of_strength(article, quantity, sentence):
            if made is not None and made.judge(low, low) == self.report:
                yield self._hit(article, quantity, _STRENGTHS, made, daily, made.facts)
            return
        if (
            quantity.bound == "about"
            and quantity.relative
            and any(
                documented.judge(end, end) != "outside"
                for documented in by_use.values()
                for end in (low * (1 - _LOOSE), high * (1 + _LOOSE))
            )
        ):
            return
        used, nearby = self._uses(article, sentence, by_use)
        if self._begins(article, quantity, sentence) and any(high <= _highest(by_use[use]) for use in used or by_use):
            return
        meant = {use: by_use[use] for use in used} or dict(by_use)
        verdicts = {use: documented.judge(low, high) for use, documented in meant.items()}
        if "common" in verdicts.values():
            return
        single = next((use for use, verdict in verdicts.items() if verdict == "single"), None)
        if self.report == "single" and single is not None:
            yield self._hit(article, quantity, single, meant[single], daily, _supporters(meant[single], low, high))
        elif (
            self.report == "outside"
            and single is None
            and not (
                (
                    _documented(by_use, daily)
                    and not (nearby and self._tied(article, quantity, sentence, used))
                    and not _adds_up(quantity, meant, low)
                )
                or self._excused(article, quantity, made, meant, by_use, daily)
            )
        ):
            use = next(iter(meant))
            yield self._hit(article, quantity, use, meant[use], daily, meant[use].facts)

    def _excused(
        self,
        article: Article,
        quantity: Quantity,
        made: Consensus | None,
        meant: Mapping[str, Consensus],
        by_use: Mapping[str, Consensus],
        daily: tuple[float, float],
    ) -> bool:
        if daily[0] > _BEYOND * max(map(_highest, by_use.values())):
            return False
        return self._strength(article, quantity, made, daily[0]) or self._comparison(
            article, quantity, meant, by_use, daily
        )

    def _daily(self, quantity: Quantity, by_use: Mapping[str, Consensus]) -> tuple[float, float] | None:
        if quantity.unit == "of usual":
            usual = max((part.low for documented in by_use.values() for part in documented.common), default=None)
            ends = [end for end in (quantity.low, quantity.high) if end is not None]
            return None if usual is None or not ends else (ends[0] * usual, ends[-1] * usual)
        if quantity.mg_per_day is None:
            return None
        low, high = quantity.mg_per_day
        if low is None and high is None:
            return None
        return (low if low is not None else high or 0.0), (high if high is not None else low or 0.0)

    def _unknown(self, article: Article, sentence: Sentence) -> bool:
        heading = article.heading_of(sentence.block)
        return any(article.says(self.uncovered, area) for area in (sentence.span, heading))

    def _said(self, article: Article, phrases: Phrases, sentence: Sentence) -> bool:
        return article.says(phrases, sentence.span)

    def _speaks_of_strength(self, article: Article, quantity: Quantity, sentence: Sentence) -> bool:
        """True for the amount that lies nearest to words about what is made."""
        places = list(article.matches_in(self.strengths, sentence.span))
        peers = [
            each.span
            for each in article.analysis.quantities_in(sentence.span)
            if each.kind == "dose" and each.sentence == quantity.sentence and each.drug == self.drug
        ]
        return any(_gap(place, quantity.span) <= min(_gap(place, peer) for peer in peers) + _LISTED for place in places)

    def _begins(self, article: Article, quantity: Quantity, sentence: Sentence) -> bool:
        return any(
            0 <= quantity.span.start - span.end <= _BEGINNING
            for span in article.matches_in(self.starting, sentence.span)
        )

    def _uses(
        self, article: Article, sentence: Sentence, by_use: Mapping[str, Consensus]
    ) -> tuple[tuple[str, ...], bool]:
        """The uses that the words nearest to the dose name, and whether they are those of its own sentence: else it is
        its block, else its heading or title.
        """
        block = article.document.blocks[sentence.block]
        for area in (sentence.span, block.span, article.heading_of(sentence.block)):
            found = tuple(use for use in by_use if self._names(article, use, area))
            found = found or self._form(article, area)
            if found:
                return found, area is sentence.span
        return (), False

    def _tied(self, article: Article, quantity: Quantity, sentence: Sentence, used: tuple[str, ...]) -> bool:
        """True where the words around the dose, no further than a full stop of a quotation, give it for this use."""
        if article.context(quantity.span).polarity == "negated":
            return False
        part = _part(article.text(sentence.span), quantity.span.start - sentence.span.start)
        area = Span(sentence.span.start + part[0], sentence.span.start + part[1])
        return bool(self._form(article, area)) or any(self._names(article, use, area) for use in used)

    def _names(self, article: Article, use: str, area: Span) -> bool:
        """True where the words of a stretch show that a dose is meant for a use."""
        if self.uses:
            return article.says(self.uses[use], area)
        return any(use in names for names in article.conditions(area))

    def _form(self, article: Article, area: Span) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                self.forms[mention.form]
                for mention in article.analysis.mentions_in(area)
                if mention.concept == self.drug and mention.form in self.forms and area.contains(mention.span)
            )
        )

    def _comparison(
        self,
        article: Article,
        quantity: Quantity,
        meant: Mapping[str, Consensus],
        by_use: Mapping[str, Consensus],
        daily: tuple[float, float],
    ) -> bool:
        """True for the dose of another use that is named for comparison ("the usual 50 mg")."""
        other = [documented for use, documented in by_use.items() if use not in meant]
        if not any(documented.judge(*daily) != "outside" for documented in other):
            return False
        sentence = article.analysis.sentences[quantity.sentence]
        return self._said(article, self.usual, sentence) or any(
            peer is not quantity
            and peer.sentence == quantity.sentence
            and peer.kind == "dose"
            and peer.drug == self.drug
            and (amount := self._daily(peer, by_use)) is not None
            and any(documented.judge(*amount) != "outside" for documented in meant.values())
            for peer in article.analysis.quantities_in(sentence.span)
        )

    def _strength(self, article: Article, quantity: Quantity, made: Consensus | None, low: float) -> bool:
        """True for what may be the strength of a tablet and not a dose to take."""
        if quantity.per or (made is not None and made.judge(low, low) == "outside"):
            return False
        around = Span(max(quantity.span.start - _ADJOINING, 0), quantity.span.end + _ADJOINING)
        return any(_adjoins(quantity.span, unit) for unit in article.matches_in(self.units, around))

    def _made(self, article: Article) -> Consensus | None:
        facts = [
            fact
            for fact in article.reference.select("strength", drug=self.drug)
            if fact.value.get("made-by") == "manufacturer"
        ]
        return consensus(facts, "mg") if facts else None

    def _hit(
        self,
        article: Article,
        quantity: Quantity,
        use: str,
        documented: Consensus,
        daily: tuple[float, float],
        facts: tuple[Fact, ...],
    ) -> Hit:
        values = {
            "amount": article.text(quantity.whole),
            "sum": _sum(quantity, daily),
            "range": str(documented) if use == _STRENGTHS else f"{documented} a day",
            "use": use.replace("-", " "),
            "sources": "; ".join(f"{fact.statement} ({fact.source})" for fact in facts),
        }
        return Hit(quantity.whole, values, facts=tuple(fact.id for fact in facts))


def _of_a_day(fact: Fact) -> bool:
    """What is documented for a single dose says nothing of a day's."""
    return fact.value.get("per") != "dose" and fact.stance in ("asserts", "hedges")


def _highest(documented: Consensus) -> float:
    return max(part.high for part in documented.documented)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _part(text: str, at: int) -> tuple[int, int]:
    """Where the sentence inside a quotation starts and ends that stands at offset `at`."""
    stops = [match.end() for match in _STOP.finditer(text)]
    return max((stop for stop in stops if stop <= at), default=0), min(
        (stop for stop in stops if stop > at), default=len(text)
    )


def _sum(quantity: Quantity, daily: tuple[float, float]) -> str:
    """ " (18 mg a day)" where the words give the daily amount only to somebody who does the sum."""
    if (quantity.low, quantity.high) == daily and quantity.unit == "mg" and not quantity.relative:
        return ""
    return f" ({Range(*daily).text('mg')} a day)"


def _adds_up(quantity: Quantity, meant: Mapping[str, Consensus], low: float) -> bool:
    """True for doses that are right for this use one by one, and too much in a day: that is no other use's dose."""
    if quantity.per != "day" or quantity.times <= 1:
        return False
    one = low / quantity.times
    return any(documented.judge(one, one) != "outside" for documented in meant.values())


def _supporters(documented: Consensus, low: float, high: float) -> tuple[Fact, ...]:
    """The facts that document the whole of it, else those that document an end that most do not."""
    whole = documented.supporters(low, high)
    odd = [end for end in (low, high) if documented.judge(end, end) == "single"]
    return whole or tuple({fact.id: fact for end in odd for fact in documented.supporters(end, end)}.values())


def _documented(by_use: Mapping[str, Consensus], daily: tuple[float, float]) -> bool:
    return any(documented.judge(*daily) != "outside" for documented in by_use.values())


def _adjoins(dose: Span, unit: Span) -> bool:
    """True for "50 mg tablet", "tablets of 25 mg"."""
    return 0 <= unit.start - dose.end <= 1 or 0 <= dose.start - unit.end <= 4
