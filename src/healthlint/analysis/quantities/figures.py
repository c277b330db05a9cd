"""Figures other than amounts with a unit: proportions, relative doses, ages, money, years, counts."""

from __future__ import annotations

from healthlint.analysis.calendar import MONTHS
from healthlint.analysis.model import QuantityKind
from healthlint.analysis.quantities.amounts import DASHES, Item
from healthlint.analysis.quantities.numbers import Number, read
from healthlint.analysis.quantities.reading import Reading
from healthlint.analysis.quantities.relatives import PlacedQuantity, dose_part, quantity
from healthlint.measure import SYMBOLS, unit

_VERB_ENDINGS = ("ed", "ly")
_COUNT_REACH = 3
_MANY = 2
_GAPS = (" ", "\u00a0", "\n", "\u202f", "-")
UNITLESS = "unitless"
_STOPS = frozenset(("", ".", ",", ";", "!", ")", ":"))
_BEFORE_A_COUNT = frozenset(("of", "to", ",", "the", "(", "by"))
"""What may precede a year as well as a count: "of 2000 patients"."""


_OF_ALL = frozenset(("100", "1000", "1,000"))
"""Wholes of which a number is a share without "out": 60 of 100 people."""


def proportion(text: Reading, number: Number) -> PlacedQuantity | None:
    """4 in 10, nine out of ten, two-thirds of, by half - in percent."""
    return _ratio(text, number) or _part(text, number)


def _ratio(text: Reading, number: Number) -> PlacedQuantity | None:
    if number.shape == "fraction":
        return None
    second, top, low = _past_people(text, number.end), number.value, number.value
    if text.word(second) in ("to", "or", *DASHES):
        other = read(text, second + 1)
        if other is not None and other.shape != "fraction" and text.word(other.end) in ("in", "out"):
            top, second = other.value, other.end
    at = _out_of(text, second)
    whole = read(text, at) if at else None
    if whole is None or whole.shape == "fraction" or not 0 < top < whole.value or low > top:
        return None
    plain = float.is_integer(top) and float.is_integer(whole.value)
    if not plain or unit(text.word(whole.end)) is not None or _year_like(text, whole):
        return None
    kind: QuantityKind = "other" if _score(text, number, whole) else "percent"
    if kind == "other":
        return quantity("other", low, top, "of " + text.word(whole.first)), number.first, whole.end
    return quantity("percent", 100 * low / whole.value, 100 * top / whole.value, "percent"), number.first, whole.end


def _past_people(text: Reading, at: int) -> int:
    """The token after the noun of "one adult in five", "three people in every twenty"."""
    word = text.word(at)
    if (
        text.word(at + 1) in ("in", "out")
        and _out_of(text, at + 1)
        and word.isalpha()
        and len(word) > 3
        and (word not in text.lists["not-counted"] and unit(word) is None)
    ):
        return at + 1
    return at


def _out_of(text: Reading, at: int) -> int:
    words = tuple(text.word(index) for index in range(at, at + 3))
    if words[:2] == ("out", "of"):
        return at + 3 if words[2] == "every" else at + 2
    if words[0] == "in":
        return at + 2 if words[1] == "every" else at + 1
    if words[:2] == ("of", "every") or words[:2] == ("from", "every"):
        return at + 2
    if words[0] == "of" and words[1] in _OF_ALL:
        return at + 1
    if words[0] == "among" and words[1] == "every":
        return at + 2
    return 0


def _year_like(text: Reading, number: Number) -> bool:
    return number.shape == "digits" and 1500 <= number.value <= 2100 and "," not in text.word(number.first)


def _score(text: Reading, number: Number, whole: Number) -> bool:
    """ "a 7 out of 10" is a score on a scale."""
    article = text.word(number.first - 1) in ("a", "an") and number.shape == "digits"
    return article and text.word(whole.first - 1) == "of" and whole.value in (5, 10, 100)


def _part(text: Reading, number: Number) -> PlacedQuantity | None:
    """a third of patients, by half, nearly two-thirds."""
    if number.shape != "fraction" or dose_part(text, number.end):
        return None
    before, following = text.word(number.first - 1), text.word(number.end)
    step = number.end + 1 if following == "of" else number.end
    if text.word(step) in ("a", "an", "one") and unit(text.word(step + 1)) is not None:
        return None
    if unit(following) is not None or before in text.lists["one-of-two-halves"] or following == "way":
        return None
    if "/" in text.word(number.first + 1) and following != "of":
        return None
    closed = not following or following in (".", ",", ";", ")", "and", "but")
    by = "by" in (before, text.word(number.first - 2))
    if following == "of" or following in text.lists["compared"] or (before in text.lists["nearly"] and (closed or by)):
        if following == "of" and text.word(number.end + 1) in ("day", "year", "night"):
            return None
        value = round(100 * number.value, 4)
        return quantity("percent", value, value, "percent"), number.first, number.end
    plural = text.word(number.first) not in ("half", "quarter", "a", "an", "one") and closed
    if plural or (before in ("nearly", "almost", "about") and not closed and following == "the"):
        value = round(100 * number.value, 4)
        return quantity("percent", value, value, "percent"), number.first, number.end
    return None


# Time and money


