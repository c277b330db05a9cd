"""Finds amounts with unit, frequency and drug."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.analysis.lexicon import NO_LISTS, Lists
from healthlint.analysis.model import Quantity, QuantityKind, Sentence
from healthlint.analysis.quantities import dates, unnumbered_times
from healthlint.analysis.quantities.amounts import DASHES, Item, read_items
from healthlint.analysis.quantities.figures import UNITLESS, age, bare, money, proportion, unitless
from healthlint.analysis.quantities.frequencies import Frequency, is_of_steps, read_frequency, repeated_later
from healthlint.analysis.quantities.numbers import STARTERS, Number, read, split_fractions
from healthlint.analysis.quantities.reading import Reading
from healthlint.analysis.quantities.relatives import PlacedQuantity, relative
from healthlint.analysis.tokens import Tokens
from healthlint.document.model import Document
from healthlint.fast_dataclass import replace
from healthlint.measure import SYMBOLS, form, unit

_VOLUMES = frozenset(("ml", "dl", "l", "mcl"))
_LOOSE = frozenset(("overnight", *SYMBOLS, ".", "·", *dates.STARTERS, *unnumbered_times.STARTERS))
_ENDS = frozenset((".", ";", ":", "?", "!", "•", "|"))
_LIST_WORDS = frozenset((",", "or", "and", "to", "then", "/", *DASHES))
# Words that begin no amount are skipped at once; these are the exceptions.
_OPENERS = frozenset(("a", "an", "one", "the", *STARTERS, *_LOOSE))
_REACH = 7
_BEFORE = 9


def find(document: Document, tokens: Tokens, sentences: Sequence[Sentence], lists: Lists = NO_LISTS) -> list[Quantity]:
    """Every quantity of the text, without its drug."""
    text = document.text
    words = split_fractions(tokens)
    found: list[Quantity] = []
    for number, sentence in enumerate(sentences):
        inside = words.within(sentence.span)
        if any(_begins(word) for word in words.words[inside.start : inside.stop]):
            reading = Reading(text, words.words, words.starts, words.ends, inside.start, inside.stop, lists)
            found += _Finder(reading, number).run()
    return found


def _unnumbered(text: Reading, at: int) -> PlacedQuantity | None:
    """A time or year without a number."""
    return (
        unnumbered_times.and_more(text, at)
        or unnumbered_times.moment(text, at)
        or unnumbered_times.most_of(text, at)
        or unnumbered_times.bare_dose(text, at)
        or unnumbered_times.bare_period(text, at)
        or dates.short_year(text, at)
        or dates.decade(text, at)
    )


def _begins(word: str) -> bool:
    return word[0].isnumeric() or word in STARTERS or word in _LOOSE


class _Finder:
    """Reads one sentence from left to right."""

    def __init__(self, text: Reading, sentence: int) -> None:
        self.text, self.sentence = text, sentence
        self.ends_of: dict[int, int] = {}
        self.ends: frozenset[int] = frozenset()

    def run(self) -> list[Quantity]:
        """The quantities of the sentence."""
        found: list[tuple[int, int, Quantity]] = []
        at = self.text.first
        words = self.text.words
        while at < self.text.last:
            if words[at] not in _OPENERS and not words[at][0].isnumeric():
                at += 1
                continue
            got = list(self._at(at))
            found += got
            at = max(at + 1, max((end for _, end, _ in got), default=0))
        self.ends_of = {first: end for first, end, _ in found}
        self.ends = frozenset(self.ends_of.values())
        timed = [self._with_frequency(first, end, quantity) for first, end, quantity in found]
        return list(_without_totals(timed))

    def _at(self, at: int) -> Iterator[tuple[int, int, Quantity]]:
        text = self.text
        word = text.word(at)
        if word in SYMBOLS:
            yield from self._wrap(money(text, at))
            return
        number = read(text, at)
        if number is None:
            yield from self._wrap(_unnumbered(text, at))
            return
        longer = unnumbered_times.and_more(text, at)
        if longer is not None:
            yield from self._wrap(longer)
            return
        if _identifier(text, number):
            return
        for reader in (proportion, relative, age):
            got = reader(text, number)
            if got is not None:
                yield from self._wrap(got)
                return
        items = read_items(text, number)
        if items[-1].measure is None:
            item = items[0]
            got = dates.nth(text, item) or dates.spoken_year(text, item) or bare(text, item) or unitless(text, item)
            yield from self._wrap(got)
            return
        rhythm = read_frequency(text, at - 1) if text.word(at - 1) in ("every", "per") else None
        for item in items:
            quantity = _measured(text, item, rhythm)
            if quantity is not None:
                yield item.first, item.end, self._placed(quantity, item.first, item.end)

    def _wrap(self, got: tuple[Quantity, int, int] | None) -> Iterator[tuple[int, int, Quantity]]:
        if got is not None:
            quantity, first, end = got
            yield first, end, self._placed(quantity, first, end)

    def _placed(self, quantity: Quantity, first: int, end: int) -> Quantity:
        span = self.text.span(first, end)
        return replace(quantity, span=span, text=self.text.text[span.start : span.end], sentence=self.sentence)

    def _with_frequency(self, first: int, end: int, quantity: Quantity) -> Quantity:
        if (quantity.kind != "dose" and quantity.unit != UNITLESS) or quantity.per:
            return quantity
        behind = self._after(end)
        found = behind or self._ahead(first)
        if found is None or (behind is None and self.text.word(first - 1) == "to"):
            return quantity  # "every four weeks, to 3 mg" is also a rate of increase
        span = self.text.span(found.first, found.end)
        if found.days and self.text.word(first - 1) == "to":
            return quantity  # "go up to 3 mg over six weeks" is a rate of increase
        if found.days:
            return replace(quantity, per="day", times=1 / found.days, freq_span=span, role="total")
        return replace(quantity, per=found.per, times=quantity.times * found.times, freq_span=span)

    def _after(self, end: int) -> Frequency | None:
        """The frequency after an amount: next to it, after its drug, or after the last amount of its list."""
        text, starts = self.text, self.ends_of
        soft: Frequency | None = None
        at, skipped = end, 0
        while skipped <= _REACH and text.word(at) and text.word(at) not in _ENDS:
            if at not in starts and (apart := unit(text.word(at))) is not None and apart.dimension == "mass":
                break  # "add another milligram each month" has a frequency of its own
            found = read_frequency(text, at)
            found = repeated_later(text, found) if found is not None else None
            if found is not None and not (found.days and (skipped or at in starts)):
                if not found.soft:
                    return found
                if soft is not None or skipped > 4:
                    break
                soft, at = found, found.end
                continue
            if text.word(at) == "," and not _goes_on(text, at + 1, starts):
                break
            if at in starts:
                if soft is not None or not _listed(text, end, at):
                    break
                end = at = starts[at]
                skipped += 1
                continue
            at, skipped = at + 1, skipped + 1
        return soft

    def _ahead(self, first: int) -> Frequency | None:
        """The frequency before an amount: "a daily dose of 50 mg", "every night she takes 50 mg"."""
        text, ends = self.text, self.ends
        for at in range(first - 1, max(text.first, first - _BEFORE) - 1, -1):
            if text.word(at) in _ENDS or at + 1 in ends:
                return None
            found = read_frequency(text, at)
            if found is not None and found.end <= first and not found.days and not (found.soft and found.per == "day"):
                longer = read_frequency(text, at - 1)
                found = longer if longer is not None and longer.end >= found.end else found
                return None if found.first in ends or is_of_steps(text, found, first) else found
        return None


def _without_totals(quantities: list[Quantity]) -> Iterator[Quantity]:
    """All quantities except the "14 days" of "21 g over 14 days", which is not a separate duration."""
    until = -1
    for quantity in quantities:
        if quantity.span.start >= until or quantity.kind != "duration":
            yield quantity
        if quantity.freq_span is not None:
            until = max(until, quantity.freq_span.end)


def _goes_on(text: Reading, at: int, starts: dict[int, int]) -> bool:
    """True if a comma leads to a frequency or to the next amount of the list."""
    return at in starts or read_frequency(text, at) is not None or text.word(at) in ("and", "or", "once", "twice")


def _listed(text: Reading, end: int, at: int) -> bool:
    """True if two amounts are separated only by list words."""
    return at - end <= 2 and all(text.word(index) in _LIST_WORDS for index in range(end, at))


def _identifier(text: Reading, number: Number) -> bool:
    """True for a version, time of day, date, telephone number, "COVID-19", "#5", "[3]"."""
    first, end = number.first, number.end
    start = text.starts[first]
    before, earlier = text.text[max(start - 1, 0) : start], text.text[max(start - 2, 0) : max(start - 1, 0)]
    if before and (before in "#@_/\\:" or before.isalpha()) and number.shape != "words" and not _over(text, first):
        return True
    if before == "-" and earlier.isalpha() and text.word(first - 1) not in ("mid", "a", "per", "to", "sub", "non"):
        return number.shape == "digits"
    if before in DASHES and earlier.isdigit():
        return True
    after = text.word(end)
    if _telephone(text, first, end):
        return True
    if after in (":", "@") and not text.gap(end) and text.word(end + 1)[:1].isdigit() and not text.gap(end + 1):
        return True
    return after in DASHES and not text.gap(end) and text.word(end + 2) in DASHES and text.word(end + 3)[:1].isdigit()


def _telephone(text: Reading, first: int, end: int) -> bool:
    """555-0142: three digits, a dash, four digits."""
    one, dash, other = text.word(first), text.word(end), text.word(end + 1)
    return dash == "-" and not text.gap(end) and (len(one), len(other)) == (3, 4) and (one + other).isdecimal()


def _over(text: Reading, first: int) -> bool:
    """True for the lower value of "120/67 mmHg" and the like: a number after a slash that follows a number."""
    return text.word(first - 1) == "/" and text.word(first - 2)[:1].isdigit()


def _measured(text: Reading, item: Item, rhythm: Frequency | None) -> Quantity | None:
    measure = item.measure
    assert measure is not None
    if measure.unit.dimension == "time" and rhythm is not None:
        return None
    kind = _kind(text, item)
    over = [name for name in measure.over if name not in ("hour", "day", "week", "month", "night")]
    times = [name for name in measure.over if name in ("hour", "day", "week", "month", "night")]
    name = "/".join((measure.unit.name, *over)) if measure.unit.dimension != "time" else measure.unit.name
    per, factor = "", 1.0
    if times and kind == "dose":
        per, factor = ("day", 24.0) if times[0] == "hour" else ("day" if times[0] == "night" else times[0], 1.0)
        factor /= measure.every
    shape = _shape(text, item) if kind == "dose" else ""
    return Quantity(
        kind,
        "",
        text.span(item.first, item.end),
        0,
        item.low,
        item.high,
        name,
        per,
        factor,
        "exact" if item.low == item.high else "between",
        shape,
    )


def _kind(text: Reading, item: Item) -> QuantityKind:
    measure = item.measure
    assert measure is not None
    dimension, name = measure.unit.dimension, measure.unit.name
    if dimension == "time":
        return "duration"
    if dimension == "money":
        return "money"
    if dimension == "percent":
        return "dose" if _preparation(text, item.end) else "percent"
    if dimension in ("mass", "volume", "activity", "form"):
        if _VOLUMES.intersection(measure.over) or name in ("dl", "l") or (dimension == "activity" and name == "mIU"):
            return "other"
        return "dose"
    return "other"


def _preparation(text: Reading, at: int) -> bool:
    """True if "1%" is the strength of a preparation: "1% eye drops", "a 5 % cream"."""
    return any(form(text.word(index)) for index in (at, at + 1)) and text.word(at) not in ("of", "the", "and", ",")


def _shape(text: Reading, item: Item) -> str:
    """The form that the words name: "50 mg tablet", "4 mg nasal spray", "an injection of 0.4 mg"."""
    measure = item.measure
    assert measure is not None
    if measure.unit.dimension == "form":
        return form(text.word(measure.first))
    for at in range(item.end, item.end + 3):
        if not text.word(at)[:1].isalpha() or text.word(at) in ("of", "or", "and", "in", "to"):
            break
        if form(text.word(at)):
            return form(text.word(at))
    for at in (item.first - 1, item.first - 2, item.first - 3):
        word = text.word(at)
        if form(word) and text.word(item.first - 1) in ("of", "(", word, "with", "at"):
            return form(word)
    return ""
