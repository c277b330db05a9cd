"""Step 2: finds copies among the articles, exact ones and near ones (MinHash), so that each text is checked once."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import daft
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from daft import DataFrame, Expression, functions

from healthlint.audit.names import key
from healthlint.audit.schemas import COPIES, HASHES, ROWS, part
from healthlint.audit.store import Store
from healthlint.fast_dataclass import dataclass

_HASHES, _BANDS, _WORDS = 128, 16, 5
"""Two articles are compared if a band of their hashes is equal, which at a similarity of 0.9 finds 9,999 of 10,000."""
_NAMES = tuple(f"band{at:02}" for at in range(_BANDS))
_ROWS, _BATCH = 2_000, 5_000
"""The number of articles whose bands are computed at once, and whose rows are read at once."""
_GROUP = 8 << 20
"""Bytes of hashes buffered before writing; with Daft's default of 128 MB, 300,000 articles took twice the memory."""
_MARKUP = r"(?is)<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>"
_FIGURES = r"[^0-9]+"


class Article(NamedTuple):
    """An article, ordered by file and row, and the partition that it is in."""

    file: str
    row: int
    partition: str

    @property
    def key(self) -> str:
        """The article's key in all tables."""
        return key(self._asdict())


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that shares a band with another one. The figures in its text are part of each band, so that articles
    with different figures are never copies of each other."""

    file: str
    row: int
    partition: str
    hashes: array[int]
    bands: Sequence[int]

    @property
    def article(self) -> Article:
        """The article itself, without its hashes."""
        return Article(self.file, self.row, self.partition)

    def alike(self, other: Candidate) -> float:
        """The estimated share of word sequences that the two have in common."""
        return sum(map(int.__eq__, self.hashes, other.hashes)) / len(self.hashes)


def find(store: Store, partitions: Sequence[str], alike: float) -> int:
    """Writes a file for each partition: which of its articles are copies, and how often each original occurs. Returns
    the number of copies."""
    names = {store.address(part(ROWS, name)): name for name in partitions}
    same = _same(store, names)
    near = originals(_candidates(store, names, same), alike)
    found = {**near, **{copy: near.get(original, original) for copy, original in same.items()}}
    places: dict[Article, int] = defaultdict(lambda: 1)
    for original in found.values():
        places[original] += 1
    by_partition: dict[str, dict[str, Any]] = defaultdict(dict)
    for copy, original in found.items():
        by_partition[copy.partition][copy.key] = original.key
    for original, number in places.items():
        by_partition[original.partition][original.key] = number
    for partition, known in by_partition.items():
        store.write(f"{COPIES}/{partition}.json", json.dumps(known, sort_keys=True).encode())
    return len(found)


def originals(candidates: Iterable[Candidate], alike: float) -> dict[Article, Article]:
    """The original of each copy: the first article by file and row that is similar enough and is not itself a copy. The
    result does not depend on the order of the candidates."""
    first: dict[int, list[Candidate]] = defaultdict(list)
    found: dict[Article, Article] = {}
    for each in sorted(candidates, key=lambda one: one.article):
        near = {other.article: other for band in each.bands for other in first[band]}
        original = next((article for article in sorted(near) if each.alike(near[article]) >= alike), None)
        if original is not None:
            found[each.article] = original
            continue
        for band in each.bands:
            first[band].append(each)
    return found


def _same(store: Store, names: Mapping[str, str]) -> dict[Article, Article]:
    """For each exact copy, the first article with the same text."""
    rows = _rows(store, names).where(daft.col("digest").not_null()).select("path", "file", "row", "digest")
    counted = rows.groupby("digest").agg(daft.col("row").count().alias("places"))
    several = counted.where(daft.col("places") > 1).select("digest")
    groups: dict[bytes, list[Article]] = defaultdict(list)
    for each in rows.join(several, on="digest", how="semi").iter_rows():
        groups[each["digest"]].append(_article(store, names, each))
    ordered = map(sorted, groups.values())
    return {copy: first for first, *copies in ordered for copy in copies}


def _candidates(store: Store, names: Mapping[str, str], same: Iterable[Article]) -> Iterator[Candidate]:
    """Every article that shares a band with another one, except exact copies (`same`)."""
    # Stored on disk in between: the hashes of many articles exceed the memory of a machine.
    address = store.address(HASHES)
    with daft.execution_config_ctx(parquet_target_row_group_size=_GROUP, parquet_target_filesize=4 * _GROUP):
        _hashed(store, names, same).write_parquet(address, write_mode="overwrite", io_config=store.io_config())
    files = [f"{HASHES}/{name}" for name in store.names(HASHES) if name.endswith(".parquet")]
    shared = _shared(store, files)
    start = 0
    for batch in (batch for name in files for batch in _batches(store, name, None)):
        for each in batch.filter(shared.slice(start, len(batch)).combine_chunks()).to_pylist():
            bands = tuple(each[name] for name in _NAMES)
            yield Candidate(*_article(store, names, each), array("I", each["hashes"]), bands)
        start += len(batch)


def _article(store: Store, names: Mapping[str, str], found: Mapping[str, Any]) -> Article:
    path = str(found["path"])
    return Article(found["file"], found["row"], names[path if store.is_remote else path.removeprefix("file://")])


def _shared(store: Store, files: Sequence[str]) -> pa.ChunkedArray:
    """For every article, in the order of the files, whether it shares a band. Only one band is in memory at a time."""
    shared = None
    for name in _NAMES:
        batches = (batch for file in files for batch in _batches(store, file, [name]))
        column = pa.chunked_array([batch.column(0) for batch in batches], pa.int64())
        counted = column.value_counts()
        several = counted.field("values").filter(pc.greater(counted.field("counts"), 1))
        found = pc.is_in(column, value_set=several)
        shared = found if shared is None else pc.or_(shared, found)
    return shared


def _batches(store: Store, name: str, columns: list[str] | None) -> Iterator[pa.RecordBatch]:
    with store.file(name) as file:
        yield from pq.ParquetFile(file).iter_batches(_BATCH, columns=columns)


def _rows(store: Store, names: Mapping[str, str]) -> DataFrame:
    return daft.read_parquet(list(names), io_config=store.io_config(), file_path_column="path")


def _hashed(store: Store, names: Mapping[str, str], same: Iterable[Article]) -> DataFrame:
    rows = _rows(store, names).where(daft.col("text").not_null())
    left_out = list(same)
    if left_out:
        exact = {"file": [each.file for each in left_out], "row": [each.row for each in left_out]}
        rows = rows.join(daft.from_pydict(exact), on=["file", "row"], how="anti")
    words, figures = _words_and_figures(daft.col("text"))
    hashes = functions.minhash(words, num_hashes=_HASHES, ngram_size=_WORDS, hash_function="xxhash")
    rows = rows.select("file", "row", "path", hashes.alias("hashes"), figures.alias("figures"))
    kind = daft.DataType.struct(dict.fromkeys(_NAMES, daft.DataType.int64()))
    banded = daft.func.batch(return_dtype=kind, unnest=True, batch_size=_ROWS)(_bands)
    return rows.select("file", "row", "path", "hashes", banded(daft.col("hashes"), daft.col("figures")))


def _bands(hashes: daft.Series, figures: daft.Series) -> list[dict[str, int]]:
    pairs = zip(hashes.to_pylist(), figures.to_pylist(), strict=True)
    return [dict(zip(_NAMES, bands(*pair), strict=True)) for pair in pairs]


def _words_and_figures(text: Expression) -> tuple[Expression, Expression]:
    plain = functions.regexp_replace(text, _MARKUP, " ")
    words = functions.normalize(plain, remove_punct=True, lowercase=True, nfd_unicode=True, white_space=True)
    return words, functions.regexp_replace(plain, _FIGURES, " ")


def bands(hashes: Sequence[int], figures: str) -> list[int]:
    """A 64-bit number for each band of an article, equal if both the hashes of the band and the figures are equal."""
    from hashlib import blake2b

    packed = b"".join(number.to_bytes(4, "big") for number in hashes)
    size = len(packed) // _BANDS
    salt = blake2b(figures.strip().encode(), digest_size=16).digest()
    parts = (bytes([at]) + salt + packed[at * size : (at + 1) * size] for at in range(_BANDS))
    return [int.from_bytes(blake2b(each, digest_size=8).digest(), "big", signed=True) for each in parts]
