"""Patterns in gitignore syntax: broken ones are said, or passed over as git does."""

from __future__ import annotations

import contextlib
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.config import globs
from healthlint.config.globs import PatternError, lenient, spec

BROKEN = ["[z-a].md", "a[9-0]b", "drafts/[b-a]*", "!", "a\\", "[[:alpha:]-a]"]


@pytest.mark.parametrize("pattern", BROKEN[:5])
def test_one_that_means_nothing_is_named(pattern: str) -> None:
    with pytest.raises(PatternError) as problem:
        spec(("*.txt", pattern))
    assert problem.value.pattern == pattern
    assert pattern[0] in str(problem.value)


def test_lenient_matchers_ignore_invalid_patterns() -> None:
    found = lenient((*BROKEN, "b.md"))
    assert found.match_file("b.md")
    assert not found.match_file("a.md")


@given(st.lists(st.text(st.sampled_from("ab[]!-\\*?/z. ^{}()|+$:~&#\t"), max_size=9), max_size=3), st.text(max_size=9))
def test_none_breaks_anything(lines: list[str], path: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        lenient(lines).match_file(path)
        with contextlib.suppress(PatternError):
            spec(lines).match_file(path)


def test_one_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(globs, "_SECONDS", 0.01)
    found = lenient(("*a" * 30 + "b", "c.md"))
    assert not found.match_file("a" * 60)
    assert found.match_file("c.md")
