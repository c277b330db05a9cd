"""One input file, as its reader accesses it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from healthlint.fast_dataclass import dataclass

if TYPE_CHECKING:
    from pyarrow import NativeFile

    from healthlint.audit.store import Store


@dataclass(frozen=True, slots=True)
class Problem:
    """The reason why one row cannot be checked; the other rows are unaffected."""

    said: str


@dataclass(frozen=True, slots=True)
class Source:
    """An input file: its `name` in reports, its `address` in the store, and the most characters that a text in it may
    have."""

    store: Store
    address: str
    name: str
    most: int

    @property
    def most_bytes(self) -> int:
        """The most bytes of a row: each character may be a six-byte escape, and there are other values."""
        return 6 * self.most + 1_000_000

    def stream(self, packed: bool = True) -> io.BufferedReader:
        """The file's bytes from the beginning, decompressed if its name ends with .gz, unless `packed` is False."""
        opened = self.store.stream(self.address, "detect" if packed else None)
        return io.BufferedReader(opened)

    def file(self) -> NativeFile:
        """The file, opened for random access."""
        return self.store.file(self.address)

    def too_long(self) -> Problem:
        """The problem with a text that exceeds the limit."""
        return Problem(f"has more than {self.most:,} characters; split it, or raise --article-characters")
