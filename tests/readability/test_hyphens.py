"""Hyphens: the same places as pyphen finds, whatever the word."""

from pathlib import Path

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.readability import hyphens

PYPHEN = pyphen.Pyphen(lang="en_US")


@pytest.mark.parametrize(
    "word", ["", "a", "it", "Naltrexone", "fibromyalgia", "hydroxychloroquine", "suﬃcient", "45mg", "covid19", "don't"]
)
def test_known_cases(word: str) -> None:
    assert hyphens.load("en_US").positions(word) == PYPHEN.positions(word)


@given(st.text(max_size=30) | st.text("abcdefghijklmnopqrstuvwxyz'ﬁﬀ", max_size=30))
def test_any_word(word: str) -> None:
    assert hyphens.load("en_US").positions(word) == PYPHEN.positions(word)


def test_patterns_in_another_notation_are_left_to_pyphen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Package:
        submodule_search_locations = (str(tmp_path),)

    (tmp_path / "dictionaries").mkdir()
    (tmp_path / "dictionaries" / "hyph_en_US.dic").write_text("UTF-8\nf1f/ff=f,1,2\n")
    monkeypatch.setattr(hyphens.importlib.util, "find_spec", lambda _name: Package)
    assert isinstance(hyphens.load.__wrapped__("en_US"), pyphen.Pyphen)
