"""The reader's earlier answers, kept between runs, so that an unchanged sentence costs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from healthlint.analysis.reading.model import Answer

if TYPE_CHECKING:
    from healthlint.cache.results import Results

FILE = "reader-1.sqlite"
"""The file of answers in the cache folder."""
_BYTES = 2
"""Bytes for each label's thousandths."""
_MOST = 200_000
"""Answers held by one process: some 100 MB."""


class Memory:
    """Answers by context, sentence and model."""

    def __init__(self, digest: str, labels: int, results: Results | None) -> None:
        """`results` stores them between runs; with None they are kept for this process only."""
        self._digest, self._labels, self._results = digest.encode(), labels, results
        self._known: dict[bytes, Answer] = {}
        self._fresh: dict[bytes, bytes] = {}

    def key(self, context: str, text: str) -> bytes:
        """The key of an answer."""
        import hashlib

        hashed = hashlib.sha256(self._digest)
        for part in (context, text):
            data = part.encode("utf-8", "surrogatepass")
            hashed.update(len(data).to_bytes(8))
            hashed.update(data)
        return hashed.digest()

    def recall(self, keys: Iterable[bytes]) -> Mapping[bytes, Answer]:
        """The known answers."""
        if len(self._known) > _MOST:
            self._known.clear()
        asked = [key for key in keys if key not in self._known]
        if asked and self._results is not None:
            for key, value in self._results.read(asked).items():
                if len(value) == self._labels * _BYTES:
                    self._known[key] = _unpacked(value)
        return self._known

    def learn(self, key: bytes, answer: Answer) -> None:
        """Remember an answer; `store` saves it for later runs."""
        self._known[key] = answer
        self._fresh[key] = b"".join(each.to_bytes(_BYTES) for each in answer)

    def store(self) -> None:
        """Save what was learned."""
        if self._results is not None:
            self._results.write(self._fresh)
        self._fresh.clear()


def _unpacked(value: bytes) -> Answer:
    return tuple(int.from_bytes(value[at : at + _BYTES]) for at in range(0, len(value), _BYTES))
