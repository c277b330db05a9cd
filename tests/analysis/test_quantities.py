"""Amounts as writers write them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.reading import document, only, quantified

from healthlint.analysis.quantities.numbers import read
from healthlint.analysis.quantities.reading import Reading
from healthlint.analysis.tokens import tokenize

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(value: int) -> str:
    """The words of a number, as one would say it."""
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10 - 2] + (f"-{ONES[value % 10]}" if value % 10 else "")
    if value < 1000:
        return ONES[value // 100] + " hundred" + (f" and {spelled(value % 100)}" if value % 100 else "")
    rest = value % 1000
    joint = " and " if 0 < rest < 100 else " "
    return spelled(value // 1000) + " thousand" + (joint + spelled(rest) if rest else "")


def value_of(text: str) -> float | None:
    tokens = tokenize(text)
    number = read(Reading(text, tokens.words, tokens.starts, tokens.ends, 0, len(tokens)), 0)
    return number.value if number is not None and number.end == len(tokens) else None


@given(st.integers(0, 999_999))
def test_number_words_mean_what_they_say(value: int) -> None:
    assert value_of(spelled(value)) == value


@given(st.integers(1, 999_999))
def test_separators_change_no_value(value: int) -> None:
    assert value_of(f"{value:,}") == value
    assert value_of(f"{value:,}".replace(",", "\u202f")) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("four and a half", 4.5),
        ("4½", 4.5),
        ("4 ½", 4.5),
        ("1 1/2", 1.5),
        ("4·5", 4.5),
        (".5", 0.5),
        ("0,5", 0.5),
        ("a tenth", 0.1),
        ("three-quarters", 0.75),
        ("two point five", 2.5),
        ("3 million", 3e6),
        ("a hundred", 100),
        ("half a million", 5e5),
        ("a couple of", 2),
        ("two dozen", 24),
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert value_of(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("hundred", 100, 1),
        ("hundred and five", 105, 3),
        ("a hundred and five", 105, 4),
        ("a thousand", 1000, 2),
        ("a hundred and twenty thousand", 120_000, 5),
        ("two hundred three", 203, 3),
        ("two hundred and three thousand", 203_000, 5),
        ("three hundred million", 3e8, 3),
        ("one million two hundred thousand and five", 1_200_005, 7),
        ("one thousand and ninety-nine", 1099, 5),
        ("two thousand five and six", 2005, 3),
        ("four point two five", 4.25, 4),
        ("zero point zero five", 0.05, 4),
        ("four point ten", 4, 1),
        ("four point", 4, 1),
        ("two thousand thousand", 2000, 2),
        ("two thousand three thousand", 2000, 2),
        ("five and six", 5, 1),
        ("twenty and five", 20, 1),
        ("two hundred and", 200, 2),
        ("two hundred and tea", 200, 2),
        ("one thousand and tea", 1000, 2),
        ("one thousand and one hundred", 1000, 2),
        ("two thousand and three hundred", 2000, 2),
        ("two million and one thousand", 2_001_000, 5),
        ("two million and three hundred thousand and five", 2_300_005, 8),
        ("a million and a thousand", 1_001_000, 5),
        ("two thousand and one million", 2000, 2),
        ("two thousand and three thousand", 2000, 2),
        ("five and a half million", 5.5e6, 5),
        ("two point five million", 2.5e6, 4),
        ("a dozen eggs", 12, 2),
        ("half a dozen", 6, 3),
        ("half a tablet", 0.5, 1),
        ("a couple tablets", 2, 2),
        ("a couple of tablets", 2, 3),
        ("twenty ten", 20, 1),
        ("1,000·5", 1000.5, 1),
        ("1/3", 1 / 3, 3),
        ("3/4", 0.75, 3),
        ("3/8", 0.375, 3),
        ("3/2", 3, 1),
        ("2/2", 2, 1),
        ("12/8", 12, 1),
        ("1/5", 1, 1),
        ("1 /2", 1, 1),
        ("1/ 2", 1, 1),
        ("1/2/2019", 1, 1),
        ("2 500 mg", 2500, 2),
        ("2 500 %", 2500, 2),
        ("2 500 µg", 2500, 2),
        ("2\u202f500 3", 2500, 2),
        ("2 500 3", 2, 1),
        ("2\n500 mg", 2, 1),
        ("2  500 mg", 2, 1),
        ("2 50 mg", 2, 1),
        ("0 500 mg", 0, 1),
        ("123 500 mg", 123_500, 2),
        ("12 500 000 mg", 12_500_000, 3),
        ("1 000 250 people", 1_000_250, 3),
        ("2 000 000 %", 2e6, 3),
        ("12\u202f500 000 mg", 12_500_000, 3),
        ("12\u202f500 300 3", 12_500, 2),
        ("2 500.5 000 mg", 2, 1),
        ("12 500 000", 12, 1),
        ("12 500 000, 3 mg", 12, 1),
        ("10 250 500 mg", 10, 1),
        ("10 25 000 mg", 10, 1),
        ("1234 500 mg", 1234, 1),
        ("2.5 500 mg", 2.5, 1),
    ],
)
def test_the_end_of_a_number(text: str, value: float, words: int) -> None:
    tokens = tokenize(text)
    number = read(Reading(text, tokens.words, tokens.starts, tokens.ends, 0, len(tokens)), 0)
    assert number is not None
    assert (number.value, number.first, number.end) == (pytest.approx(value), 0, words)


@pytest.mark.parametrize("text", ["a tablet", "an hour", "and five", "thousand", "point five"])
def test_words_that_are_no_number(text: str) -> None:
    assert value_of(text) is None


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "unit"),
    [
        ("Swallow 7.5mg.", "7.5mg", 7.5, 7.5, "mg"),
        ("Swallow seven and a half milligrams.", "seven and a half milligrams", 7.5, 7.5, "mg"),
        ("Use 7½mg.", "7½mg", 7.5, 7.5, "mg"),
        ("Use 2–6 mg.", "2–6 mg", 2, 6, "mg"),
        ("Use 2\u2009-\u20096\u00a0mg.", "2\u2009-\u20096\u00a0mg", 2, 6, "mg"),
        ("Use between 2 and 6 mg.", "between 2 and 6 mg", 2, 6, "mg"),
        ("Go from 0.25 mg up to 6 mg.", "0.25 mg up to 6 mg", 0.25, 6, "mg"),
        ("Take 500 mg to 1 g.", "500 mg to 1 g", 0.5, 1, "g"),
        ("Take 2,500 mcg.", "2,500 mcg", 2500, 2500, "mcg"),
        ("Take 2 500 µg.", "2 500 µg", 2500, 2500, "mcg"),
        ("Take half a milligram.", "half a milligram", 0.5, 0.5, "mg"),
        ("Give 350 mg/m2 now.", "350 mg/m2", 350, 350, "mg/m2"),
        ("Give 350 mg/m(2) now.", "350 mg/m(2)", 350, 350, "mg/m2"),
        ("Give 3 mg kg-1 now.", "3 mg kg-1", 3, 3, "mg/kg"),
        ("Give 800 I.U. now", "800 I.U.", 800, 800, "IU"),
        ("Put 3 drops in.", "3 drops", 3, 3, "drop"),
        ("Inject 2.5 mg in 0.2 ml slowly.", "2.5 mg in 0.2 ml", 2.5, 2.5, "mg"),
        ("The mean was 0.7 ± 0.2 mg then.", "0.7 ± 0.2 mg", 0.7, 0.7, "mg"),
    ],
)
def test_doses(text: str, span: str, low: float, high: float, unit: str) -> None:
    found = only(text)
    assert (found.kind, found.text, found.low, found.high, found.unit) == ("dose", span, low, high, unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("up to 6 mg", None, 6, "at-most"),
        ("at least 6 mg", 6, None, "at-least"),
        ("about 6 mg", 6, 6, "about"),
        ("less than 6 mg", None, 6, "less-than"),
        ("more than 6 mg", 6, None, "more-than"),
        ("6 mg or less", None, 6, "at-most"),
        ("< 6 mg", None, 6, "less-than"),
    ],
)
def test_bounds(text: str, low: float | None, high: float | None, bound: str) -> None:
    found = only(f"Take {text}.")
    assert (found.low, found.high, found.bound) == (low, high, bound)


@pytest.mark.parametrize(
    ("text", "kind", "low", "high", "unit"),
    [
        ("It fell by 35 %.", "percent", 35, 35, "percent"),
        ("It fell by 35 per cent.", "percent", 35, 35, "percent"),
        ("It hits 3 in 10 of us.", "percent", 30, 30, "percent"),
        ("It hits seven out of ten people.", "percent", 70, 70, "percent"),
        ("It fell by half.", "percent", 50, 50, "percent"),
        ("Two-fifths of members left.", "percent", 40, 40, "percent"),
        ("Wait six to nine weeks.", "duration", 6, 9, "week"),
        ("It acts within the hour.", "duration", None, 1, "hour"),
        ("Wait two or three minutes.", "duration", 2, 3, "minute"),
        ("Give it half an hour.", "duration", 0.5, 0.5, "hour"),
        ("It began in 1971.", "year", 1971, 1971, "year"),
        ("In the mid-1970s it sold.", "year", 1973, 1977, "year"),
        ("We read 63 papers.", "count", 63, 63, "papers"),
        ("It costs £7.20 there.", "money", 7.2, 7.2, "gbp"),
        ("It costs forty euros.", "money", 40, 40, "eur"),
        ("A level of 30 nmol/L is fine.", "other", 30, 30, "nmol/l"),
        ("It was 3 micrograms/l then.", "other", 3, 3, "mcg/l"),
        ("A 31-year-old man wrote.", "other", 31, 31, "year"),
    ],
)
def test_kinds(text: str, kind: str, low: float | None, high: float, unit: str) -> None:
    found = only(text)
    assert (found.kind, found.low, found.high, found.unit) == (kind, low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Ring 1-800-555-0142.",
        "It starts at 10:45 sharp.",
        "Version 2.3.1 is out.",
        "It was on 2023-04-05.",
        "See [12].",
        "See page 45.",
        "COVID-19 spreads.",
        "They asked in 30 U.S. towns.",
        "Ring 44U-QUIT.",
    ],
)
def test_no_doses(text: str) -> None:
    assert not [found for found in quantified(text) if found.kind == "dose"]


@pytest.mark.parametrize(
    ("text", "per", "times", "daily"),
    [
        ("6 mg twice daily", "day", 2, 12),
        ("6 mg three times a day", "day", 3, 18),
        ("6 mg every other day", "day", 0.5, 3),
        ("6 mg nightly", "day", 1, 6),
        ("7 mg once a week", "week", 1, 1),
        ("6 mg b.i.d.", "day", 2, 12),
        ("6 mg every 8 hours", "day", 3, 18),
        ("6 mg q6h", "day", 4, 24),
        ("6 mg/day", "day", 1, 6),
        ("6 mg at night", "day", 1, 6),
        ("a daily dose of 6 mg", "day", 1, 6),
        ("6 mg", "", 1, 6),
        ("28 mg over 14 days", "day", 1 / 14, 2),
    ],
)
def test_frequency(text: str, per: str, times: float, daily: float) -> None:
    found = only(f"Take {text}.")
    assert (found.per, found.times) == (per, times)
    assert found.mg_per_day == pytest.approx((daily, daily))


def test_whole_reaches_over_the_frequency() -> None:
    text = "Take 6 mg by mouth twice daily."
    found = only(text)
    assert found.text == "6 mg"
    assert text[found.full_span.start : found.full_span.end] == "6 mg by mouth twice daily"


def test_relative_amounts() -> None:
    assert only("Take a fifth of the standard 60 mg tablet.").mg_per_day == (12, 12)
    assert only("Take half the usual 60 mg.").mg_per_day == (30, 30)
    unknown = only("Take a third of the usual amount.")
    assert (unknown.relative, unknown.unit, unknown.mg_per_day) == (True, "of usual", None)
    assert [found.mg_per_day for found in quantified("It is 60 mg. Take half of that.")] == [(60, 60), (30, 30)]


def test_roles() -> None:
    roles = [found.role for found in quantified("Start at 1 mg, go up by 0.5 mg a week, and stop at 6 mg.")]
    assert roles == ["dose", "step", "dose"]
    assert only("It comes in 30 mg tablets.").role == "strength"
    assert only("The total dose was 90 mg.").role == "total"


def test_lists_share_their_unit() -> None:
    assert [found.text for found in quantified("Take 2, 4 or 6 mg.")] == ["2", "4", "6 mg"]
    assert {found.unit for found in quantified("Take 2, 4 or 6 mg.")} == {"mg"}
    assert [found.low for found in quantified("It was cut from 60 to 20 mg.")] == [60, 20]


@given(st.text(alphabet="0123456789 .,-–½µmg/kdayhlfto()%$\n\u00a0\u2009", max_size=60))
def test_every_span_slices_to_its_text(text: str) -> None:
    plain = document(text).text
    for found in quantified(text):
        assert plain[found.span.start : found.span.end] == found.text
        assert found.text.strip() == found.text != ""


@pytest.mark.parametrize("text", ["9" * 100_000, "5" + " " * 100_000 + "mg", "1-" * 10_000, "5 mg of " * 3_000])
def test_long_runs_take_no_time(text: str) -> None:
    began = time.process_time()
    quantified(text)
    assert time.process_time() - began < 5
