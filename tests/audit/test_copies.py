"""Copies: who is one, of whom, and that nothing else decides it."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.archives import write_jsonl

pytest.importorskip("daft", reason="it needs the extra 'audit'")

import pyarrow.parquet as pq

from healthlint.audit.copies import Candidate, bands, find, originals
from healthlint.audit.inputs import find as find_inputs
from healthlint.audit.inputs import units
from healthlint.audit.options import Options
from healthlint.audit.staging import Staging
from healthlint.audit.store import Store

_HASHES = 128


def candidate(row: int, hashes: Sequence[int], figures: str = "") -> Candidate:
    return Candidate("a.jsonl", row, "000000-00000", array("I", hashes), tuple(bands(hashes, figures)))


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


def test_less_similar_articles_are_checked_separately() -> None:
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


def test_only_the_first_of_equal_texts_is_hashed_and_all_lead_to_one_original(tmp_path: Path) -> None:
    long = " ".join(f"Word {at} of a story that several papers print." for at in range(60))
    texts = [long, f"{long} Reprinted.", "Tea is hot.", f"{long} Reprinted.", "Tea is hot.", "Tea is cold."]
    path = write_jsonl(tmp_path / "a.jsonl", [{"text": text} for text in texts])
    options = Options(str(tmp_path / "out"), "a.md", rows=4)
    store = Store.of(options.output)
    inputs, _ = find_inputs([str(path)], store)
    told = json.loads(Staging(options)(json.dumps(units(inputs, options.rows)[0].to_dict())))
    assert find(store, sorted(told["partitions"]), 0.9) == 3
    assert sum(pq.read_metadata(each).num_rows for each in (tmp_path / "out").glob("work/hashes/*.parquet")) == 4
    known = [json.loads(each.read_bytes()) for each in sorted((tmp_path / "out").glob("work/copies/*.json"))]
    keys = [f"{path}#{row}" for row in range(1, 7)]
    assert known == [{keys[0]: 3, keys[1]: keys[0], keys[2]: 2, keys[3]: keys[0]}, {keys[4]: keys[2]}]
