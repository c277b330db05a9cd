"""Frequencies: "twice daily", "every eight hours", "b.i.d.", "over 14 days"."""

from __future__ import annotations

from healthlint.analysis.calendar import WEEKDAYS
from healthlint.analysis.quantities.numbers import read
from healthlint.analysis.quantities.reading import Reading
from healthlint.fast_dataclass import dataclass, replace
from healthlint.measure import to_days, unit
from healthlint.pattern import pattern

_ADVERBS = {
    "daily": ("day", 1.0),
    "nightly": ("day", 1.0),
    "weekly": ("week", 1.0),
    "fortnightly": ("fortnight", 1.0),
    "monthly": ("month", 1.0),
    "yearly": ("year", 1.0),
    "annually": ("year", 1.0),
    "hourly": ("day", 24.0),
}
_LATIN = {
    "qd": 1.0,
    "od": 1.0,
    "qhs": 1.0,
    "hs": 1.0,
    "qam": 1.0,
    "qpm": 1.0,
    "bid": 2.0,
    "bd": 2.0,
    "bds": 2.0,
    "tid": 3.0,
    "tds": 3.0,
    "qid": 4.0,
    "qds": 4.0,
    "qod": 0.5,
    "eod": 0.5,
}
_HOURLY = pattern(r"q(\d{1,2})h(?:rs?)?")
_ONCE = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_EACH = frozenset(("a", "an", "per", "each", "every", "/"))
_ABOUT = frozenset(("two", "so", "more", "three", "longer"))
_MEALS = 3.0
_HOW_OFTEN = frozenset((*_ADVERBS, *_LATIN, *_ONCE, *_EACH))


@dataclass(frozen=True, slots=True)
class Frequency:
    """`times` in each `per` ("" for a single total), on tokens `first` to `end` (exclusive).

    `soft` frequencies say when rather than how often ("at night"). `days` is the time that a total covers.
    """

    per: str
    times: float
    first: int
    end: int
    soft: bool = False
    days: float = 0.0


def read_frequency(text: Reading, at: int) -> Frequency | None:
    """The frequency that begins at token `at`."""
    word = text.word(at)
    if word and (word[0].isdigit() or not _begins(text, word)):
        return _times(text, at) or _hourly(text, at)
    if word in _ADVERBS:
        per, times = _ADVERBS[word]
        return Frequency(per, times, at, at + 1)
    if word in _LATIN:
        return Frequency("day", _LATIN[word], at, at + 1)
    if word in ("b", "t", "q", "o"):
        return _dotted(text, at)
    repeated = _repeated(text, at)
    if repeated is not None:
        return repeated
    if word in _ONCE:
        return _counted(text, at, _ONCE[word], at + 1)
    return _each(text, at) or _moment(text, at) or _total(text, at)


def _begins(text: Reading, word: str) -> bool:
    return word in _HOW_OFTEN or word in text.lists["opens-a-rhythm"] or word in text.lists["mornings"]


def repeated_later(text: Reading, found: Frequency) -> Frequency:
    """in the morning and the same again at bedtime, at noon and again at night: twice a day."""
    at = found.end + (text.word(found.end) == ",")
    if not found.soft or found.per != "day" or text.word(at) != "and":
        return found
    at += 1
    again = at
    while text.listed(again, "once-more"):
        again += 1
    second = _moment(text, again) if again > at else None
    return found if second is None else Frequency("day", 2.0, found.first, second.end)


def _repeated(text: Reading, at: int) -> Frequency | None:
    """with every meal, morning and night: once for each such moment of a day."""
    word = text.word(at)
    if word in ("with", "at", "after", "before") and text.word(at + 1) in ("every", "each"):
        return Frequency("day", _MEALS, at, at + 3) if text.word(at + 2) in ("meal", "mealtime") else None
    if word == "with" and text.word(at + 1) == "meals":
        return Frequency("day", _MEALS, at, at + 2)
    second = at + 2 if text.word(at + 1) in ("and", "&", "+") else 0
    if second and word in text.lists["mornings"] and text.listed(second, "nights"):
        return Frequency("day", 2.0, at, second + 1)
    if (
        second
        and word in text.lists["mornings"]
        and text.word(second) in ("noon", "midday")
        and text.word(second + 1) == "and"
    ):
        return Frequency("day", 3.0, at, second + 3) if text.listed(second + 2, "nights") else None
    return None


def _times(text: Reading, at: int) -> Frequency | None:
    number = read(text, at)
    if number is None:
        return None
    end = number.end
    if text.word(end) in ("or", "to", "-", "–"):
        second = read(text, end + 1)
        if second is not None:
            number, end = second, second.end
    if text.word(end) not in ("times", "time", "x", "×"):
        return None
    return _counted(text, at, number.value, end + 1)


def _counted(text: Reading, at: int, times: float, end: int) -> Frequency | None:
    """What follows "twice" or "three times": a day, daily, in a week, every 8 hours."""
    if text.word(end) in ("in", "during"):
        end += 1
    if text.word(end) in _ADVERBS and text.word(end) != "hourly":
        return Frequency(_ADVERBS[text.word(end)][0], times, at, end + 1)
    period = _period(text, end, strict=False)
    return None if period is None else replace(period, times=times * period.times, first=at)


