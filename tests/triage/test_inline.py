"""Comments that silence findings."""

from __future__ import annotations

import pytest

from healthlint.document.read import read_text
from healthlint.engine import default_engine
from healthlint.findings.model import Finding, Position
from healthlint.span import Span
from healthlint.triage.inline import silence
from healthlint.triage.model import Report

HYPE = "It is a miracle."


def report(text: str, path: str = "a.md") -> Report:
    return default_engine(("LAN", "TYP", "SUP001", "SUP002", "SUP003")).check(read_text(text, path))


def codes(text: str, path: str = "a.md") -> list[str]:
    return [finding.code for finding in report(text, path).findings]


@pytest.mark.parametrize("path", ["a.md", "a.html", "a.txt"])
@pytest.mark.parametrize(
    "text",
    [
        f"<!-- healthlint: ignore LAN001 -- her word -->\n{HYPE}\n",
        f"<!-- healthlint: ignore LAN001 -- her word -->\n\n{HYPE}\n",
        f"{HYPE} <!-- healthlint: ignore LAN001 -- her word -->\n",
        f"<!-- healthlint: ignore sensational-language -- her word -->\n{HYPE}\n",
        f"<!-- healthlint: ignore LAN -- her word -->\n{HYPE}\n",
        f"<!-- healthlint: ignore EFF201, LAN001 -- her word -->\n{HYPE}\n",
        f"<!-- healthlint: off LAN -- her word -->\n\nTea.\n\n{HYPE}\n",
        f"<!-- healthlint: off -- her word -->\n\n{HYPE}\n\n<!-- healthlint: on -->\n\nTea.\n",
        f"Tea.\n\n{HYPE}\n\n<!-- healthlint: ignore-file LAN001 -- her word -->\n",
        f"Much tea was had.\n\n<!-- healthlint: ignore LAN001 -- her word -->\n\n{HYPE}\n",
        f"<!-- healthlint: off LAN, EFF -- her word -->\n\nTea.\n\n<!-- healthlint: on EFF -->\n\n{HYPE}\n",
    ],
)
def test_directives_silence_their_areas(text: str, path: str) -> None:
    if path.endswith("html"):
        text = "".join(f"<p>{part}</p>\n" if not part.startswith("<!") else part + "\n" for part in text.split("\n\n"))
    found = report(text, path)
    assert [finding.code for finding in found.findings] == []
    assert [(finding.code, reason) for finding, reason in found.silenced] == [("LAN001", "her word")]


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- healthlint: ignore TYP101 -- a name -->\nNaltroxene.\n\n{HYPE}\n",
        f"<!-- healthlint: off LAN -- so -->\n\n{HYPE}\n\n<!-- healthlint: on LAN -->\n\n{HYPE}\n",
        f"{HYPE} <!-- healthlint: ignore LAN -- so -->\n\nTea.\n\n{HYPE}\n",
        f"<!-- healthlint: ignore LAN -- so -->\n\n{HYPE}\n\n{HYPE}\n",
        f"<!-- healthlint: off -- so -->\n\n{HYPE}\n\n<!-- healthlint: on -->\n\n{HYPE}\n",
    ],
)
def test_places_that_a_comment_does_not_reach(text: str) -> None:
    assert codes(text) == ["LAN001"]


