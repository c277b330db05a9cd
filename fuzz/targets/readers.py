"""Every reader: bytes of a file -> documents, each character with its place."""

from __future__ import annotations

from fuzz import holds
from fuzz.inputs import file
from fuzz.words import HEALTH, HTML, JSON, MARKDOWN, NUMBERS, ODD, WORD
from healthlint.document.model import Document
from healthlint.document.read import each_in_bytes
from healthlint.errors import InputError

PIECES = [*HEALTH, *NUMBERS, *ODD, *MARKDOWN, *HTML, *JSON, *WORD]
SEEDS: list[bytes] = []
LONGEST = 4096


def run(data: bytes) -> None:
    """Reads the file twice; what comes out is exact, the same, or an error of one line."""
    name, content = file(data)
    found = list(each_in_bytes(content, name))
    for each in found:
        if isinstance(each, Document):
            holds.document(each)
        else:
            assert isinstance(each, InputError)
            assert str(each).startswith(f"{name}: ")
            assert "\n" not in str(each)
    again = list(each_in_bytes(content, name))
    assert [_told(each) for each in found] == [_told(each) for each in again]


def _told(found: Document | InputError) -> Document | str:
    return found if isinstance(found, Document) else str(found)
