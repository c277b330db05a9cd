"""Characters in a file that its text does not show: web addresses, irregular white space, invisible characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.document.invisible import DROPPED
from healthlint.pattern import pattern

_URL = (
    r"(?<![A-Za-z0-9])(?:https?://|www\.)"
    r"(?:[^\s<>\"|`()\[\]{}&“”‘’«»…—–\u200b\u2060]"
    r"|\([^\s<>\"()]*\)"
    r"|&(?!(?:nbsp|[lg]t|quot|[lr][sd]quo|hellip|[mn]dash|#0*160|#[xX]0*[aA]0);))+"
)
_URL_TAIL = ".,;:!?'*_~"
_ADDRESS = pattern(_URL)
_SPACE = rf"[ \t\n\r\f]{{2,}}|[\t\n\r\f]|{DROPPED}"
_IRREGULAR = pattern(_SPACE)
_IRREGULAR_OR_URL = pattern(rf"{_URL}|{_SPACE}")
DROPPED_CHARACTERS = pattern(DROPPED)
_DROPPED_OR_URL = pattern(rf"{_URL}|{DROPPED}")


def irregular_in(text: str) -> Iterator[re.Match[str]]:
    """Runs of white space longer than one space, characters to drop, and addresses (with anything after them)."""
    return (_IRREGULAR_OR_URL if _may_hold_address(text) else _IRREGULAR).finditer(text)


def dropped_in(text: str) -> Iterator[re.Match[str]]:
    """Characters to drop, and addresses (with anything after them)."""
    return (_DROPPED_OR_URL if _may_hold_address(text) else DROPPED_CHARACTERS).finditer(text)


def find_urls(text: str) -> Iterator[tuple[int, int]]:
    """The places of web addresses in the text."""
    if _may_hold_address(text):
        for match in _ADDRESS.finditer(text):
            yield match.start(), match.start() + len(url_of(match.group()))


def url_of(found: str) -> str:
    """An address without the punctuation that follows it."""
    return found.rstrip(_URL_TAIL)


def _may_hold_address(text: str) -> bool:
    # Looking for addresses at every character is slow, and most spans have none.
    return "://" in text or "www." in text
