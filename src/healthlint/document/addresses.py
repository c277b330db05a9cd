"""What a file writes and its text does not show: web addresses, irregular white space, characters that nobody sees."""

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
_IRREGULAR = pattern(rf"[ \t\n\r\f]{{2,}}|[\t\n\r\f]|{DROPPED}")
_IRREGULAR_OR_URL = pattern(rf"{_URL}|{_IRREGULAR.pattern}")
DROPPED_CHARACTERS = pattern(DROPPED)
_DROPPED_OR_URL = pattern(rf"{_URL}|{DROPPED_CHARACTERS.pattern}")


def irregular_in(text: str) -> Iterator[re.Match[str]]:
    """White space that is more than a single space, characters that are dropped, addresses (with what may follow)."""
    return (_IRREGULAR_OR_URL if _may_hold_address(text) else _IRREGULAR).finditer(text)


def dropped_in(text: str) -> Iterator[re.Match[str]]:
    """Characters that are dropped, and addresses (with what may follow)."""
    return (_DROPPED_OR_URL if _may_hold_address(text) else DROPPED_CHARACTERS).finditer(text)


def find_urls(text: str) -> Iterator[tuple[int, int]]:
    """Where web addresses stand in the text."""
    if _may_hold_address(text):
        for match in _ADDRESS.finditer(text):
            yield match.start(), match.start() + len(url_of(match.group()))


def url_of(found: str) -> str:
    """An address without the punctuation that follows it."""
    return found.rstrip(_URL_TAIL)


def _may_hold_address(text: str) -> bool:
    # Looking for addresses at every character is slow, and most stretches have none.
    return "://" in text or "www." in text
