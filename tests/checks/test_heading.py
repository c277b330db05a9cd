from __future__ import annotations

import pytest

from healthlint.checks.heading import Heading


@pytest.fixture
def check(phrases):
    return Heading(one=phrases("no risks"), other=phrases("the risks are"))


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("# Tea\n\n## It has no risks\n\nIt is hot. The risks are two.\n", ["The risks are"]),
        ("# Tea has no risks\n\nIt is hot.\n\n## More\n\nThe risks are two.\n", ["The risks are"]),
        ("# Tea\n\n## The risks are two\n\nIt has no risks.\n", ["no risks"]),
        ("# Tea\n\n## It has no risks\n\nIt is hot.\n\n## Wine\n\nThe risks are two.\n", []),
        ("# Tea\n\n## Are there no risks?\n\nThe risks are two.\n", []),
        ("# Tea\n\n## Velorin has no risks\n\nDolomab is no tea. With dolomab the risks are two.\n", []),
        ("# Tea\n\nIt has no risks. The risks are two.\n", []),
    ],
)
def test_the_text_under_a_heading(texts, check, text, flagged):
    assert texts(check, text, path="a.md") == flagged


def test_what_the_message_says(run, check):
    (found,) = run(check, "# Tea has no risks\n\nThe risks are two.\n", path="a.md")
    assert found.values == {"text": "The risks are", "earlier": "no risks (line 1)"}
