"""One safe, self-contained and accessible page."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from tests.report.findings_on import on, on_all, report
from tests.report.page_model import Node, parse

from healthlint.document.read import read_text
from healthlint.findings.model import Edit, Evidence, Fix
from healthlint.report.html import render
from healthlint.span import Span
from healthlint.triage.model import Report

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> & "


def page(*reports: Report) -> Node:
    return parse(render(reports))


def full() -> Report:
    document = read_text("# Velorin\n\nIt is very safe. Take 5.0 mg.", "a.md")
    facts = tuple(Evidence(f"f{at}", "weekly", f"statement {at}", "The Weekly") for at in range(3))
    fix = Fix(False, (Edit(Span(0, 0), "5 mg"),))
    findings = (
        on(document, "very safe", evidence=facts),
        on(document, "5.0 mg", severity="suggestion", family="dose", code="DOS101", fix=fix),
        on_all(document, severity="warning"),
    )
    return Report("a.md", document, findings, silenced=((findings[0], "quoted"),))


def test_whatever_is_written_in_an_article_is_text() -> None:
    document = read_text(EVIL * 3, f"{EVIL}.txt")
    evidence = (Evidence(EVIL, EVIL, EVIL, EVIL),)
    fix = Fix(True, (Edit(Span(0, 0), EVIL),))
    found = on(document, EVIL, message=EVIL, why=EVIL, evidence=evidence, fix=fix)
    root = page(Report(document.path, document, (found,)), Report(EVIL, problem=EVIL))
    assert len(root.all("script")) == 1
    assert not root.all("img")
    assert not [node for node in root.all() for name in node.attributes if name.startswith("on")]
    assert "<script>alert(1)</script>" in root.one("mark").text
    assert EVIL in root.one("p", **{"class": "message"}).text


def test_a_character_that_no_browser_shows_is_replaced_by_one_that_it_does() -> None:
    written = render([report("A\x00B\x1b[31m\udc80 safe", "safe", path="a.txt")])
    written.encode()
    assert not re.search("[\x00-\x08\x0b-\x1f]", written)


def test_nothing_is_asked_of_any_network() -> None:
    written = render([full(), report("Safe.", "Safe")])
    root = parse(written)
    assert not [node for node in root.all() if "src" in node.attributes]
    assert {node.attributes["href"][:5] for node in root.all("link")} == {"data:"}
    assert all(node.attributes["href"].startswith("#") for node in root.all("a"))
    style = root.one("style").text
    assert "url(" not in style
    assert "@import" not in style


def test_only_the_page_s_own_style_and_script_may_run() -> None:
    policy = page(full()).one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_a_note_says_what_is_wrong_why_what_is_documented_and_what_would_be_right() -> None:
    first, second, third = page(full()).all("li", tabindex="-1")
    assert "The whole article" in first.text
    for words in ("Error", "SAF001", "Too strong.", "Nobody knows.", "statement 2", "The Weekly", "line 3"):
        assert words.lower() in second.text.lower()
    assert "write “5 mg” (look at it first)" in third.text


def test_every_link_leads_somewhere_and_every_anchor_is_one_place() -> None:
    root = page(full(), report("Safe and safe.", "Safe", "safe"), full())
    anchors = [node.attributes["id"] for node in root.all() if "id" in node.attributes]
    assert len(anchors) == len(set(anchors))
    assert {node.attributes["href"][1:] for node in root.all("a")} <= set(anchors)
    named = {name for node in root.all() for name in node.attributes.get("aria-labelledby", "").split()}
    assert named <= set(anchors)


def test_a_mark_and_its_note_lead_to_each_other() -> None:
    root = page(full())
    for note in root.all("li", tabindex="-1"):
        back = note.all("a")[0].attributes["href"][1:]
        assert root.one("a", id=back).attributes["href"] == f"#{note.attributes['id']}"


def test_a_link_s_name_tells_its_severity_without_colour() -> None:
    label = page(full()).one("a", id="article-1-mark-2").attributes["aria-label"]
    assert label == "Note 2, error: Too strong."


@pytest.mark.parametrize("landmark", ["header", "main", "footer"])
def test_the_page_has_its_landmarks(landmark: str) -> None:
    body = page(full()).one("body")
    assert [child.name for child in body.children if isinstance(child, Node)].count(landmark) == 1


def test_headings_never_skip_a_level() -> None:
    levels = [int(node.name[1]) for node in page(full(), full()).all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_filter_is_there_for_what_was_found_and_hidden_without_the_script() -> None:
    form = page(full()).one("form")
    boxes = {(box.attributes["name"], box.attributes["value"]) for box in form.all("input")}
    assert {("severity", "error"), ("family", "caveat"), ("family", "dose"), ("family", "safety")} <= boxes
    assert ("family", "citation") not in boxes
    assert "hidden" in form.attributes
    assert {group.all("legend")[0].text for group in form.all("fieldset")} == {"Severity", "Family"}


def test_several_articles_have_an_index_and_charts() -> None:
    root = page(full(), report("Safe.", "Safe", path="b.md"), report("Fine.", path="c.md"))
    rows = [[cell.text for cell in row.all("th", "td")] for row in root.one("nav").all("tr")[1:]]
    assert rows == [["a.md", "1", "1", "1"], ["b.md", "1", "0", "0"], ["c.md", "0", "0", "0"]]
    family, file = root.all("svg")
    assert "safety: 2 errors" in family.one("title").text
    assert "a.md: 1 error, 1 warning, 1 suggestion; b.md: 1 error" in file.one("title").text
    assert "c.md" not in file.text
    assert [word.text for word in file.all("text")] == ["a.md", "1E 1W 1S", "b.md", "1E"]


def test_bars_are_as_long_as_they_count() -> None:
    family = page(full(), report("Safe.", "Safe")).all("svg")[0]
    widths = [float(bar.attributes["width"]) for bar in family.all("rect")]
    assert widths[0] == max(widths) == 2 * widths[1]


def test_one_article_needs_no_index() -> None:
    root = page(full())
    assert not root.all("nav", "svg")


def test_articles_without_findings_say_so() -> None:
    root = page(report("Fine."), report("Fine."))
    assert [aside.text for aside in root.all("aside")] == ["Nothing to report."] * 2
    assert not root.all("form", "svg")


def test_a_file_that_could_not_be_checked_is_named() -> None:
    assert "b.md: not text" in page(full(), Report("b.md", problem="b.md: not text")).one("section").text


def test_the_readability_of_running_text_is_shown_and_of_a_line_is_not() -> None:
    long = "The doctor gave the man a small pill for his pain. " * 12
    shown = page(report(long)).one("dl").text
    assert re.search(r"Words132Flesch reading ease \(100 is easiest\)\d+\.\d", shown)
    assert not page(report("Short.")).all("dl")


def test_the_same_reports_give_the_same_page() -> None:
    assert render([full()]) == render([full()])
