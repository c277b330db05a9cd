"""One file of an input, opened for the reader of its kind."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from healthlint.fast_dataclass import dataclass

if TYPE_CHECKING:
    from pyarrow import NativeFile

    from healthlint.audit.store import Store


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be judged; its fellows can."""

    said: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file by the `name` that reports use, at an `address` of a store; `most` is how many characters a text may
    have."""

    store: Store
    address: str
    name: str
    most: int

    @property
    def most_bytes(self) -> int:
        """How many bytes a row may have: every character can be an escape of six, and beside the text stands more."""
        return 6 * self.most + 1_000_000

    def stream(self, packed: bool = True) -> io.BufferedReader:
        """Its bytes from the beginning, unpacked where its name ends with .gz and `packed` is not False."""
        opened = self.store.stream(self.address, "detect" if packed else None)
        return io.BufferedReader(opened)

    def file(self) -> NativeFile:
        """The file, to be read at any place."""
        return self.store.file(self.address)

    def too_long(self) -> Problem:
        """What is said of a text that is longer than it may be."""
        return Problem(f"has more than {self.most:,} characters; split it, or raise --article-characters")
