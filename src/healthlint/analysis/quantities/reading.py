"""The words of one sentence, as the parsers of quantities read them."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.analysis.lexicon import NO_LISTS, Lists
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens `first` to `last` (exclusive) of a text: one sentence. Tokens outside read as empty.

    `lists` are the word lists of the packs."""

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    first: int
    last: int
    lists: Lists = NO_LISTS

    def word(self, at: int) -> str:
        """The normalised word at `at`, or an empty string outside the sentence."""
        return self.words[at] if self.first <= at < self.last else ""

    def listed(self, at: int, name: str) -> bool:
        """True if the word at `at` is in a list."""
        return self.word(at) in self.lists[name]

    def gap(self, at: int) -> str:
        """The characters between token `at` and the one before it."""
        return self.text[self.ends[at - 1] : self.starts[at]] if self.first < at < self.last else " "

    def span(self, first: int, end: int) -> Span:
        """The stretch of tokens `first` to `end` (exclusive)."""
        return Span(self.starts[first], self.ends[end - 1])
