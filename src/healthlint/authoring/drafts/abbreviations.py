"""The abbreviations that a label explains: "rheumatoid arthritis (RA)"."""

from __future__ import annotations

from collections.abc import Mapping

from healthlint.pattern import pattern

_EXPLAINED = pattern(r"((?:[A-Za-z][\w’'-]*[ ]+){1,6})\([ ]*([A-Z][A-Za-z]{1,6})[ ]*\)")


def abbreviations(text: str) -> Mapping[str, str]:
    """The expansion of each abbreviation, where initials or letters show how many words belong to it."""
    found: dict[str, str] = {}
    for match in _EXPLAINED.finditer(text):
        before, short = match[1].split(), match[2]
        capitals = [letter.lower() for letter in short if letter.isupper()]
        last = before[-len(capitals) :]
        if [word[0].lower() for word in last] == capitals:
            found.setdefault(short, " ".join(last))
        elif before[-1][0].lower() == capitals[0] and _holds(before[-1].lower(), short.lower()):
            found.setdefault(short, before[-1])
    return found


def expanded(text: str, known: Mapping[str, str]) -> str:
    """A name with every abbreviation in it written out."""
    return " ".join(known.get(word, word) for word in text.split())


def _holds(word: str, letters: str) -> bool:
    """True if the letters occur in a word in this order, as those of MTX in methotrexate."""
    rest = iter(word)
    return all(letter in rest for letter in letters)
