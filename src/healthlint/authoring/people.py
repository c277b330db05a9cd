"""Replaces names of people, e-mail addresses and handles in a text, so that it can be shared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import dropwhile, takewhile

from healthlint.analysis.vocabulary import Vocabulary
from healthlint.pattern import pattern

_ADDRESS = pattern(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = pattern(r"(?<![\w@])@\w[\w.]*\w")
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_CAPITALS = pattern(rf"(?:{_CAPITAL}[\w’'-]{{0,3}}\. |{_CAPITAL}[\w’'-]* )*{_CAPITAL}[\w’'-]*")
"""Consecutive capitalised words; short ones may be abbreviated ("Prof. A. Reed")."""
_POSSESSIVE = pattern(r"['’]s?$")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def without_names(text: str, words: Vocabulary | None, kept: Callable[[str], bool]) -> str:
    """The text with people replaced by `Person A`, `Person B`, the same for the same surname.

    A name follows a title or begins with a common given name; it is then replaced everywhere. Words that are `kept` (a
    drug, a condition) are never replaced. Names that nothing marks as a person's are not recognised.
    """
    text = _HANDLE.sub("@somebody", _ADDRESS.sub("somebody@example.org", text))
    if words is None:
        return text
    stand_ins: dict[str, str] = {}
    for name in _names(text, words, kept):
        surname = name.rpartition(" ")[2]
        stand_in = stand_ins.setdefault(surname, f"Person {_LETTERS[len(set(stand_ins.values())) % len(_LETTERS)]}")
        stand_ins[name] = stand_in
    for name in sorted(stand_ins, key=len, reverse=True):
        text = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").sub(stand_ins[name], text)
    return text


def _names(text: str, words: Vocabulary, kept: Callable[[str], bool]) -> Iterator[str]:
    for run in _CAPITALS.finditer(text):
        bare = [_POSSESSIVE.sub("", part) for part in run[0].split(" ")]
        marked = dropwhile(lambda part: not words.sign("title", part) and not words.sign("given", part), bare)
        untitled = dropwhile(lambda part: words.sign("title", part), marked)
        if name := list(takewhile(lambda part: not kept(part), untitled)):
            yield " ".join(name)
