"""Emoji of several characters are shown as they are, take the columns of one, and are never cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.articles import report_on

from healthlint.report.emoji import columns
from healthlint.report.run import Run
from healthlint.report.safe import visible
from healthlint.report.text import render

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
DOCTOR = "\U0001f469\U0001f3fd\u200d\u2695\ufe0f"
RAINBOW = "\U0001f3f3\ufe0f\u200d\U0001f308"
HEART = "\u2764\ufe0f\u200d\U0001fa79"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
PERSIAN, HINDI = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0915\u094d\u200d\u0937"
JOINED = (FAMILY, DOCTOR, RAINBOW, HEART, WALES)


@pytest.mark.parametrize(
    "sign", [*JOINED, "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0915\u094d\u200d\u0937"]
)
def test_a_joiner_that_belongs_to_what_is_seen_stays(sign: str) -> None:
    assert visible(f"a {sign}{sign} b") == f"a {sign}{sign} b"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("cu\u200dre", "cu\ufffdre"),
        ("\u200d", "\ufffd"),
        ("\U0001f600\u200d", "\U0001f600\ufffd"),
        ("\u200d\U0001f600", "\ufffd\U0001f600"),
        ("\U0001f600\u200d\u200d\U0001f600", "\U0001f600\ufffd\ufffd\U0001f600"),
        ("LDN\U000e0067\U000e007f", "LDN\ufffd\ufffd"),
        (f"{FAMILY}\u202e{FAMILY}\x1b", f"{FAMILY}\ufffd{FAMILY}\u241b"),
    ],
)
def test_invisible_and_control_characters_are_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("sign", [*JOINED, "\U0001f469\U0001f3fd", "\U0001f1e9\U0001f1ea", "\U0001f48a"])
def test_an_emoji_takes_two_columns(sign: str) -> None:
    assert columns(sign) == 2
    assert columns(f"a{sign}b{sign}") == 6


def test_the_marks_stand_below_the_words() -> None:
    lines = render([report_on(f"{FAMILY} is safe {DOCTOR} now.", "safe")]).splitlines()
    assert lines[2:4] == [f"  1 | {FAMILY} is safe {DOCTOR} now.", "    |       ^^^^"]


@given(st.lists(st.sampled_from([*JOINED, "tea ", "e\u0301"]), max_size=80), st.integers(20, 100))
def test_a_long_line_is_cut_between_signs(before: list[str], width: int) -> None:
    source = "".join(before) + " safe " + "".join(reversed(before))
    line = next(each for each in render([report_on(source, "safe")], Run(width=width)).splitlines() if " 1 | " in each)
    cut = line.partition("| ")[2]
    assert "\ufffd" not in cut
    assert " safe" in cut
    for sign in JOINED:
        cut = cut.replace(sign, "")
    assert not set(cut) & set("".join(JOINED))
