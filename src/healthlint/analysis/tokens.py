"""Words of a text with exact offsets, normalised so that one phrase matches every way of typing it.

Lower case, NFC, straight apostrophes. A hyphen inside a word separates two words ("low-dose" is "low dose").
Contractions are two words ("isn't" is "is" + "not", "Crohn's" is "crohn" + "'s"), even if the apostrophe is missing
("doesnt"). Numbers keep their separators ("4.5", "1,000"). Other characters are words of their own.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from sys import intern

from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.span import Span

_Add = Callable[[str, int, int], None]
_LETTERS = r"[^\W\d_]"
_TOKEN = pattern(
    rf"{_LETTERS}[^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*(?:['’ʼ]{_LETTERS}+)*"
    r"|\d+(?:[.,·]\d+)*"
    r"|'s\b|[^\w\s]"
)
_HYPHENS = frozenset("-‐‑")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would", "'s": "'s"}
_NEGATED = {"can": "can", "ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
# Texts pasted through a filter lose their apostrophes; none of these is a word of its own.
_BARE = {
    bare: (bare[:-2], _NEGATED.get(bare[:-2], bare[:-2]))
    for bare in (
        "doesnt dont didnt isnt arent wasnt werent hasnt havent hadnt couldnt shouldnt wouldnt mustnt neednt cant wont"
    ).split()
}
_BARE["cant"] = ("ca", "can")
_BARE["wont"] = ("wo", "will")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel tuples: normalised word, start and end offset in the text."""

    words: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The span from token `first` up to and including token `last`."""
        return Span(self.starts[first], self.ends[last])

    def within(self, span: Span) -> range:
        """Indices of the tokens that start inside `span`."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))


def tokenize(text: str, offset: int = 0) -> Tokens:
    """All words of `text`; `offset` is added to every position."""
    words: list[str] = []
    # Numbers of a large document take several times the place of its words in a tuple.
    starts, ends = array("I"), array("I")

    def add(word: str, start: int, end: int) -> None:
        words.append(word)
        starts.append(start + offset)
        ends.append(end + offset)

    for match in _TOKEN.finditer(text):
        raw = match[0]
        start, end = match.span()
        if raw in _HYPHENS and _inside_word(text, start, end):
            continue
        word = raw.lower()
        if not word.isascii():
            word = unicodedata.normalize("NFC", word).translate(_APOSTROPHES)
        if "'" in word and len(word) > 2:
            _split(word, start, end, add)
        elif word in _BARE:
            stem, spoken = _BARE[word]
            add(spoken, start, start + len(stem))
            add("not", start + len(stem), end)
        elif word == "cannot":
            add("can", start, start + 3)
            add("not", start + 3, end)
        else:
            # A text has few different words, each many times.
            add(intern(word), start, end)
    return Tokens(tuple(words), starts, ends)


def _inside_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isalpha() and after.isalnum()) or (before.isalnum() and after.isalpha())


def _split(word: str, start: int, end: int, add: _Add) -> None:
    if word.endswith("n't"):
        stem = word[:-3]
        if stem:  # "did n't": the verb is a token of its own
            add(_NEGATED.get(stem, stem), start, end - 3)
        add("not", end - 3, end)
        return
    stem, mark, rest = word.rpartition("'")
    ending = _ENDINGS.get(mark + rest)
    if ending is None or not stem:
        add(word, start, end)
        return
    cut = end - len(mark + rest)
    add(stem, start, cut)
    add(ending, cut, end)
