"""Inputs that break parsers are answered, and twice as much of one costs at most about twice the work.

The work is the number of calls, which is the same on every machine; benchmarks/pathological.py measures time.
"""

from __future__ import annotations

import cProfile
from collections.abc import Callable

import pytest
from benchmarks.pathological import CASES, MOST

import healthlint
from healthlint.document.read import read_text

# Each of these once cost the square of its length somewhere in analysis or checks.
SQUARED = ("rows", "counts in rows", "raised numbers", "paragraphs")
DEEP = {
    "quotes": ("a.md", "> "),
    "bullets": ("a.md", "- "),
    "numbers": ("a.md", "1. "),
    "div": ("a.html", "<div>"),
    "blockquote": ("a.html", "<blockquote>"),
    "ul": ("a.html", "<ul><li>"),
    "table": ("a.html", "<table><tr><td>"),
    "bold": ("a.html", "<b>"),
}
ONE_MARK = {
    "stars": ("a.md", "*"),
    "underscores": ("a.md", "_"),
    "brackets": ("a.md", "["),
    "backticks": ("a.md", "`"),
    "less-than": ("a.md", "<"),
    "less-than in a page": ("a.html", "<"),
}


def calls(work: Callable[[str, str], object], text: str, path: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(work, text, path)
    return sum(entry.callcount for entry in profile.getstats())


def assert_linear(work: Callable[[str, str], object], name: str, size: int) -> None:
    case = CASES[name]
    work(case.text(100), case.path)  # what is loaded or compiled once
    assert calls(work, case.text(2 * size), case.path) <= MOST * calls(work, case.text(size), case.path) + 100


@pytest.mark.parametrize("name", CASES)
def test_reading_is_linear(name: str) -> None:
    assert_linear(read_text, name, 3000)


@pytest.mark.parametrize("size", [1500, pytest.param(6000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", SQUARED)
def test_checking_is_linear(name: str, size: int) -> None:
    assert_linear(healthlint.check_text, name, size)


@pytest.mark.parametrize("depth", [4_000, pytest.param(20_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", DEEP)
def test_a_claim_is_found_at_any_nesting_depth(name: str, depth: int) -> None:
    path, nesting = DEEP[name]
    text = f"{nesting * depth}LDN cures fibromyalgia."
    found = [finding for finding in healthlint.check_text(text, path=path) if finding.code == "EFF201"]
    assert [text[finding.span.start : finding.span.end] for finding in found] == ["LDN cures fibromyalgia"]


@pytest.mark.parametrize("count", [100_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", ONE_MARK)
def test_a_million_of_one_mark(name: str, count: int) -> None:
    path, mark = ONE_MARK[name]
    assert read_text("a" + mark * count + "\n\nLDN cures.", path).text.endswith("LDN cures.")


@pytest.mark.parametrize(
    ("path", "opened"),
    [
        ("a.md", "**"), ("a.md", "_"), ("a.md", "["), ("a.md", "![x]("), ("a.md", "~~"), ("a.md", "`"), ("a.md", "{{ "),
        ("a.md", "{% x "), ("a.md", "<b>"), ("a.md", "<span class='"), ("a.md", "| a |\n|---|\n| "),
        ("a.md", "<div>\n\n"), ("a.md", "---\n\n"), ("a.md", "+++\n\n"), ("a.html", "<b><i>"),
        ("a.html", "<p><code>x<p>"),
        ("a.html", "<table><tr><td>"), ("a.html", "<p><s>x<p>"), ("a.html", "<title>"), ("a.html", "&#"),
        ("a.txt", "<!-- "), ("a.txt", "("),
    ],
)  # fmt: skip
def test_an_unclosed_construct_hides_no_text(path: str, opened: str) -> None:
    text = f"{opened}LDN cures fibromyalgia."
    assert "EFF201" in {finding.code for finding in healthlint.check_text(text, path=path)}