@pytest.mark.parametrize(
    ("comment", "code", "told"),
    [
        ("<!-- healthlint: ignore TYP -- so -->", "SUP001", "nothing for TYP to silence"),
        ("<!-- healthlint: ignore LAN002 -- so -->", "SUP001", "nothing for LAN002"),
        ("<!-- healthlint: ignore LAN002, TYP -- so -->", "SUP001", "nothing for LAN002, TYP to silence"),
        ("<!-- healthlint: on -->", "SUP001", "nothing for on to silence; nothing is off there"),
        (
            "<!-- healthlint: ignore READ01 -- so -->",
            "SUP002",
            "'READ01' is no rule or directive; did you mean 'READ001'?",
        ),
        ("<!-- healthlint: ignore-fil LAN001 -->", "SUP002", "did you mean 'ignore-file'?"),
        ("<!-- healthlint: ignore XY, LAN001 -- so -->", "SUP002", "'XY' is no rule or directive"),
        ("<!-- healthlint: -->", "SUP002", "'(nothing)' is no rule or directive; known: ignore, off, on, ignore-file"),
        ("<!-- healthlint: stop -->", "SUP002", "'stop' is no rule or directive; known: ignore"),
        ("<!-- healthlint: ignore LAN001 -->", "SUP003", "give the reason"),
        ("<!-- healthlint: ignore LAN001 -- -->", "SUP003", "give the reason"),
    ],
)
def test_a_comment_with_a_flaw_is_a_finding(comment: str, code: str, told: str) -> None:
    found = [each for each in report(f"{comment}\n{HYPE}\n").findings if each.family == "suppression"]
    assert [each.code for each in found] == [code]
    assert told in found[0].message


def test_of_a_rule_that_did_not_run_nobody_can_say_that_it_is_silenced_in_vain() -> None:
    assert codes("<!-- healthlint: ignore EFF201, CIT -- so -->\nTea.\n") == []
    assert codes("<!-- healthlint: ignore -- so -->\nTea.\n") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Tea.\n\n<!-- healthlint: ignore LAN -- so -->\nTea.\n", "Tea.\n\nTea.\n"),
        ("Tea.\r\n<!-- healthlint: ignore LAN -- so -->\r\n", "Tea.\r\n"),
        ("Tea. <!-- healthlint: ignore LAN -- so -->\n", "Tea. \n"),
        (
            f"<!-- healthlint: ignore TYP, LAN -- so -->\n{HYPE}\n",
            f"<!-- healthlint: ignore LAN -- so -->\n{HYPE}\n",
        ),
        (
            f"<!-- healthlint: ignore LAN,TYP -- so -->\n{HYPE}\n",
            f"<!-- healthlint: ignore LAN -- so -->\n{HYPE}\n",
        ),
    ],
)
def test_the_fix_takes_away_what_silences_nothing(before: str, after: str) -> None:
    (found,) = report(before).findings
    assert found.fix is not None
    assert found.fix.safe
    (edit,) = found.fix.edits
    assert before[: edit.span.start] + edit.text + before[edit.span.end :] == after


def test_an_ordinary_comment_says_nothing() -> None:
    assert codes(f"<!-- ask healthlint: is this fine? -->\n{HYPE}\n") == ["LAN001"]
    assert codes(f"<!-- HEALTHLINT: IGNORE LAN001 -- so -->\n{HYPE}\n") == []


def test_each_comment_is_looked_at() -> None:
    comments = ["stop -->\n\n", "on -->\n\n", "ignore LAN -- so -->\n"]
    text = "".join(f"<!-- healthlint: {each}Tea.\n\n" for each in comments)
    assert codes(text) == ["SUP002", "SUP001", "SUP001"]


def test_a_range_ends_at_the_next_comment_that_ends_it() -> None:
    off, on = "<!-- healthlint: off LAN -- so -->", "<!-- healthlint: on LAN -->"
    assert codes(f"{off}\n\n{HYPE}\n\n{on}\n\nTea.\n\n{off}\n\n{HYPE}\n") == []
    assert codes(f"{off}\n\n{HYPE}\n\n<!-- healthlint: ignore LAN -- so -->\n{HYPE}\n\n{HYPE}\n") == []
    assert codes(f"{off}\n\n{HYPE}\n\n<!-- healthlint: on -->\n\n{HYPE}\n") == ["LAN001"]


