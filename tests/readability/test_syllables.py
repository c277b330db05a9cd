"""Syllables: what the table knows, and that it is in the form in which its script writes it."""

import runpy
from pathlib import Path

import pytest

from healthlint.readability import syllables

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("word", "count"),
    [("a", 1), ("i", 1), ("cat", 1), ("doctor", 2), ("medicine", 3), ("it's", 1), ("antidisestablishmentarianism", 12)],
)
def test_a_known_word(word: str, count: int) -> None:
    (pronunciation,) = syllables.load()[word]
    assert sum(phone[-1].isdigit() for phone in pronunciation) == count


@pytest.mark.parametrize("word", ["", "=", "a=1", "zz", "naltrexone", "cat=1 cat", "catxx", "at=", "µg", "cx"])
def test_an_unknown_word(word: str) -> None:
    with pytest.raises(KeyError):
        syllables.load()[word]


def test_the_table_is_as_its_script_writes_it() -> None:
    script = runpy.run_path(str(ROOT / "tools" / "derive_syllables.py"))
    table = script["TABLE"].read_text(encoding="ascii")
    entries = (entry.split("=") for line in table.splitlines() for entry in line.split(" ")[1:])
    counts = {word: int(count, 36) for word, count in entries}
    assert len(counts) == 126052
    assert "".join(sorted(script["shards"](counts))) == table


def test_the_first_pronunciation_counts() -> None:
    script = runpy.run_path(str(ROOT / "tools" / "derive_syllables.py"))
    dictionary = "abc EY1 B IY2 S IY1 # a comment\nbe B IY1\nbe(2) B IY0 IY1\n"
    assert script["counts"](dictionary) == {"abc": 3, "be": 1}
    assert list(script["shards"]({"abc": 3, "be": 1})) == ["ab abc=3\n", "be be=1\n"]
