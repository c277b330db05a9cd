"""From what the command line names to the files that are read, and to the units in which they are."""

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
    "tables (.parquet, .jsonl, .csv, .tsv, .warc, .wet; .gz but for Parquet) and articles (.md, .html, .txt, .docx)"
)


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file by the `name` that reports use; `stamp` changes when its content does."""

    name: str
    address: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Unit:
    """What one worker reads at a time: a table, or some files that are an article each."""

    name: str
    root: str
    files: tuple[InputFile, ...]

    def to_dict(self) -> dict[str, Any]:
        """As the plan of an audit holds it."""
        files = [[file.name, file.address, file.stamp] for file in self.files]
        return {"name": self.name, "root": self.root, "files": files}

    @classmethod
    def of(cls, written: dict[str, Any]) -> Unit:
        """What `to_dict` gave."""
        return cls(written["name"], written["root"], tuple(InputFile(*each) for each in written["files"]))


def find(named: Sequence[str], leave: Store) -> tuple[list[tuple[str, InputFile]], list[str]]:
    """Every file with the store that it lies in, each once, in order of their names, and what is wrong with the inputs.

    Nothing below `leave` counts: an audit may lie in the folder of its articles."""
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
            raise InputError(f"{name}: is of no kind that is read; there are {_TABLES}")
        yield InputFile(name, store.address(), _stamp(info))
        return
    before = store.address().removeprefix("s3://").rstrip("/") + "/"
    inside = [(str(each.path).removeprefix(before), each) for each in store.files()]
    # What another audit has left is no article, though its tables have texts.
    left = tuple(path.removesuffix(PLAN) for path, _ in inside if path == PLAN or path.endswith(f"/{PLAN}"))
    found = ((path, each) for path, each in inside if not _is_hidden(path) and not path.startswith(left))
    read = [(path, each) for path, each in found if reader_of(path)]
    if not read:
        raise InputError(f"{name}: no file in it is of a kind that is read; there are {_TABLES}")
    for path, each in read:
        yield InputFile(f"{name.rstrip('/')}/{path}", store.address(path), _stamp(each))


def _is_hidden(path: str) -> bool:
    return any(part.startswith(_HIDDEN) for part in path.split("/"))


def _stamp(info: pafs.FileInfo) -> str:
    return f"{info.size}-{info.mtime_ns}"


def units(found: Sequence[tuple[str, InputFile]], rows: int) -> list[Unit]:
    """What is read at a time: a table alone, articles of one store together, `rows` of them at most."""
    made: list[Unit] = []
    for (root, single), group in groupby(found, key=lambda pair: (pair[0], reader_of(pair[1].name) is _ARTICLES)):
        files = [file for _, file in group]
        step = rows if single else 1
        for start in range(0, len(files), step):
            made.append(Unit(f"{len(made):06}", root, tuple(files[start : start + step])))
    return made