@pytest.mark.parametrize(
    ("off", "on", "left"),
    [
        ("off", "on LAN001", ["LAN001"]),
        ("off", "on LAN", ["LAN001"]),
        ("off", "on sensational-language", ["LAN001"]),
        ("off", "on TYP", []),
        ("off LAN", "on LAN001", ["LAN001"]),
        ("off LAN001", "on LAN", ["LAN001"]),
        ("off LAN, EFF", "on EFF", []),
        ("off", "on XY", ["SUP002"]),
        ("off LAN", "on TYP", ["SUP001"]),
        ("off LAN001", "on LAN002", ["SUP001"]),
    ],
)
def test_on_ends_what_is_off_for_the_rules_that_it_names(off: str, on: str, left: list[str]) -> None:
    text = f"<!-- healthlint: {off} -- so -->\n\n{HYPE}\n\n<!-- healthlint: {on} -->\n\n{HYPE}\n"
    found = report(text)
    assert [each.code for each in found.findings] == left
    assert len(found.silenced) == 2 - left.count("LAN001")


def test_a_rule_can_be_disabled_again_after_on() -> None:
    off, on = "<!-- healthlint: off -- so -->", "<!-- healthlint: on LAN -->"
    assert codes(f"{off}\n\n{HYPE}\n\n{on}\n\n{HYPE}\n\n{off}\n\n{HYPE}\n") == ["LAN001"]
    assert codes(f"{off}\n\n{HYPE}\n\n{on}\n\nTea.\n\n{on}\n\nTea.\n") == ["SUP001"]


def test_a_comment_between_others_on_a_line_silences_the_whole_line_below() -> None:
    comment = "<!-- healthlint: ignore LAN -- so -->"
    assert codes(f"<div>\n{comment}\n<p>Tea.</p><p>{HYPE}</p>\n<p>{HYPE}</p></div>", "a.html") == ["LAN001"]


def test_a_comment_below_a_block_does_not_belong_to_it() -> None:
    comment = "<!-- healthlint: ignore LAN -- so -->"
    assert codes(f"<p>{HYPE}</p>\n{comment}\n<p>{HYPE}</p>", "a.html") == ["LAN001"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!-- healthlint: ignore LAN -- so -->", ""),
        ("Tea.\n\n <!-- healthlint: ignore LAN -- so --> \t\nTea.\n", "Tea.\n\nTea.\n"),
        ("Tea.\n\n<!-- healthlint: ignore LAN -- so -->", "Tea.\n\n"),
        ("  <!-- healthlint: ignore LAN -- so -->\nTea.\n", "Tea.\n"),
        ("Tea.\r\r<!-- healthlint: ignore LAN -- so -->\rTea.\r", "Tea.\r\rTea.\r"),
        ("Tea.\n\n<!-- healthlint: ignore LAN -- so --> Tea.\n", "Tea.\n\n Tea.\n"),
        (
            f"<!-- healthlint: ignore TYP, LAN, TYP101 -- so -->\n{HYPE}\n",
            f"<!-- healthlint: ignore LAN -- so -->\n{HYPE}\n",
        ),
    ],
)
def test_a_comment_that_goes_takes_its_line_with_it(before: str, after: str) -> None:
    edits = [edit for found in report(before).findings if found.fix for edit in found.fix.edits]
    mended = before
    for edit in sorted(edits, key=lambda each: each.span.start, reverse=True):
        mended = mended[: edit.span.start] + edit.text + mended[edit.span.end :]
    assert mended == after


def test_a_comment_without_a_reason_is_the_reason() -> None:
    text = f"<!-- healthlint: ignore LAN001 -->\n{HYPE}\n"
    assert [why for _, why in report(text).silenced] == ["a comment silences it"]


def test_a_comment_that_silences_nothing_of_any_rule_is_told_when_all_ran() -> None:
    every = default_engine(()).check(read_text(f"<!-- healthlint: ignore -- so -->\nTea.\n\n{HYPE}\n", "a.md"))
    assert [each.code for each in every.findings if each.family == "suppression"] == ["SUP001"]
    quiet = default_engine(()).check(read_text(f"<!-- healthlint: ignore -- so -->\n{HYPE}\n", "a.md"))
    assert [each.code for each in quiet.findings if each.family == "suppression"] == []


