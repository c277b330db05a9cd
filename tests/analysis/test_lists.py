"""Single words that packs list for analysis."""

from __future__ import annotations

import pytest

from healthlint.analysis.lexicon import Lexicon, lists, merge
from healthlint.analysis.phrasebook import compile_phrases
from healthlint.analysis.scan import Scanner
from healthlint.document.read import read_text


def test_packs_share_lists_and_an_unknown_list_is_empty() -> None:
    known = lists(merge([Lexicon(lists={"salt": ("acid",)}), Lexicon(lists={"salt": ("acid", "sodium")})]))
    assert known["salt"] == {"acid", "sodium"}
    assert known["pepper"] == frozenset()


@pytest.mark.parametrize(("listed", "counted"), [(("endless",), ["duration"]), ((), [])])
def test_a_word_of_a_list_is_read_as_the_list_says(listed: tuple[str, ...], counted: list[str]) -> None:
    lexicon = Lexicon(lists={"stretching": listed})
    _, _, amounts = Scanner(lexicon, compile_phrases(lexicon, ())).scan(read_text("It took one endless day.", "x.txt"))
    assert [amount.kind for amount in amounts] == counted
