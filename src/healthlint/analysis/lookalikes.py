"""Letters that look Latin and are not: read as the letters they resemble; words that mix scripts are remembered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from healthlint.document.model import Document
from healthlint.document.prose import Prose
from healthlint.fast_dataclass import replace
from healthlint.pattern import pattern
from healthlint.span import Span

_CYRILLIC = "АВЕКМНОРСТХУІЈЅҮԚԜӀаеорсухіјѕһԁԛԝкмт", "ABEKMHOPCTXYIJSYQWIaeopcyxijshdqwkmt"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυιτχα", "ABEZHIKMNOPTYXovpuitxa"
_OTHERS = "ՕՍՏԼհոսցօ", "OUSLhnugo"
_LATIN = dict(zip("".join(pair[0] for pair in (_CYRILLIC, _GREEK, _OTHERS)),
                  "".join(pair[1] for pair in (_CYRILLIC, _GREEK, _OTHERS)), strict=True))  # fmt: skip
_GREEK_CAPITALS = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
_OMICRON = "ο"
# Greek, Coptic, Cyrillic, Armenian, Cherokee: scripts with letters that pass for Latin ones.
_FOREIGN = pattern(r"[Ͱ-ϿЀ-ԯԱ-ևᎠ-ᏽᲀ-ᲈⲀ-ⳤⷠ-ⷿꙀ-ꚟ]")
_WORD = pattern(r"[^\W\d_]+")
_STYLED = pattern("[\u24b6-\u24e9\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]")
_LATIN_LETTER = pattern(r"[A-Za-zÀ-ɏ]")
_SMALL = pattern(r"[a-z]")
_FEWEST_SMALL = 5
"""Small Latin letters in a word from which a Greek one is not a symbol: "fibromyαlgia", but "TNFα" and "NFκB"."""


def unmasked(document: Document) -> Document:
    """The same document with lookalikes replaced by Latin letters, one for one; words of mixed script are recorded in
    `disguised`. Bold and full-width Unicode letters are replaced too."""
    text = document.text
    if text.isascii():
        return document
    plain = _STYLED.sub(_undressed, text)
    found = list(_mixed(plain)) if _FOREIGN.search(plain) else []
    if not found and plain == text:
        return document
    parts: list[str] = []
    at = 0
    for span, shown in found:
        parts += (plain[at : span.start], shown)
        at = span.end
    read = "".join((*parts, plain[at:]))
    words = tuple((span, text[span.start : span.end]) for span, _ in found)
    return replace(document, prose=Prose(read, document.prose.pieces), disguised=words, _identifiers=[])


def foreign_letters(word: str) -> dict[str, str]:
    """The letters of a word that are not Latin, each with its script."""
    return {letter: unicodedata.name(letter, "UNKNOWN").split()[0].title() for letter in _FOREIGN.findall(word)}


def latin(word: str) -> str:
    """The word in Latin letters; empty if one of its letters resembles none."""
    shown = "".join(_LATIN.get(letter, letter) for letter in word)
    return "" if _FOREIGN.search(shown) else shown


def _undressed(match: re.Match[str]) -> str:
    letter = unicodedata.normalize("NFKC", match[0])
    return letter if len(letter) == 1 and letter.isascii() else match[0]


def _mixed(text: str) -> Iterator[tuple[Span, str]]:
    """Words that mix scripts, with their Latin reading."""
    for match in _WORD.finditer(text):
        word = match[0]
        if word.isascii() or not _FOREIGN.search(word) or not _LATIN_LETTER.search(word):
            continue
        if any(_is_out_of_place(word, at) for at in range(len(word))):
            yield Span(*match.span()), latin(word) or word


def _is_out_of_place(word: str, at: int) -> bool:
    """True for a letter foreign to a Latin word; Greek letters that resemble no Latin one are symbols."""
    letter = word[at]
    if not _FOREIGN.match(letter):
        return False
    if not "Ͱ" <= letter <= "Ͽ":
        return True
    if letter in _GREEK_CAPITALS or letter == _OMICRON:
        return True
    inside = 0 < at < len(word) - 1
    return inside and letter in _LATIN and len(_SMALL.findall(word)) >= _FEWEST_SMALL
