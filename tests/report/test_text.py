"""The frame shows the line as it stands and underlines exactly what is meant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.articles import report_on

from healthlint.document.read import read_text
from healthlint.findings.model import Edit, Evidence, Fix
from healthlint.report.run import Run
from healthlint.report.text import render
from healthlint.span import Span
from healthlint.triage.model import Report

VERBOSE = Run(verbose=True)
_LINKS = Run(links=True)
FIX = Fix(True, (Edit(Span(0, 4), "sold"),))


def report(source: str, words: str | Span, **settings: object) -> Report:
    """A report with one finding, on `words` of the source."""
    return report_on(source, words, **settings)


def test_a_place_in_words_stands_behind_the_position() -> None:
    shown = render([report("It is safe.", "safe", place="record 3, field\nbody")])
    assert shown.startswith("a.txt:1:7 [record 3, field␊body]: error SAF001 ")


def frame(source: str, words: str | Span) -> tuple[str, str]:
    """The line of the source and the line of marks, both without the gutter."""
    code, marks = render([report(source, words)]).splitlines()[2:4]
    gutter = code.index("| ") + 2
    return code[gutter:], marks[gutter:]


def columns(text: str) -> int:
    """How far a terminal gets with `text`."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.category(letter) in ("Mn", "Me") for letter in text)


def underlined(source: str, words: str | Span) -> str:
    """What stands over the marks, column by column."""
    code, marks = frame(source, words)
    first, last = marks.index("^"), marks.rindex("^") + 1
    return "".join(letter for at, letter in enumerate(code) if first <= columns(code[: at + 1]) - 1 < last)


def test_the_default_report_in_full() -> None:
    evidence = (Evidence("f", "weekly", "safety is unknown", "The Weekly"), Evidence("g", "daily", "one death"))
    found = report("Velorin\n\nIt is very safe.\n", "very safe", evidence=evidence)
    assert render([found]).splitlines() == [
        "a.txt:3:7: error SAF001 safe-claim",
        "  Too strong.",
        "  3 | It is very safe.",
        "    |       ^^^^^^^^^",
        "  documented: safety is unknown (weekly: The Weekly)",
        "",
        "1 file checked: 1 error",
        "next: healthlint explain SAF001  why, examples, how to silence it; --verbose shows every fact",
    ]
    assert render([found], VERBOSE).splitlines() == [
        "a.txt:3:7: error SAF001 safe-claim",
        "  Too strong.",
        "  3 | It is very safe.",
        "    |       ^^^^^^^^^",
        "  why: Nobody knows.",
        "  documented: safety is unknown (weekly: The Weekly)",
        "  documented: one death (daily)",
        "",
        "1 file checked: 1 error",
        "next: healthlint explain SAF001  why, examples, how to silence it",
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("It is safe.", "safe"),
        ("It is safe", "It is safe"),
        ("用药 is safe 安全", "safe"),
        ("用药安全 is it", "安全"),
        ("Sjo\u0308gren is cure\u0301d here", "cure\u0301d"),
        ("keycap 1\ufe0f\u20e3 then safe", "safe"),
        ("อันตราย then safe", "safe"),
        ("\tindented\tsafe\ttext", "safe"),
    ],
)
def test_exactly_the_words_are_underlined(source: str, words: str) -> None:
    assert underlined(source, words) == words


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_line_is_the_one_of_the_finding(newline: str) -> None:
    assert frame(f"one safe{newline}two safe two{newline}three", Span(12 + len(newline) - 0, 16 + len(newline))) == (
        "two safe two",
        "    ^^^^",
    )


@pytest.mark.parametrize(
    ("letter", "shown"),
    [("\x1b", "␛"), ("\x07", "␇"), ("\x00", "␀"), ("\x7f", "\ufffd"), ("\u202e", "\ufffd"), ("\u2028", "\ufffd")],
)
def test_control_characters_are_made_visible(letter: str, shown: str) -> None:
    code, marks = frame(f"a{letter}[31m safe", "safe")
    assert code == f"a{shown}[31m safe"
    assert marks == " " * 7 + "^^^^"
    text = render([report(f"a{letter}b", "a", path=f"a{letter}.txt", message=f"say {letter}")])
    assert letter not in text


