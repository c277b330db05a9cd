"""The marks cover what the findings mean and nothing else, and add no letter to the article."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.report.findings_on import finding, on, on_all
from tests.report.page_model import Node, parse

from healthlint.document.read import read_text
from healthlint.report.page.article import prose
from healthlint.report.page.marks import place
from healthlint.span import Span

TEXT = "One <two> three & four.\n\nFive µ six."
SPANS = st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted), max_size=5)


def shown(node: Node) -> str:
    """The article's own text, without the numbers."""
    if node.name == "sup":
        return ""
    return "".join(child if isinstance(child, str) else shown(child) for child in node.children)


def covered(root: Node, note: str) -> str:
    return "".join(mark.text for mark in root.all("mark") if note in mark.attributes["data-notes"].split())


@given(SPANS)
def test_any_overlap_marks_exactly_the_words_of_each_finding(spans: list[list[int]]) -> None:
    document = read_text(TEXT, "a.txt")
    placed = place(document, [finding(document, Span(*span), severity="warning") for span in spans], "a")
    root = parse(prose(document, placed))
    assert shown(root) == document.text.replace("\n\n", "")
    for item in placed:
        words = document.text[item.span.start : item.span.end]
        assert covered(root, item.note) == words.replace("\n", "")
        assert root.one("a", id=item.mark).attributes["href"] == f"#{item.note}"


def test_the_shared_stretch_of_two_findings_is_a_mark_of_both_shortest_first() -> None:
    document = read_text("It is very safe for all.", "a.txt")
    findings = [on(document, "is very safe", severity="suggestion"), on(document, "safe for", severity="error")]
    marks = parse(prose(document, place(document, findings, "a"))).all("mark")
    assert [(mark.text, mark.attributes["data-notes"]) for mark in marks] == [
        ("is very ", "a-note-1"),
        ("safe", "a-note-2 a-note-1"),
        (" for", "a-note-2"),
    ]
    assert [mark.classes for mark in marks] == [["suggestion"], ["error", "several"], ["error"]]


def test_a_finding_on_the_whole_article_stands_at_the_title_and_marks_no_word() -> None:
    document = read_text("# Velorin\n\nIt helps.", "a.md")
    root = parse(prose(document, place(document, [on_all(document)], "a")))
    assert not root.all("mark")
    assert root.one("h3").one("a", id="a-mark-1").text == "1"


def test_a_finding_on_the_words_of_the_title_marks_them() -> None:
    document = read_text("# Velorin\n\nIt helps.", "a.md")
    root = parse(prose(document, place(document, [on(document, "Velorin")], "a")))
    assert root.one("mark").text == "Velorin"


def test_words_with_markup_inside_are_marked_as_readers_see_them() -> None:
    document = read_text("It is *very* safe &amp; sound.", "a.md")
    root = parse(prose(document, place(document, [on(document, "*very* safe &amp; sound")], "a")))
    assert root.one("mark").text == "very* safe & sound".replace("*", "")


def test_words_around_an_image_are_marked_without_its_description() -> None:
    document = read_text("LDN ![a pill](a.png) cures all, and more.", "a.md")
    root = parse(prose(document, place(document, [on(document, "LDN ![a pill](a.png) cures all")], "a")))
    assert root.one("mark").text == "LDN cures all"


def test_a_finding_on_a_comment_has_a_number_where_the_comment_stands() -> None:
    document = read_text("One.\n\n<!-- healthlint: off -->\n\nTwo.", "a.md")
    root = parse(prose(document, place(document, [on(document, "<!-- healthlint: off -->")], "a")))
    assert not root.all("mark")
    assert root.one("a", id="a-mark-1")


def test_an_article_without_text_still_shows_its_findings() -> None:
    document = read_text("<!-- healthlint: off -->", "a.md")
    root = parse(prose(document, place(document, [finding(document, Span(0, 24))], "a")))
    assert root.one("a", id="a-mark-1")