def test_a_code_in_an_export_has_no_place_of_its_own() -> None:
    source = '{"body": "<!-- healthlint: ignore XY, LAN001 -- \\"so\\" -->\\nIt is a miracle."}'
    found = [each for each in report(source, "a.json").findings if each.family == "suppression"]
    assert [(each.code, each.fix) for each in found] == [("SUP002", None)]
    assert found[0].excerpt.startswith("<!-- healthlint: ignore XY")


def test_a_finding_without_length_is_silenced_where_it_stands() -> None:
    text = "Tea.\n\n<!-- healthlint: off -- so -->\n\nTea.\n\n<!-- healthlint: on -->\n\nTea."
    first, last = text.index("<!--"), text.rindex("-->") + 3
    here = Position(1, 1)
    places = [0, first - 1, first, first + 1, last - 1, last, len(text)]
    found = [Finding("a", "XYZ001", "-", "-", "error", "-", "-", Span(at, at), here, here, "") for at in places]
    quiet = silence(read_text(text, "a.md"), found, [], [])
    assert [each.span.start for each, _ in quiet.silenced] == [first, first + 1, last - 1]


@pytest.mark.parametrize(
    ("source", "left"),
    [
        (
            '{"title": "A miracle", "body": "<!-- healthlint: ignore LAN -- so -->\\n\\nIt is a miracle."}',
            ["A miracle"],
        ),
        (
            '{"body": "A <b>miracle</b>.<!-- healthlint: ignore LAN -- so -->\\n<p class=\\"x\\">It is a miracle."}',
            ["It is"],
        ),
        ('{"body": "<!-- healthlint: ignore LAN -- so -->\\nTea.",\n "summary": "It is a miracle."}', ["SUP", "It is"]),
    ],
)
def test_the_lines_of_an_export_are_those_of_its_texts(source: str, left: list[str]) -> None:
    found = report(source, "a.json").findings
    assert len(found) == len(left)
    assert all(each.sentence.startswith(words) or each.family.startswith(words.lower())
               for each, words in zip(found, left, strict=True))  # fmt: skip


QUIET = "<!-- healthlint: ignore LAN -- so -->"