@pytest.mark.parametrize("at", [0, 30, 500, 985, 996])
def test_a_very_long_line_is_cut_around_the_finding(at: int) -> None:
    source = ("word " * 200)[:1000]
    source = source[:at] + "SAFE" + source[at + 4 :]
    code, marks = frame(source, "SAFE")
    assert len(code) <= 110
    assert code[marks.index("^") : marks.rindex("^") + 1] == "SAFE"
    assert code.startswith("...") == (at > 50)
    assert code.endswith("...") == (at < 950)


def test_a_very_long_finding_shows_its_beginning() -> None:
    source = "so " * 20 + "X" + "y" * 400 + " end"
    code, marks = frame(source, "X" + "y" * 400)
    assert len(code) <= 110
    assert code[marks.index("^")] == "X"
    assert marks.strip() == "^" * marks.count("^")


def test_a_finding_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert frame("It is very\nsafe indeed.", "very\nsafe") == ("It is very", "      ^^^^ ...")


def test_nothing_to_underline_is_still_marked() -> None:
    assert frame("It is safe.", Span(6, 6)) == ("It is safe.", "      ^")


@pytest.mark.parametrize("source", ["It is safe.  \nnext", "safe \t\nnext", "It is safe.\n\n\n", "safe\u3000\nnext"])
def test_no_trailing_white_space(source: str) -> None:
    assert [line for line in render([report(source, "safe")]).splitlines() if line != line.rstrip()] == []


def test_the_strongest_fact_is_shown_and_all_of_them_on_demand() -> None:
    evidence = tuple(Evidence(f"f{number}", "weekly", f"fact {number}") for number in range(6))
    found = report("safe", "safe", evidence=evidence)
    facts = [f"  documented: fact {number} (weekly)" for number in range(6)]
    assert [line for line in render([found]).splitlines() if "documented" in line] == facts[:1]
    assert [line for line in render([found], VERBOSE).splitlines() if "documented" in line] == facts


def test_a_fact_that_the_message_gives_is_not_repeated() -> None:
    found = report("safe", "safe", message="Safe; documented: fact 1.", evidence=(Evidence("f", "weekly", "fact 1"),))
    assert render([found]).count("fact 1") == 1


def test_a_long_message_keeps_its_beginning_and_its_advice() -> None:
    message = f"'It is safe' is too strong; documented: {'nausea, ' * 60}. Name the risks."
    found = report("safe", "safe", message=message, evidence=(Evidence("f", "weekly", "nausea"),))
    lines = render([found], Run(width=80)).splitlines()
    assert lines[1].startswith("  'It is safe' is too strong; documented: nausea, ")
    assert lines[2].endswith("… Name the risks.")
    assert lines[3] == "  1 | safe"


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=400),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300), max_size=3),
    st.sampled_from([None, FIX, replace(FIX, safe=False)]),
    st.integers(40, 120),
)
def test_a_finding_takes_five_lines_and_no_more(message: str, facts: list[str], fix: Fix | None, width: int) -> None:
    evidence = tuple(Evidence("f", "weekly", fact, "The Weekly") for fact in facts)
    found = report("It is safe. " * 20, "safe", message=message, evidence=evidence, fix=fix)
    lines = render([found], Run(width=width, quiet=True)).splitlines()
    assert len(lines) <= 5
    assert max(map(len, lines)) <= width


def test_repeats_of_a_rule_are_folded_with_their_places() -> None:
    words = [Span(at, at + 4) for at in range(0, 60, 6)]
    found = report_on("safe, " * 10, *words)
    one = replace(found, findings=tuple(replace(each, message=f"Not {each.span.start}.") for each in found.findings))
    shown = render([one], Run(width=70)).splitlines()
    assert shown[0] == "a.txt:1:1: error SAF001 safe-claim, also at 1:7, 1:13, 1:19 and 6 more"
    assert "1 file checked: 10 errors" in shown
    assert sum("SAF001 safe-claim" in line for line in shown) == 1
    assert sum("SAF001 safe-claim" in line for line in render([one], VERBOSE).splitlines()) == 10
    assert sum("SAF001 safe-claim" in line for line in render([one, one]).splitlines()) == 2


def test_places_in_words_have_a_line_of_their_own() -> None:
    found = report_on("safe safe", Span(0, 4), Span(5, 9))
    first, second = (
        replace(each, place=f"table {at}, row 3, column 2, paragraph 1, run 1", line=replace(each.line, numbered=False))
        for at, each in enumerate(found.findings)
    )
    other = replace(second, message="Not safe.")
    lines = render([replace(found, findings=(first, other))], Run(width=90)).splitlines()
    assert lines[0] == "a.txt: table 0, row 3, column 2, paragraph 1, run 1: error SAF001 safe-claim"
    assert lines[4] == "  also at table 1, row 3, column 2, paragraph 1, run 1"
    assert len(lines[: lines.index("")]) == 5


