"""Headings, lists, tables and quotations come out as such, whatever the file holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.page_model import Node, parse

from healthlint.document.read import read_text
from healthlint.report.page.article import prose


def page(source: str, path: str = "a.md") -> Node:
    return parse(prose(read_text(source, path), ()))


def grid(root: Node) -> list[list[str]]:
    return [[cell.text for cell in row.all("th", "td")] for row in root.all("tr")]


def test_headings_follow_the_article_without_a_gap_from_its_title() -> None:
    names = [node.name for node in page("# A\n\n## B\n\n### C\n\n###### D").all("h3", "h4", "h5", "h6")]
    assert names == ["h3", "h4", "h5", "h6"]


def test_a_list_keeps_its_nesting_and_its_numbers() -> None:
    root = page("- a\n  - b\n- c\n\n4. d\n5. e")
    assert [item.text for item in root.one("ol").all("li")] == ["d", "e"]
    assert root.one("ol").all("li")[0].attributes["value"] == "4"
    assert root.all("ul")[0].all("ul")[0].text == "b"


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        ("| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |", [["A", "B"], ["1", "2"], ["3", "4"]]),
        ("| A | B | C |\n| - | - | - |\n| 1 | | 3 |\n| 4 | 5 | |", [["A", "B", "C"], ["1", "", "3"], ["4", "5", ""]]),
        (
            "| A | B | C |\n| - | - | - |\n| | 2 | 3 |\n| 4 | 5 | 6 |",
            [["A", "B", "C"], ["", "2", "3"], ["4", "5", "6"]],
        ),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", [["a", "b"], ["c", "d"]]),
        ("<table><tr><th>A<th>B<tr><th>r<td><p>1<p>2</table>", [["A", "B"], ["r", "12"]]),
    ],
)
def test_a_table_keeps_its_rows_and_columns(source: str, rows: list[list[str]]) -> None:
    assert grid(page(source)) == rows


def test_the_headings_of_a_table_name_what_they_head() -> None:
    heads = page("| A | B |\n| --- | --- |\n| 1 | 2 |").all("th")
    assert [(head.text, head.attributes["scope"]) for head in heads] == [("A", "col"), ("B", "col"), ("1", "row")]


def test_a_quotation_is_one() -> None:
    assert page("> It is safe.\n>\n> It is.").one("blockquote").text == "It is safe.It is."


def test_an_image_description_is_named_in_its_place() -> None:
    assert "Image description: A pill" in page("![A pill](a.png)").text


def test_depth_is_no_danger() -> None:
    nested = "<ul><li>a" * 400
    assert page(nested, "a.html").text.count("a") == 400
    assert "deep" in page("<blockquote>" * 400 + "deep", "a.html").text


@given(st.text(alphabet="ab#>-|*1.<&\"' \n`[]", max_size=60), st.sampled_from(["a.md", "a.html", "a.txt"]))
def test_every_word_of_any_text_is_shown_once_and_in_order(source: str, path: str) -> None:
    document = read_text(source, path)
    if document.blocks:
        root = parse(prose(document, ()))
        for hint in root.all("span", "p", **{"class": "hint"}):
            hint.children.clear()
        assert "".join(root.text.split()) == "".join(document.text.split())
