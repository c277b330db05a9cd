"""Markers in the text and the entries that they lead to."""

from __future__ import annotations

import pytest

from healthlint.analysis.citations import entries, markers
from healthlint.document.read import read_text

LISTED = "\n\nReferences\n\n[1] On tea.\n\n[2] On cups [9]."


def marked(text: str, path: str = "article.txt") -> list[tuple[str, str, tuple[str, ...]]]:
    document = read_text(text, path)
    return [
        (document.text[marker.span.start : marker.span.end], marker.style, marker.keys) for marker in markers(document)
    ]


def listed(text: str, path: str = "article.txt") -> list[tuple[str, str, str]]:
    document = read_text(text, path)
    return [
        (document.text[entry.span.start : entry.span.end], entry.style, entry.number) for entry in entries(document)
    ]


@pytest.mark.parametrize(
    ("text", "marker", "style", "numbers"),
    [
        ("Tea is hot.[1]", "[1]", "square", ("1",)),
        ("Tea is hot [12].", "[12]", "square", ("12",)),
        ("Tea is hot {3}.", "{3}", "brace", ("3",)),
        ("Tea is hot (4).", "(4)", "round", ("4",)),
        ("Tea is hot.²", "²", "superscript", ("2",)),
        ("Tea is hot.¹²", "¹²", "superscript", ("12",)),
        ("Tea is hot.[2,3]", "[2,3]", "square", ("2", "3")),
        ("Tea is hot.[1; 4]", "[1; 4]", "square", ("1", "4")),
        ("Tea is hot.[2-4]", "[2-4]", "square", ("2", "3", "4")),
        ("Tea is hot.[2–4, 7]", "[2–4, 7]", "square", ("2", "3", "4", "7")),
    ],
)
def test_a_marker_and_where_it_leads(text: str, marker: str, style: str, numbers: tuple[str, ...]) -> None:
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
def test_numbers_and_brackets_that_are_no_markers(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize("text", ["A body mass of 31 kg/m² is high.", "The room has 12 m³.", "Take 10² cells."])
def test_a_power_is_no_marker(text: str) -> None:
    assert marked(text) == []


def test_markers_stand_in_reading_order() -> None:
    assert [marker for marker, _, _ in marked("A.³ B.[1] C {2}. D (4).")] == ["³", "[1]", "{2}", "(4)"]


def test_the_reference_list_holds_entries_and_no_markers() -> None:
    text = "Tea is hot.[1]" + LISTED
    assert marked(text) == [("[1]", "square", ("1",))]
    assert listed(text) == [("[1] On tea.", "square", "1"), ("[2] On cups [9].", "square", "2")]


@pytest.mark.parametrize(
    ("first", "style"),
    [("[1] On tea.", "square"), ("{1} On tea.", "brace"), ("{1}On tea.", "brace"), ("1. On tea.", "plain")],
)
def test_the_style_of_an_entry(first: str, style: str) -> None:
    assert [(found, number) for _, found, number in listed(f"Tea.\n\nReferences\n\n{first}")] == [(style, "1")]


def test_an_article_without_a_list_has_no_entries() -> None:
    assert listed("Tea is hot.[1]\n\n1. Boil water.\n\n2. Add tea.") == []


def test_footnotes_of_markdown_lead_to_their_notes() -> None:
    text = "Tea is hot.[^1] So are cups.[^2]\n\n[^1]: On tea.\n\n[^2]: On cups.\n"
    assert marked(text, "article.md") == [("[^1]", "note", ("1",)), ("[^2]", "note", ("2",))]
    assert [(style, number) for _, style, number in listed(text, "article.md")] == [("note", "1"), ("note", "2")]


def test_superscript_links_of_html_lead_to_the_list() -> None:
    text = "<p>Tea is hot<sup>1</sup> or not<sup>2,3</sup></p><h2>References</h2><ol><li>Tea</li><li>Cups</li></ol>"
    assert marked(text, "article.html") == [("[1]", "note", ("1",)), ("[2,3]", "note", ("2", "3"))]
    assert [number for _, _, number in listed(text, "article.html")] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "marker", "keys"),
    [
        ("Tea is hot (Gray, 2019).", "(Gray, 2019)", ("gray 2019",)),
        ("Tea is hot (Gray 2019).", "(Gray 2019)", ("gray 2019",)),
        ("Tea is hot (Gray et al., 2019a, 2020).", "(Gray et al., 2019a, 2020)", ("gray 2019a", "gray 2020")),
        ("Tea is hot (see Gray & Brown, 2019, p. 4).", "(see Gray & Brown, 2019, p. 4)", ("gray 2019",)),
        ("Tea is hot (Gray, 2019; White and Brown, 2018).", None, ("gray 2019", "white 2018")),
        ("Tea is hot (van der Berg, 2019).", "(van der Berg, 2019)", ("berg 2019",)),
        ("Tea is hot (World Health Organization, 2019).", None, ("organization 2019",)),
        ("But Gray et al. (2019) say that tea is hot.", None, ("gray 2019",)),
    ],
)
def test_a_name_with_a_year_is_a_marker(text: str, marker: str | None, keys: tuple[str, ...]) -> None:
    ((found, style, led),) = marked(text)
    assert (style, led) == ("author-year", keys)
    assert marker is None or found == marker


@pytest.mark.parametrize(
    "text",
    ["It opened (March 2019).", "He was born there (in Leeds, 1950).", "It is hot (see page 2019).", "A year (2019)."],
)
def test_a_date_or_a_remark_is_no_marker(text: str) -> None:
    assert marked(text) == []


def test_an_entry_without_a_number_answers_to_name_and_year() -> None:
    listed = ("Gray B, White C. Milk. Milk J. 2020;3:1.", "World Health Organization (2019). On tea.")
    text = "\n\n".join(("Tea.", "## References", *listed))
    first, second = entries(read_text(text, "article.md"))
    assert first.answers("gray 2020")
    assert first.answers("white 2020a")
    assert not first.answers("gray 2019")
    assert second.answers("who 2019")
    assert second.answers("organization 2019")
    assert not second.answers("tea 2020")
