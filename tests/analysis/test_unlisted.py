from __future__ import annotations

import pytest

from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.packs.loader import load_bundled
from healthlint.span import Span


@pytest.fixture(scope="module")
def said_of():
    """Of which unlisted drug the marked words of a text are said."""
    engine = Engine(load_bundled())

    def said_of(text: str) -> str:
        start, end = text.index("«"), text.index("»") - 1
        analysis = engine.analyse(read_text(text.replace("«", "").replace("»", ""), "a.txt"))
        found = analysis.about.subject_at(Span(start, end))
        return found.what if found.sort == "unlisted" else ""

    return said_of


@pytest.mark.parametrize(
    "text",
    [
        "Pramipexole is a Schedule IV «controlled substance».",
        "Pramipexole, which is «approved for insomnia», is older.",
        "A rival, pramipexole, was «approved in 2014».",
        "A rival, pramipexole, is old. It was «approved in 2014».",
        "Pramipexole is older than naltrexone. It «is approved».",
        "The «FDA has approved pramipexole» for insomnia.",
        "Naltrexone is old, and pramipexole «has no side effects».",
    ],
)
def test_another_drug(said_of, text):
    assert said_of(text) == "pramipexole"


@pytest.mark.parametrize(
    "text",
    [
        "Pramipexole is old, naltrexone «has no side effects».",
        "With pramipexole it «has no side effects».",
        "Unlike pramipexole, it «has no side effects».",
        "The blockade «lasts for ever».",
        "It «is approved».",
        "Naltrexone acts longer than pramipexole. It «is approved».",
    ],
)
def test_none(said_of, text):
    assert said_of(text) == ""