def age(text: Reading, number: Number) -> PlacedQuantity | None:
    """a 60-year-old, 5 months of age, 49 years old, aged 60."""
    known = unit(text.word(number.end))
    after = tuple(text.word(number.end + step) for step in (1, 2, 3))
    timed = known is not None and known.dimension == "time" and known.name not in ("second", "minute")
    if timed and known is not None and (after[0] == "old" or after[:2] == ("of", "age")):
        end = number.end + (2 if after[0] == "old" else 3)
        return quantity("other", number.value, number.value, known.name), number.first, end
    if text.word(number.first - 1) == "aged" and not timed:
        return quantity("other", number.value, number.value, "year"), number.first, number.end
    return None


def money(text: Reading, at: int) -> PlacedQuantity | None:
    """$45, £4.50, $30 to $60, $30-60, $1.5 million."""
    number = read(text, at + 1)
    if number is None or len(text.gap(at + 1)) > 1:
        return None
    currency, low, high, end = SYMBOLS[text.word(at)], number.value, number.value, number.end
    joint = text.word(end)
    if joint in DASHES or joint == "to" or (joint == "and" and text.word(at - 1) == "between"):
        step = end + 2 if text.word(end + 1) in SYMBOLS else end + 1
        second = read(text, step)
        if second is not None and second.value > low and (step > end + 1 or text.word(end) != "to"):
            high, end = second.value, second.end
    return quantity("money", low, high, currency), at, end


# Numbers without a unit


def bare(text: Reading, item: Item) -> PlacedQuantity | None:
    """A year, a decade, a count with its noun; another number in digits."""
    number = item.numbers[0]
    if text.listed(item.first - 1, "numbered"):
        return None
    if number.shape == "words":
        return _count(text, item) if number.value >= _MANY else None
    if number.shape != "digits":
        return None
    if _bracketed(text, item):
        return None
    return (
        _decade(text, item)
        or _year(text, item)
        or _count(text, item)
        or (quantity("other", item.low, item.high, _plain(text, item)), item.first, item.end)
    )


def unitless(text: Reading, item: Item) -> PlacedQuantity | None:
    """A number in words that counts nothing, "I topped out at six."; its unit may be that of a preceding amount."""
    if item.numbers[0].shape != "words" or item.low < _MANY or not _closes(text, item.end):
        return None
    return quantity("other", item.low, item.high, UNITLESS), item.first, item.end


def _bracketed(text: Reading, item: Item) -> bool:
    """A reference marker or the number of a list item: [3], {1}, (2), "1." at the start."""
    before, after = text.word(item.first - 1), text.word(item.end)
    if before == "^" or (not before and after in (".", ")") and text.first == item.first):
        return True
    if text.word(item.end) in ("st", "nd", "rd", "th") and not text.gap(item.end):
        return True
    if (before, after) in (("[", "]"), ("{", "}"), ("(", ")")) and item.low == item.high < 1000:
        return True
    return (before in ("[", "{") and after in (",", *DASHES)) or (after == ")" and not before)


def _plain(text: Reading, item: Item) -> str:
    return UNITLESS if _closes(text, item.end) else ""


def _decade(text: Reading, item: Item) -> PlacedQuantity | None:
    end = item.end
    if not (1500 <= item.high <= 2100 and item.high % 10 == 0):
        return None
    if text.word(end) in ("s", "'s") and not text.gap(end):
        end += 1
    elif text.word(end) in ("'", "’") and text.word(end + 1) == "s" and not text.gap(end + 1):
        end += 2
    else:
        return None
    low, high, first = item.low, item.high + 9, item.first
    part = {"early": (0, 3), "mid": (3, 7), "late": (6, 9)}.get(text.word(first - 1))
    if part is not None and item.low == item.high:
        low, high, first = low + part[0], item.low + part[1], first - 1
    return quantity("year", low, high, "year"), first, end


def _year(text: Reading, item: Item) -> PlacedQuantity | None:
    years = all(
        _year_like(text, number) and text.word(number.first).isdecimal() and number.end == number.first + 1
        for number in item.numbers
    )
    if not years:
        return None
    noun = _noun(text, item.end)
    if (
        noun
        and noun[1].endswith("s")
        and (text.word(item.first - 1) in _BEFORE_A_COUNT or not _before_a_year(text, item.first - 1))
    ):
        return None
    return quantity("year", item.low, item.high, "year"), item.first, item.end


def _before_a_year(text: Reading, at: int) -> bool:
    word = text.word(at)
    listed = word in text.lists["before-a-date"] or word in text.lists["before-a-year"]
    return listed or word in MONTHS or word in DASHES or word in ("(", "©", ",")


def _closes(text: Reading, at: int) -> bool:
    return text.word(at) in _STOPS or text.listed(at, "closes-a-number")


def _count(text: Reading, item: Item) -> PlacedQuantity | None:
    noun = _noun(text, item.end)
    if noun is None:
        return None
    end, word = noun
    return quantity("count", item.low, item.high, word), item.first, end


def _noun(text: Reading, at: int) -> tuple[int, str] | None:
    """The plural noun that a number counts, at most two adjectives away ("two hundred and some users")."""
    if (text.word(at), text.word(at + 1)) == ("and", "some"):
        at += 2
    for index in range(at, at + _COUNT_REACH):
        word = text.word(index)
        if (
            not word.isalpha()
            or word in text.lists["not-counted"]
            or text.gap(index) not in (" ", "\u00a0", "\n", "\u202f", "-")
        ):
            return None
        if (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))) or word in text.lists[
            "irregular-plural"
        ]:
            return index + 1, word
    return None
