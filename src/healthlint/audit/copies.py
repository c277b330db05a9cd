"""The second step: articles that are copies of others, by MinHash, so that each is judged once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import daft
from daft import DataFrame, Expression, functions

from healthlint.audit.schemas import COPIES, ROWS, part
from healthlint.audit.store import Store
from healthlint.record import dataclass

_HASHES, _BANDS, _WORDS = 128, 16, 5
"""Two articles are compared where one of the bands of their hashes is equal: at 0.9 alike, in 9,999 of 10,000 cases."""
_MARKUP = r"(?is)<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>"
_FIGURES = r"[^0-9]+"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that shares a band with another: its partition, its hashes, and its bands, each with the figures of
    the article, so that nobody is a copy of what says other figures."""

    file: str
    row: int
    partition: str
    hashes: Sequence[int]
    bands: Sequence[int]

    @property
    def key(self) -> str:
        """What it is called in all tables."""
        return f"{self.file}#{self.row}"

    def alike(self, other: Candidate) -> float:
        """The share of word sequences that both have, as their hashes tell it."""
        return sum(map(int.__eq__, self.hashes, other.hashes)) / len(self.hashes)


def find(store: Store, partitions: Sequence[str], alike: float) -> int:
    """Writes for each partition which of its articles are copies, and in how many places the others stand; gives the
    number of copies."""
    found = originals(_candidates(store, partitions), alike)
    places: dict[Candidate, int] = defaultdict(lambda: 1)
    for original in found.values():
        places[original] += 1
    told: dict[str, dict[str, Any]] = defaultdict(dict)
    for copy, original in found.items():
        told[copy.partition][copy.key] = original.key
    for original, number in places.items():
        told[original.partition][original.key] = number
    for partition, known in told.items():
        store.write(f"{COPIES}/{partition}.json", json.dumps(known, sort_keys=True).encode())
    return len(found)


def originals(candidates: Iterable[Candidate], alike: float) -> dict[Candidate, Candidate]:
    """For each copy the article that it is judged by: the first of those in order of file and row that are no copies
    themselves and alike enough. It does not depend on the order in which the candidates come."""
    first: dict[int, list[Candidate]] = defaultdict(list)
    found: dict[Candidate, Candidate] = {}
    for each in sorted(candidates, key=lambda one: (one.file, one.row)):
        near = {other.key: other for band in each.bands for other in first[band]}
        ranked = sorted(near.values(), key=lambda one: (one.file, one.row))
        original = next((other for other in ranked if each.alike(other) >= alike), None)
        if original is not None:
            found[each] = original
            continue
        for band in each.bands:
            first[band].append(each)
    return found


def _candidates(store: Store, partitions: Sequence[str]) -> Iterator[Candidate]:
    """Every article that shares a band with another one."""
    bands = _hashed(store, partitions).collect()
    spread = bands.select("file", "row", daft.col("bands").explode().alias("band"))
    shared = spread.groupby("band").agg(daft.col("row").count().alias("number")).where(daft.col("number") > 1)
    near = spread.join(shared, on="band", how="semi").select("file", "row").distinct()
    names = {store.address(part(ROWS, name)): name for name in partitions}
    for each in bands.join(near, on=["file", "row"], how="semi").iter_rows():
        partition = names[_address(store, each["path"])]
        yield Candidate(each["file"], each["row"], partition, tuple(each["hashes"]), tuple(each["bands"]))


def _address(store: Store, path: str) -> str:
    return path if store.is_remote else path.removeprefix("file://")


def _hashed(store: Store, partitions: Sequence[str]) -> DataFrame:
    files = [store.address(part(ROWS, name)) for name in partitions]
    rows = daft.read_parquet(files, io_config=store.io_config(), file_path_column="path")
    rows = rows.where(daft.col("text").not_null())
    words, figures = _words_and_figures(daft.col("text"))
    hashes = functions.minhash(words, num_hashes=_HASHES, ngram_size=_WORDS, hash_function="xxhash")
    rows = rows.select("file", "row", "path", hashes.alias("hashes"), figures.alias("figures"))
    banded = daft.func.batch(return_dtype=daft.DataType.list(daft.DataType.int64()))(_bands)
    return rows.select("file", "row", "path", "hashes", banded(daft.col("hashes"), daft.col("figures")).alias("bands"))


def _bands(hashes: daft.Series, figures: daft.Series) -> list[list[int]]:
    return [bands(*pair) for pair in zip(hashes.to_pylist(), figures.to_pylist(), strict=True)]


def _words_and_figures(text: Expression) -> tuple[Expression, Expression]:
    plain = functions.regexp_replace(text, _MARKUP, " ")
    words = functions.normalize(plain, remove_punct=True, lowercase=True, nfd_unicode=True, white_space=True)
    return words, functions.regexp_replace(plain, _FIGURES, " ")


def bands(hashes: Sequence[int], figures: str) -> list[int]:
    """A number for each band of the hashes of an article with these figures: equal where both are."""
    from hashlib import blake2b

    told = b"".join(number.to_bytes(4, "big") for number in hashes)
    size = len(told) // _BANDS
    salt = blake2b(figures.strip().encode(), digest_size=16).digest()
    parts = (bytes([at]) + salt + told[at * size : (at + 1) * size] for at in range(_BANDS))
    return [int.from_bytes(blake2b(each, digest_size=8).digest(), "big", signed=True) for each in parts]
