"""Patterns in gitignore syntax, none of which may take longer than a moment: a repository may hold anybody's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import AnyStr

from pathspec import GitIgnoreSpec
from pathspec.pattern import RegexMatchResult
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from healthlint.errors import ConfigError

_PLAIN = 3
"""A pattern with so few stars is soon done with any path."""
_SECONDS = 1.0


class _Timed(GitIgnoreSpecPattern):
    """A pattern that gives up: with many stars, a long name has more ways to fit than anybody can wait for."""

    def match_file(self, file: AnyStr) -> RegexMatchResult | None:
        if self.regex is None or str(self.pattern).count("*") <= _PLAIN:
            plain: RegexMatchResult | None = super().match_file(file)
            return plain
        import regex

        try:
            found = regex.compile(self.regex.pattern).search(file, timeout=_SECONDS)
        except TimeoutError:
            raise ConfigError(
                f"the pattern '{self.pattern!s:.60}' takes longer than {_SECONDS:g} s on one path; use fewer stars"
            ) from None
        return None if found is None else RegexMatchResult(found)


def spec(patterns: Iterable[str]) -> GitIgnoreSpec:
    """What these patterns match. Whoever asks it gets a ConfigError where one takes too long."""
    return GitIgnoreSpec.from_lines(patterns, _Timed, backend="simple")
