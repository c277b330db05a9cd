from __future__ import annotations

import pytest

from healthlint.checks.unsourced import Unsourced


@pytest.fixture
def check(phrases):
    return Unsourced(terms=phrases("studies show"), named=phrases("in the weekly"))


def test_nothing_is_named(run, check):
    (found,) = run(check, "Many studies show that tea helps.")
    assert (found.text, found.values) == ("studies show", {"text": "studies show"})


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Many studies show that tea helps.[1]", "a.txt"),
        ("Many studies show that tea helps. One stood in the Weekly.", "a.txt"),
        ("Many [studies](https://example.org/tea) show. Our studies show it.", "a.md"),
        ("<p>Our studies show it, see <a href='https://example.org/tea'>here</a>.</p>", "a.html"),
        ("Tea helps.", "a.txt"),
    ],
)
def test_something_is_named(texts, check, text, path):
    assert texts(check, text, path=path) == []


def test_a_source_in_another_block_does_not_count(texts, check):
    text = "Studies show that tea helps.\n\nCups are round.[1]\n"
    assert texts(check, text, path="a.md") == ["Studies show"]


@pytest.mark.parametrize(("between", "found"), [("", []), ("Tea is hot.\n\nIt is old.\n\n", ["the new studies show"])])
def test_a_definite_term_may_be_sourced_after_it(texts, phrases, between, found):
    check = Unsourced(
        terms=phrases("the new studies show"), named=phrases("in the weekly"), definite=phrases("the new")
    )
    text = f"Tea helps, the new studies show.\n\n{between}One stood in the Weekly.\n"
    assert texts(check, text, path="a.md") == found
