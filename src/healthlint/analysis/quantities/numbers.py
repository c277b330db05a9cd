"""Numbers in digits or words, read from the tokens of one sentence."""

from __future__ import annotations

from typing import Literal
from unicodedata import numeric

from healthlint.analysis.quantities.digits import groups_end, numeral, simple_fraction
from healthlint.analysis.quantities.reading import Reading
from healthlint.analysis.tokens import Tokens
from healthlint.fast_dataclass import dataclass

Shape = Literal["digits", "words", "fraction"]

_VULGAR = {sign: numeric(sign) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅒"}
_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "twentieth": 20,
    "fiftieth": 50,
    "hundredth": 100,
    "thousandth": 1000,
}
_PARTS |= {word + "s": value for word, value in list(_PARTS.items()) if word not in ("half", "halves")}
_ARTICLES = frozenset(("a", "an"))

STARTERS = frozenset((*_SMALL, *_TENS, "hundred", "half", "quarter", "a", "an", "couple", "dozen", *_PARTS, "double"))
"""Words that may begin a number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A value and the tokens that say it (`end` exclusive)."""

    value: float
    first: int
    end: int
    shape: Shape


def split_fractions(tokens: Tokens) -> Tokens:
    """The tokens with "½mg" split in two: the tokeniser takes a fraction sign for a letter."""
    if not any(len(word) > 1 and word[0] in _VULGAR for word in tokens.words):
        return tokens
    parts: list[tuple[str, int, int]] = []
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        if len(word) > 1 and word[0] in _VULGAR:
            parts += [(word[0], start, start + 1), (word[1:], start + 1, end)]
        else:
            parts.append((word, start, end))
    words, starts, ends = zip(*parts, strict=True)
    return Tokens(words, starts, ends)


def read(text: Reading, at: int) -> Number | None:
    """The number that begins at token `at`, with its fraction and scale."""
    word = text.word(at)
    if not word:
        return None
    if word[0].isdigit() or word in (".", "·"):
        return _digits(text, at)
    if word in _VULGAR:
        return Number(_VULGAR[word], at, at + 1, "fraction")
    if word in STARTERS:
        return _fraction(text, at) or _words(text, at)
    return None


def _digits(text: Reading, at: int) -> Number | None:
    start = at
    if text.word(at) in (".", "·"):
        before = text.text[text.starts[at] - 1 : text.starts[at]]
        following = text.word(at + 1)
        if text.gap(at + 1) or not following.isdecimal() or len(following) > 9 or before.isalnum() or before == ".":
            return None
        return Number(float("0." + following), at, at + 2, "digits")
    value = numeral(text.word(at))
    if value is None:
        return None
    parts = simple_fraction(text, at)
    if parts is not None:
        return Number(parts, start, at + 3, "fraction")
    end = groups_end(text, start, at + 1)
    for index in range(at + 1, end):
        value = value * 1000 + float(text.word(index).replace("·", "."))
    value, at = _and_part(text, value, end)
    scale = _SCALES.get(text.word(at))
    if scale is None:
        return Number(value, start, at, "digits")
    return Number(value * scale, start, at + 1, "digits")


def _and_part(text: Reading, value: float, at: int) -> tuple[float, int]:
    """Adds "½", "1/2" or "and a half" that follows."""
    word = text.word(at)
    if word in _VULGAR and len(text.gap(at)) <= 1:
        return value + _VULGAR[word], at + 1
    if word.isdecimal() and text.gap(at) in (" ", "-") and text.word(at + 1) == "/":
        part = simple_fraction(text, at)
        if part is not None:
            return value + part, at + 3
    if word == "and":
        fraction = _fraction(text, at + 1)
        if fraction is not None and text.word(fraction.end) != "of":
            return value + fraction.value, fraction.end
    return value, at


def _fraction(text: Reading, at: int) -> Number | None:
    """half, a half, a third, two-thirds, three quarters, one tenth."""
    word, following = text.word(at), text.word(at + 1)
    if word == "half":
        if following in _ARTICLES and text.word(at + 2) in ("dozen", *_SCALES):
            scale = _SCALES.get(text.word(at + 2), 12.0)
            return Number(scale / 2, at, at + 3, "words")
        return Number(0.5, at, at + 1, "fraction")
    if word == "quarter":
        return Number(0.25, at, at + 1, "fraction")
    if word in _ARTICLES or word == "one":
        if following in _PARTS and not following.endswith("s"):
            return Number(1 / _PARTS[following], at, at + 2, "fraction")
        return None
    top = _SMALL.get(word)
    if top is not None and top > 1 and following in _PARTS and (following.endswith("s")):
        return Number(top / _PARTS[following], at, at + 2, "fraction")
    return None


def _words(text: Reading, at: int) -> Number | None:
    start, word = at, text.word(at)
    if word in _ARTICLES:
        following = text.word(at + 1)
        if following == "couple":
            return Number(2.0, start, at + 3 if text.word(at + 2) == "of" else at + 2, "words")
        if following == "dozen":
            return Number(12.0, start, at + 2, "words")
        if following != "hundred" and following not in _SCALES:
            return None
    total, at = _cardinal(text, at)
    if at == start or (word in _ARTICLES and at == start + 1):
        return None
    if text.word(at) == "dozen":
        total, at = total * 12, at + 1
    if text.word(at) == "point":
        total, at = _decimals(text, total, at + 1)
    total, at = _and_part(text, total, at)
    if total % 1 and text.word(at) in _SCALES:
        # "two and a half million", "two point five million"
        total, at = total * _SCALES[text.word(at)], at + 1
    return Number(total, start, at, "words")


def _cardinal(text: Reading, at: int) -> tuple[float, int]:
    """Value of "two million and four thousand five hundred and sixty-two" and the token after it."""
    total, least, start = 0.0, float("inf"), at
    while True:
        joined = at + (at > start and text.word(at) == "and")
        group, end = _below_thousand(text, joined)
        scale = _SCALES.get(text.word(end), 1.0)
        if end == joined or scale >= least:
            break
        if joined > at and scale == 1 and group >= 100:
            break  # "one thousand and two hundred" are two numbers
        total, at, least = total + group * scale, end + (scale > 1), scale
        if scale == 1:
            break
    return total, at


def _below_thousand(text: Reading, at: int) -> tuple[float, int]:
    word = text.word(at)
    if word in _ARTICLES:
        if text.word(at + 1) == "hundred":
            value, at = 1.0, at + 1
        elif text.word(at + 1) in _SCALES:
            return 1.0, at + 1
        else:
            return 0.0, at
    elif word == "hundred":
        value = 1.0
    else:
        value, end = _below_hundred(text, at)
        if end == at:
            return 0.0, at
        at = end
    if text.word(at) != "hundred":
        return value, at
    value, at = value * 100, at + 1
    step = at + 1 if text.word(at) == "and" else at
    rest, end = _below_hundred(text, step)
    return (value + rest, end) if end > step else (value, at)


def _below_hundred(text: Reading, at: int) -> tuple[float, int]:
    word = text.word(at)
    if word in _TENS:
        following = _SMALL.get(text.word(at + 1), 0)
        if 0 < following < 10:
            return float(_TENS[word] + following), at + 2
        return float(_TENS[word]), at + 1
    if word in _SMALL:
        return float(_SMALL[word]), at + 1
    return 0.0, at


def _decimals(text: Reading, whole: float, at: int) -> tuple[float, int]:
    digits = ""
    while _SMALL.get(text.word(at), 10) < 10:
        digits += str(_SMALL[text.word(at)])
        at += 1
    return (whole + float("0." + digits), at) if digits else (whole, at - 1)