@pytest.mark.parametrize(("safe", "line"), [(True, "  fix: sold"), (False, "  fix: sold (look at it first)")])
def test_a_fix(safe: bool, line: str) -> None:
    found = [report("safe", "safe", fix=replace(FIX, safe=safe))]
    assert line in render(found).splitlines()
    assert line in render(found, VERBOSE).splitlines()


def test_long_messages_are_wrapped() -> None:
    for run in (Run(width=80), Run(width=80, verbose=True)):
        lines = render([report("safe", "safe", message="word " * 60)], run).splitlines()
        assert max(map(len, lines[:-1])) <= 80


def test_the_line_that_sums_up() -> None:
    two = [
        report("safe", "safe"),
        replace(report("safe", "safe", severity="suggestion"), path="b.txt"),
        Report("c.txt", problem="c.txt: gone"),
    ]
    assert render(two).splitlines()[-2] == "2 files checked: 1 error, 1 suggestion"
    assert render([Report("a.txt", read_text("safe"))]) == "1 file checked: nothing to report\n"


def steps(*reports: Report) -> list[str]:
    """The commands that are named behind the line that sums up."""
    return re.findall(r"(healthlint .*?)  ", render(reports).partition("next:")[2])


def test_the_next_step_is_named_if_there_is_one() -> None:
    grave = replace(report("safe", "safe", code="DOS001"), path="b.txt")
    assert steps(report("safe", "safe", severity="warning"), grave) == ["healthlint explain DOS001"]
    assert steps(report("safe", "safe", fix=FIX)) == ["healthlint check --diff"]
    assert steps(report("safe", "safe", fix=FIX), grave) == ["healthlint explain SAF001"]
    assert steps(report("safe", "safe", fix=replace(FIX, safe=False))) == ["healthlint explain SAF001"]
    many = [replace(report("safe", "safe"), path=f"{number}.txt") for number in range(20)]
    assert steps(*many) == ["healthlint baseline write"]
    assert steps(*(replace(each, compared=True) for each in many)) == ["healthlint explain SAF001"]
    assert steps(Report("a.txt", read_text("safe"))) == []


def test_several_articles_of_one_file_are_one_file() -> None:
    assert "1 file checked: 2 errors" in render([report("safe", "safe"), report("safe", "safe")]).splitlines()


def test_a_line_without_end_is_cut_on_both_sides() -> None:
    code, marks = frame("word " * 50_000 + "safe " + "word " * 50_000, "safe")
    assert code.startswith("...")
    assert code.endswith("...")
    assert code[marks.index("^") : marks.rindex("^") + 1] == "safe"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=150), st.data())
def test_any_text_at_all(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source) - 1))
    end = data.draw(st.integers(start, len(source)))
    lines = render([report(source, Span(start, end))]).split("\n")
    assert not any(unicodedata.category(letter) == "Cc" for line in lines for letter in line)
    assert lines[3].lstrip(" |").startswith("^")


def test_colour_changes_no_word_and_is_asked_for() -> None:
    reports = [report("It is safe.", "safe", fix=Fix(True, (Edit(Span(6, 10), "sold"),)))]
    painted = render(reports, Run(color=True))
    assert "\x1b[1;31merror\x1b[0m" in painted
    assert "\x1b[1;31m^^^^\x1b[0m" in painted
    assert "\x1b[1;31m1 error\x1b[0m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == render(reports)


def test_the_code_leads_to_the_page_of_the_rule() -> None:
    shown = report("It is safe.", "safe")
    there = replace(shown, findings=(replace(shown.findings[0], code="EFF201"),))
    configured = replace(shown, findings=(replace(shown.findings[0], help="https://example.org/SAF001"),))
    nowhere = replace(shown, findings=(replace(shown.findings[0], code="HSE999"),))
    assert re.search(r"\x1b]8;;file:///\S+/docs/rules/EFF201\.md\x1b\\EFF201\x1b]8;;\x1b\\ ", render([there], _LINKS))
    assert "\x1b]8;;https://example.org/SAF001\x1b\\SAF001\x1b]8;;\x1b\\" in render([configured], _LINKS)
    assert "\x1b" not in render([nowhere], _LINKS)
    assert "\x1b" not in render([configured], Run())
