"""Copies: who is one, of whom, and that nothing else decides it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("daft", reason="it needs the extra 'audit'")

from healthlint.audit.copies import Candidate, bands, originals

_HASHES = 128


def candidate(row: int, hashes: Sequence[int], figures: str = "") -> Candidate:
    return Candidate("a.jsonl", row, "000000-00000", tuple(hashes), tuple(bands(hashes, figures)))


def changed(hashes: Sequence[int], number: int, seed: int = 0) -> list[int]:
    """The hashes of a text in which so many of them are others."""
    at = set(Random(seed).sample(range(_HASHES), number))
    return [hash_ + 1 if place in at else hash_ for place, hash_ in enumerate(hashes)]


BASE = [Random(1).randrange(2**32 - 1) for _ in range(_HASHES)]
OTHER = [Random(2).randrange(2**32 - 1) for _ in range(_HASHES)]


def found(candidates: Sequence[Candidate]) -> dict[int, int]:
    return {copy.row: original.row for copy, original in originals(candidates, 0.9).items()}


def test_the_first_of_those_that_are_alike_is_the_original() -> None:
    assert found([candidate(3, changed(BASE, 5)), candidate(1, BASE), candidate(2, OTHER), candidate(4, OTHER)]) == {
        3: 1,
        4: 2,
    }


def test_what_is_less_alike_is_judged_by_itself() -> None:
    assert found([candidate(1, BASE), candidate(2, changed(BASE, 14))]) == {}


def test_nobody_is_a_copy_of_what_says_other_figures() -> None:
    assert found([candidate(1, BASE, "4 5"), candidate(2, BASE, "45"), candidate(3, BASE, "4 5")]) == {3: 1}


def test_a_copy_of_a_copy_is_like_the_original_itself() -> None:
    """What has drifted too far is an original, and has copies of its own."""
    near, far = changed(BASE, 10, 1), changed(changed(BASE, 10, 1), 10, 2)
    assert found([candidate(1, BASE), candidate(2, near), candidate(3, far), candidate(4, far)]) == {2: 1, 4: 3}


@given(st.randoms(use_true_random=False), st.lists(st.integers(0, 25), min_size=2, max_size=12))
def test_the_order_in_which_they_come_changes_nothing(order: Random, numbers: list[int]) -> None:
    candidates = [candidate(row, changed(BASE, number, row)) for row, number in enumerate(numbers)]
    before = found(candidates)
    order.shuffle(candidates)
    assert found(candidates) == before
    assert not set(before) & set(before.values())


@settings(max_examples=20)
@given(st.lists(st.integers(0, 2**32 - 1), min_size=_HASHES, max_size=_HASHES))
def test_bands_are_numbers_of_64_bits(hashes: list[int]) -> None:
    made = bands(hashes, "1 2")
    assert len(set(made)) == len(made) == 16
    assert all(-(2**63) <= band < 2**63 for band in made)