def _each(text: Reading, at: int) -> Frequency | None:
    return _period(text, at, strict=True)


def _period(text: Reading, at: int, *, strict: bool) -> Frequency | None:
    """a day, per week, every other night, every 8 hours, / 24 h; with `strict`, not a mere duration."""
    word, following = text.word(at), text.word(at + 1)
    if word == "alternate" and following in ("days", "nights"):
        return Frequency("day", 0.5, at, at + 2)
    if word not in _EACH:
        return None
    if following in ("other", "second") and word in ("every", "each"):
        return _named_period(text, at, at + 2, 0.5)
    if word in ("every", "/", "per"):
        spaced = _spaced(text, at)
        if spaced is not None:
            return spaced
    if (
        strict
        and word in ("a", "an")
        and (
            text.listed(at - 1, "stretch-of-time")
            or text.listed(at + 2, "no-rhythm-before")
            or _length(text, at + 2)
            or (text.word(at + 2) == "or" and text.word(at + 3) in _ABOUT)
        )
    ):
        return None
    return _named_period(text, at, at + 1, 1.0)


def is_of_steps(text: Reading, found: Frequency, first: int) -> bool:
    """True if the frequency is that of dose increases: "every two weeks until you take 3 mg", "every month to 3 mg".
    `first` is the first token of the dose."""
    until = any(text.listed(at, "until-it-is-reached") for at in range(found.end, first))
    return until or (found.per != "day" and text.word(first - 1) == "to")


def _length(text: Reading, at: int) -> bool:
    """True at the hyphen of "a week-long", "a year-old"."""
    return text.gap(at) == "-"


def _named_period(text: Reading, first: int, at: int, times: float) -> Frequency | None:
    word = text.word(at)
    if word in text.lists["time-of-day"] and word != "bed":
        return Frequency("day", times, first, at + 1)
    known = unit(word)
    if known is None or known.dimension != "time" or (word in ("min", "sec", "h", "hr") and text.word(first) != "/"):
        return None
    if word == "d" and text.word(first) not in ("/", "per"):
        return None
    per = "day" if known.name == "night" else known.name
    if per in ("hour", "minute", "second"):
        return Frequency("day", times / known.factor, first, at + 1)
    return Frequency(per, times, first, at + 1)


def _spaced(text: Reading, at: int) -> Frequency | None:
    """every 8 hours, every two weeks, /24 h."""
    number = read(text, at + 1)
    if number is None or number.value <= 0 or number.shape == "fraction":
        return None
    end, value = number.end, number.value
    if text.word(end) in ("to", "or", "-", "–"):
        second = read(text, end + 1)
        if second is not None and second.value > 0:
            end, value = second.end, second.value
    known = unit(text.word(end))
    if known is None or known.dimension != "time":
        return None
    if known.factor < 1:
        return Frequency("day", round(1 / (known.factor * value), 6), at, end + 1)
    return Frequency("day" if known.name == "night" else known.name, 1 / value, at, end + 1)


def _hourly(text: Reading, at: int) -> Frequency | None:
    match = _HOURLY.fullmatch(text.word(at))
    return Frequency("day", 24 / int(match[1]), at, at + 1) if match and int(match[1]) else None


def _dotted(text: Reading, at: int) -> Frequency | None:
    """b.i.d., q.8h."""
    if text.word(at) == "q" and text.word(at + 1)[:1].isdigit():
        number = read(text, at + 1)
        if number is not None and number.value > 0 and text.word(number.end) in ("h", "hr", "hrs", "hours"):
            return Frequency("day", 24 / number.value, at, number.end + 1)
    letters, end = "", at
    while len(letters) < 3 and len(text.word(end)) == 1 and text.word(end).isalpha():
        if letters and text.gap(end):
            break
        letters += text.word(end)
        end += 1
        if text.word(end) == "." and not text.gap(end):
            end += 1
        else:
            break
    times = _LATIN.get(letters)
    return None if times is None or len(letters) < 2 else Frequency("day", times, at, end)


def _moment(text: Reading, at: int) -> Frequency | None:
    """at night, before bed, in the morning, with breakfast, on Mondays."""
    word, following = text.word(at), text.word(at + 1)
    if word == "on":
        if following.removesuffix("s") in WEEKDAYS:
            return Frequency("weekday", 1.0, at, at + 2, soft=True)
        return _period(text, at + 1, strict=False) if following == "alternate" else None
    if word not in ("at", "before", "in", "with"):
        return None
    end = at + 2 if text.listed(at + 1, "before-a-time-of-day") else at + 1
    if text.listed(end, "time-of-day"):
        return Frequency("day", 1.0, at, end + 1, soft=True)
    return None


def _total(text: Reading, at: int) -> Frequency | None:
    """over 14 days, in 3 days: the amount is the total for that time."""
    if text.word(at) not in ("over", "in"):
        return None
    number = read(text, at + 1)
    end = number.end if number else at + 2
    value = number.value if number else 1.0
    if number is None and text.word(at + 1) not in ("a", "one"):
        return None
    days = to_days(value, text.word(end))
    if days == 1.0:
        return Frequency("day", 1.0, at, end + 1)
    return None if not days else Frequency("", 1.0, at, end + 1, days=days)
