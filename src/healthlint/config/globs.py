"""Patterns in gitignore syntax with a time limit, as a repository may contain anybody's patterns."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import AnyStr

from pathspec import GitIgnoreSpec
from pathspec.pattern import RegexMatchResult
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from healthlint.errors import ConfigError

_PLAIN = 3
"""A pattern with at most this many stars is fast on any path."""
_SECONDS = 1.0


class PatternError(ValueError):
    """An invalid pattern; `pattern` is as it was written."""

    def __init__(self, pattern: str, why: str) -> None:
        super().__init__(why)
        self.pattern = pattern


class _Timed(GitIgnoreSpecPattern):
    """A pattern that gives up: with many stars, a long name has too many ways to match."""

    def match_file(self, file: AnyStr) -> RegexMatchResult | None:
        if self.regex is None or str(self.pattern).count("*") <= _PLAIN:
            plain: RegexMatchResult | None = super().match_file(file)
            return plain
        import regex

        try:
            found = regex.compile(self.regex.pattern).search(file, timeout=_SECONDS)
        except TimeoutError:
            raise ConfigError(
                f"the pattern '{self.pattern!s:.60}' takes longer than {_SECONDS:g} s to match a path; use fewer stars"
            ) from None
        return None if found is None else RegexMatchResult(found)


class _Forgiven(_Timed):
    """A pattern that, once it has taken too long, matches nothing."""

    given_up = False

    def match_file(self, file: AnyStr) -> RegexMatchResult | None:
        if self.given_up:
            return None
        try:
            return super().match_file(file)
        except ConfigError:
            self.given_up = True
            return None


def spec(patterns: Iterable[str]) -> GitIgnoreSpec:
    """The matcher for these patterns. Raises PatternError; using it raises ConfigError if one takes too long."""
    return GitIgnoreSpec([_made(line, _Timed) for line in patterns if line], backend="simple")


def lenient(lines: Iterable[str]) -> GitIgnoreSpec:
    """The matcher for the lines of a .gitignore; like git, it ignores invalid ones."""
    return GitIgnoreSpec(list(_understood(lines)), backend="simple")


def _understood(lines: Iterable[str]) -> Iterator[_Timed]:
    for line in lines:
        try:
            yield _made(line, _Forgiven)
        except PatternError:
            continue


def _made(line: str, cls: Callable[[str], _Timed]) -> _Timed:
    try:
        with warnings.catch_warnings():
            # Python warns that "[[a]" may become a set in the future.
            warnings.simplefilter("ignore")
            return cls(line)
    except re.error as problem:
        raise PatternError(line, f"Invalid git pattern: '{line}' ({problem.msg})") from None
    except ValueError as problem:
        raise PatternError(line, str(problem)) from None
