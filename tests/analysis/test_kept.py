"""What is kept of one state of a text for the next never changes what is found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from healthlint.analysis.kept import Kept, Stopped
from healthlint.document.read import read_text
from healthlint.engine import Engine, default_engine

PIECES = (
    "LDN cures fibromyalgia.", "It does not.", "Naltrexone has no side effects at all.", "Take 45 mg every day.",
    "Take 4.5 mg at night.", "Is it safe?", "Yes.", "Low-dose naltrexone was approved in 1984.", "In 1994, too.",
    "# Side effects", "- vivid dreams", "- 50 mg tablets\n- a miracle", "> Experts say it works.", "\n\n", "\n\n",
    "Studies show that it helps 50% of patients with Crohn's disease.", "The drug may help.", "That is a myth.",
    "Naltroxene is", "not", "a miracle", ",", "1.", "word", "| dose | 5.0 mg |\n| --- | --- |\n| day | 10 mg |",
)  # fmt: skip
STATES = st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), min_size=2, max_size=4)


@st.composite
def edited(draw: st.DrawFn) -> list[str]:
    """States of one text: each is the one before with a stretch replaced."""
    states = ["\n\n".join(draw(st.lists(st.sampled_from(PIECES), min_size=3, max_size=12)))]
    for _ in range(draw(st.integers(1, 4))):
        text = states[-1]
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        new = draw(st.one_of(st.sampled_from((*PIECES, "", "x", " ", ".", "\n")), st.text(max_size=3)))
        states.append(text[:start] + new + text[end:])
    return states


def same_in_every_state(states: list[str], engine: Engine) -> None:
    kept = Kept()
    for text in states:
        fresh, again = (engine.check(read_text(text, "a.md"), each) for each in (None, kept))
        assert [each.to_dict() for each in again.findings] == [each.to_dict() for each in fresh.findings]
        assert again.silenced == fresh.silenced
        assert again.not_checked == fresh.not_checked


@settings(max_examples=examples(30))
@given(edited())
def test_an_edited_text_is_checked_as_if_it_were_new(states: list[str]) -> None:
    same_in_every_state(states, default_engine())


@settings(max_examples=examples(15))
@given(STATES)
def test_a_replaced_text_is_checked_as_if_it_were_new(states: list[str]) -> None:
    same_in_every_state(states, default_engine())


def test_phrases_are_looked_for_only_where_words_changed(bundled: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from healthlint.analysis import kept as module

    text = "\n\n".join(f"Sentence {number} says that yoga is a miracle." for number in range(50))
    kept, looked = Kept(), list[int]()
    bundled.check(read_text(text, "a.md"), kept)
    find = module.find

    def counted(table: object, part: object, group: object) -> object:
        looked.append(len(part.words))  # type: ignore[attr-defined]
        return find(table, part, group)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "find", counted)
    bundled.check(read_text(text.replace("25 says", "25 sayx"), "a.md"), kept)
    assert looked
    assert max(looked) < 20


def test_an_unwanted_check_is_cancelled(bundled: Engine) -> None:
    asked: list[int] = []

    def wanted() -> bool:
        asked.append(1)
        return len(asked) < 20

    with pytest.raises(Stopped):
        bundled.check(read_text("LDN cures fibromyalgia.", "a.md"), Kept(wanted))
    assert len(asked) == 20
