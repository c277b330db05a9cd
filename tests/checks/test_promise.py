from __future__ import annotations

import pytest

from healthlint.checks.promise import Promise


@pytest.fixture
def check(phrases):
    return Promise(
        points=("tip", "sign"),
        parts=("section",),
        back=phrases("these", "the"),
        above=phrases("above"),
        some=phrases("other", "the first"),
    )


def _article(title: str, count: int, last: str = "") -> str:
    return f"# {title}\n\n" + "".join(f"## {n}. Rest\n\nSleep.\n\n" for n in range(1, count + 1)) + last


def test_a_heading_too_many(run, check):
    (found,) = run(check, _article("3 tips", 4), path="a.md")
    assert found.text == "4"
    assert found.values == {"figure": "4", "earlier": "3 tips (line 1)"}


def test_a_heading_too_few(texts, check):
    assert texts(check, _article("4 tips", 3), path="a.md") == ["3"]


def test_a_count_that_looks_back(texts, check):
    assert texts(check, _article("3 tips", 3, "Keep these five tips."), path="a.md") == ["five tips"]
    assert texts(check, _article("Sleep", 4, "The five sections above are short."), path="a.md") == ["five sections"]


def test_a_list_that_is_announced(run, check):
    (found,) = run(
        check, "# Gout\n\nIt has five signs:\n\n- heat\n- pain\n\n  and more pain\n- swelling\n", path="a.md"
    )
    assert found.values == {"figure": "five signs", "earlier": "3 (line 5)"}


@pytest.mark.parametrize(
    "text",
    [
        _article("3 tips", 3, "Keep these three tips."),
        _article("20 tips", 3),
        _article("Sleep", 3, "There are five other tips."),
        _article("3 tips", 3, "Five tips came from Ann."),
        "# Gout\n\nIt has five other signs:\n\n- heat\n- pain\n",
        "# Gout\n\nIt has five signs. Bring with you:\n\n- pills\n- a pen\n",
    ],
)
def test_promises_that_are_kept_or_none(texts, check, text):
    assert texts(check, text, path="a.md") == []
