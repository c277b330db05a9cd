"""Markers in the text and the entries that they lead to."""

from __future__ import annotations

import pytest

from healthlint.analysis.citations import entries, markers
from healthlint.document.read import read_text

LISTED = "\n\nReferences\n\n[1] On tea.\n\n[2] On cups [9]."


def marked(text: str, path: str = "article.txt") -> list[tuple[str, str, tuple[int, ...]]]:
    document = read_text(text, path)
    return [
        (document.text[marker.span.start : marker.span.end], marker.style, marker.numbers)
        for marker in markers(document)
    ]


def listed(text: str, path: str = "article.txt") -> list[tuple[str, str, int]]:
    document = read_text(text, path)
    return [
        (document.text[entry.span.start : entry.span.end], entry.style, entry.number) for entry in entries(document)
    ]


@pytest.mark.parametrize(
    ("text", "marker", "style", "numbers"),
    [
        ("Tea is hot.[1]", "[1]", "square", (1,)),
        ("Tea is hot [12].", "[12]", "square", (12,)),
        ("Tea is hot {3}.", "{3}", "brace", (3,)),
        ("Tea is hot (4).", "(4)", "round", (4,)),
        ("Tea is hot.²", "²", "superscript", (2,)),
        ("Tea is hot.¹²", "¹²", "superscript", (12,)),
        ("Tea is hot.[2,3]", "[2,3]", "square", (2, 3)),
        ("Tea is hot.[1; 4]", "[1; 4]", "square", (1, 4)),
        ("Tea is hot.[2-4]", "[2-4]", "square", (2, 3, 4)),
        ("Tea is hot.[2–4, 7]", "[2–4, 7]", "square", (2, 3, 4, 7)),
    ],
)
def test_a_marker_and_where_it_leads(text: str, marker: str, style: str, numbers: tuple[int, ...]) -> None:
    assert marked(text) == [(marker, style, numbers)]


@pytest.mark.parametrize(
    "text",
    [
        "Tea is hot [sic].",
        "Tea (see page 4) is hot.",
        "The book (2019) is on tea.",
        "Choose (a) tea or (b) coffee.",
        "Call [1234] now.",
        "{name} drinks tea.",
        "(4) is not behind a word.",
    ],
)
def test_what_is_no_marker(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize("text", ["A body mass of 31 kg/m² is high.", "The room has 12 m³.", "Take 10² cells."])
def test_a_power_is_no_marker(text: str) -> None:
    assert marked(text) == []


def test_markers_stand_in_reading_order() -> None:
    assert [marker for marker, _, _ in marked("A.³ B.[1] C {2}. D (4).")] == ["³", "[1]", "{2}", "(4)"]


def test_the_reference_list_holds_entries_and_no_markers() -> None:
    text = "Tea is hot.[1]" + LISTED
    assert marked(text) == [("[1]", "square", (1,))]
    assert listed(text) == [("[1] On tea.", "square", 1), ("[2] On cups [9].", "square", 2)]


@pytest.mark.parametrize(
    ("first", "style"),
    [("[1] On tea.", "square"), ("{1} On tea.", "brace"), ("{1}On tea.", "brace"), ("1. On tea.", "plain")],
)
def test_the_style_of_an_entry(first: str, style: str) -> None:
    assert [(found, number) for _, found, number in listed(f"Tea.\n\nReferences\n\n{first}")] == [(style, 1)]


def test_an_article_without_a_list_has_no_entries() -> None:
    assert listed("Tea is hot.[1]\n\n1. Boil water.\n\n2. Add tea.") == []


def test_footnotes_of_markdown_lead_to_their_notes() -> None:
    text = "Tea is hot.[^1] So are cups.[^2]\n\n[^1]: On tea.\n\n[^2]: On cups.\n"
    assert marked(text, "article.md") == [("[^1]", "note", (1,)), ("[^2]", "note", (2,))]
    assert [(style, number) for _, style, number in listed(text, "article.md")] == [("note", 1), ("note", 2)]


def test_superscript_links_of_html_lead_to_the_list() -> None:
    text = "<p>Tea is hot<sup>1</sup> or not<sup>2,3</sup></p><h2>References</h2><ol><li>Tea</li><li>Cups</li></ol>"
    assert marked(text, "article.html") == [("[1]", "note", (1,)), ("[2,3]", "note", (2, 3))]
    assert [number for _, _, number in listed(text, "article.html")] == [1, 2]