@pytest.mark.parametrize(
    ("text", "path", "left"),
    [
        # A comment at the start of an item is about that item.
        (f"- {QUIET} {HYPE}\n- {HYPE}\n", "a.md", 1),
        (f"1. {QUIET} {HYPE}\n2. {HYPE}\n3. {HYPE}\n", "a.md", 2),
        (f"- {QUIET}\n  {HYPE}\n- {HYPE}\n", "a.md", 1),
        (f"- {QUIET} {HYPE}\n  {HYPE}\n  {HYPE}\n- {HYPE}\n", "a.md", 1),
        (f"- {QUIET} {HYPE}\n  - {HYPE}\n\n  {HYPE}\n", "a.md", 2),
        (f"* {HYPE}\n* {HYPE} {QUIET}\n* {HYPE}\n", "a.md", 2),
        (f"* {HYPE}\n* Tea. {QUIET} {HYPE}\n* {HYPE}\n", "a.md", 2),
        (f"- {QUIET} {HYPE}\n- {HYPE}\n", "a.txt", 1),
        (f"<ul>\n<li>{QUIET} {HYPE}</li>\n<li>{HYPE}</li>\n</ul>", "a.html", 1),
        (f"<ul><li>{HYPE}</li><li>{QUIET}{HYPE}</li><li>{HYPE}</li></ul>", "a.html", 2),
        (f"<ul><li>{HYPE}</li><li>{HYPE}{QUIET}</li><li>{HYPE}</li></ul>", "a.html", 2),
        (f"<ul><li>{HYPE}</li>{QUIET}<li>{HYPE}</li><li>{HYPE}</li></ul>", "a.html", 2),
        # The same of paragraphs, quotations and headings.
        (f"<p>{HYPE}</p><p>{QUIET}{HYPE}</p>", "a.html", 1),
        (f"<p>{HYPE}</p><p>{HYPE}{QUIET}</p><p>{HYPE}</p>", "a.html", 2),
        (f"> {QUIET}\n> {HYPE}\n\n{HYPE}\n", "a.md", 1),
        (f"> {HYPE}\n>\n> {QUIET} {HYPE}\n>\n> {HYPE}\n", "a.md", 2),
        (f"## {QUIET} A miracle\n\n{HYPE}\n", "a.md", 1),
        (f"{QUIET} {HYPE}\n{HYPE}\n\n{HYPE}\n", "a.md", 1),
        # Before a table it is about the table, in a row about the row, in a cell with text about the cell.
        (f"{QUIET}\n\n| a | b |\n|---|---|\n| {HYPE} | x |\n| y | {HYPE} |\n\n{HYPE}\n", "a.md", 1),
        (f"{QUIET}\n| a | b |\n|---|---|\n| {HYPE} | x |\n| y | {HYPE} |\n\n{HYPE}\n", "a.md", 1),
        (f"| a | b |\n|---|---|\n| {HYPE} {QUIET} | {HYPE} |\n| y | {HYPE} |\n", "a.md", 2),
        (f"| a | b | c |\n|---|---|---|\n| {HYPE} | {QUIET} | {HYPE} |\n| y | z | {HYPE} |\n", "a.md", 1),
        (f"| a | b | c |\n|---|---|---|\n| {QUIET} | {HYPE} | {HYPE} |\n| y | z | {HYPE} |\n", "a.md", 1),
        (
            f"{QUIET}<table><tr><th>a</th></tr><tr><td>{HYPE}</td></tr><tr><td>{HYPE}</td></tr></table><p>{HYPE}</p>",
            "a.html",
            1,
        ),
        (f"<table><tr><td>a</td></tr>{QUIET}<tr><td>b</td><td>{HYPE}</td></tr><tr><td>{HYPE}</td></tr>", "a.html", 1),
        (f"<table><tr><td>{HYPE}</td>{QUIET}<td>{HYPE}</td></tr><tr><td>{HYPE}</td></tr></table>", "a.html", 1),
        (f"<table><TR>{QUIET}<TD>{HYPE}<TD>{HYPE}<TR><TD>{HYPE}</table>", "a.html", 1),
        (f"<table><tr><td>{QUIET}{HYPE}</td><td>{HYPE}</td></tr></table>", "a.html", 1),
        (f"<table><tr><td>a</td></tr></table>{QUIET}<table><tr><td>{HYPE}</td></tr></table>", "a.html", 0),
        (f"{QUIET}\nname       effect\nLDN        {HYPE}\nTea        {HYPE}\n\n{HYPE}\n", "a.txt", 1),
    ],
)
def test_a_comment_reaches_its_block_and_no_further(text: str, path: str, left: int) -> None:
    assert codes(text, path) == ["LAN001"] * left


def test_a_comment_in_an_export_reaches_its_block() -> None:
    body = f"<ul><li>{HYPE}</li><li>{QUIET}{HYPE}</li><li>{HYPE}</li></ul>"
    assert codes(f'{{"title": "Tea", "body": "{body}"}}', "a.json") == ["LAN001", "LAN001"]
    rows = f"{QUIET}\\n\\n| a | b |\\n|---|---|\\n| {HYPE} | x |\\n| {HYPE} | y |\\n"
    assert codes(f'{{"title": "Tea", "body": "{rows}"}}', "a.json") == []


