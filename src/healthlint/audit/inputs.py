"""Finds the input files of an audit, and groups them into the units that workers read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import pyarrow.fs as pafs

from healthlint.audit.readers import article, reader_of
from healthlint.audit.schemas import PLAN
from healthlint.audit.store import Store
from healthlint.errors import InputError
from healthlint.fast_dataclass import dataclass

_HIDDEN = (".", "_")
_ARTICLES: Any = article
_TABLES = (
    "tables (.parquet, .jsonl, .csv, .tsv, .warc, .wet; .gz except Parquet) and articles (.md, .html, .txt, .docx)"
)


@dataclass(frozen=True, slots=True)
class InputFile:
    """An input file: its `name` in reports, its address, and a `stamp` that changes with its content."""

    name: str
    address: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Unit:
    """The files that a worker reads at a time: one table, or several single-article files."""

    name: str
    root: str
    files: tuple[InputFile, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain data for the plan of an audit."""
        files = [[file.name, file.address, file.stamp] for file in self.files]
        return {"name": self.name, "root": self.root, "files": files}

    @classmethod
    def of(cls, written: dict[str, Any]) -> Unit:
        """The inverse of `to_dict`."""
        return cls(written["name"], written["root"], tuple(InputFile(*each) for each in written["files"]))


def find(named: Sequence[str], leave: Store) -> tuple[list[tuple[str, InputFile]], list[str]]:
    """Every input file once, with its store and ordered by name, and the problems with the inputs.

    Files below `leave` are skipped, as the output may be inside the folder of the articles."""
    found: dict[str, tuple[str, InputFile]] = {}
    problems: list[str] = []
    for name in named:
        store = Store.of(name)
        try:
            for file in _files(name, store):
                if not file.address.startswith(f"{leave.root}/"):
                    found.setdefault(file.address, (store.root, file))
        except InputError as problem:
            problems.append(str(problem))
    return sorted(found.values(), key=lambda pair: pair[1].name), problems


def _files(name: str, store: Store) -> Iterator[InputFile]:
    info = store.info("")
    if info.type == pafs.FileType.NotFound:
        raise InputError(f"{name}: no such file or folder; check the name")
    if info.type == pafs.FileType.File:
        if reader_of(name) is None:
            raise InputError(f"{name}: is not a supported file; supported are {_TABLES}")
        yield InputFile(name, store.address(), _stamp(info))
        return
    before = store.address().removeprefix("s3://").rstrip("/") + "/"
    inside = [(str(each.path).removeprefix(before), each) for each in store.files()]
    # The tables of another audit contain text, but are not articles.
    left = tuple(path.removesuffix(PLAN) for path, _ in inside if path == PLAN or path.endswith(f"/{PLAN}"))
    found = ((path, each) for path, each in inside if not _is_hidden(path) and not path.startswith(left))
    read = [(path, each) for path, each in found if reader_of(path)]
    if not read:
        raise InputError(f"{name}: contains no supported file; supported are {_TABLES}")
    for path, each in read:
        yield InputFile(f"{name.rstrip('/')}/{path}", store.address(path), _stamp(each))


def _is_hidden(path: str) -> bool:
    return any(part.startswith(_HIDDEN) for part in path.split("/"))


def _stamp(info: pafs.FileInfo) -> str:
    return f"{info.size}-{info.mtime_ns}"


def units(found: Sequence[tuple[str, InputFile]], rows: int) -> list[Unit]:
    """The files in units: each table alone, single articles of one store together, at most `rows` of them."""
    made: list[Unit] = []
    for (root, single), group in groupby(found, key=lambda pair: (pair[0], reader_of(pair[1].name) is _ARTICLES)):
        files = [file for _, file in group]
        step = rows if single else 1
        for start in range(0, len(files), step):
            made.append(Unit(f"{len(made):06}", root, tuple(files[start : start + step])))
    return made