@pytest.mark.parametrize(
    ("front", "left"),
    [
        ("title: A miracle\nhealthlint: ignore LAN -- so", 1),
        ("healthlint: ignore LAN -- so\ntitle: A miracle\nsummary: A miracle", 1),
        ("title: A miracle\nhealthlint: 'ignore LAN -- so'", 1),
        ('title: A miracle\nhealthlint: ["ignore LAN -- so", ignore TYP -- so]', 2),
        ("title: A miracle\nhealthlint:\n- ignore LAN -- so", 1),
        ("title: A miracle\nhealthlint: |\n  ignore LAN001 -- so\n  ignore TYP -- so", 2),
        ("title: A miracle\nhealthlint: ignore-file LAN -- so", 0),
        ("title: A miracle\nhealthlint: off LAN -- so", 0),
        ("title: A miracle  # healthlint: ignore LAN -- so", 1),
        ("# healthlint: ignore LAN -- so\ntitle: A miracle\nsummary: A miracle", 2),
        ("summary: A miracle\n# healthlint: ignore LAN -- so\ntitle: A miracle", 2),
        ("summary: 'A miracle # healthlint: ignore LAN -- so'", 2),
        ("title: A miracle", 2),
    ],
)
def test_front_matter_says_what_is_silenced_in_it(front: str, left: int) -> None:
    assert len(codes(f"---\n{front}\n---\n\n{HYPE}\n")) == left


@pytest.mark.parametrize(
    ("said", "left"), [("CAV", []), ("CAV001", ["CAV003"]), ("CAV001, CAV003", []), ("LAN", ["CAV001", "CAV003"])]
)
def test_front_matter_silences_what_the_whole_article_lacks(said: str, left: list[str]) -> None:
    text = (
        f"---\ntitle: LDN\nhealthlint: ignore {said} -- so\n---\n\n# LDN for pain\n\nLDN is taken for fibromyalgia.\n"
    )
    findings = default_engine(("CAV001", "CAV003")).check(read_text(text, "a.md")).findings
    assert [finding.code for finding in findings] == left


def test_front_matter_in_toml_does_too() -> None:
    front = '+++\ntitle = "A miracle"\nhealthlint = "ignore LAN -- so"\n+++\n'
    assert codes(f"{front}\n{HYPE}\n") == ["LAN001"]
    assert codes(f'+++\ntitle = "A miracle" # healthlint: ignore LAN -- so\n+++\n\n{HYPE}\n') == ["LAN001"]


@pytest.mark.parametrize("path", ["a.md", "a.html"])
def test_a_comment_in_the_line_below_front_matter_is_about_its_fields_too(path: str) -> None:
    front = "---\ntitle: A miracle\n---\n"
    assert codes(f"{front}{QUIET}\n\n<p>{HYPE}</p>\n\n<p>{HYPE}</p>\n", path) == ["LAN001"]
    assert codes(f"{front}\n{QUIET}\n\n<p>{HYPE}</p>\n", path) == ["LAN001"]


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("title: Tea\nhealthlint: ignore LAN -- so\nslug: x", "title: Tea\nslug: x"),
        (
            "title: Tea\nhealthlint: ignore TYP, LAN -- so\nsummary: A miracle",
            "title: Tea\nhealthlint: ignore LAN -- so\nsummary: A miracle",
        ),
        ("title: Tea\nhealthlint: 'ignore LAN -- so'\nslug: x", "title: Tea\nslug: x"),
        ("title: Tea # healthlint: ignore LAN -- so", "title: Tea "),
        ("title: Tea\nhealthlint: [ignore LAN -- so]", None),
    ],
)
def test_an_unused_directive_in_front_matter_can_be_removed(front: str, after: str | None) -> None:
    source = f"---\n{front}\n---\n\nTea.\n"
    (found,) = report(source).findings
    assert found.code == "SUP001"
    if after is None:
        assert found.fix is None
    else:
        assert found.fix is not None
        (edit,) = found.fix.edits
        assert source[: edit.span.start] + edit.text + source[edit.span.end :] == f"---\n{after}\n---\n\nTea.\n"
