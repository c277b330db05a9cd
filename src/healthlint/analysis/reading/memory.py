"""What the reader has answered before, kept between runs: a sentence that stays as it is costs nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from healthlint.analysis.reading.model import Answer
from healthlint.cache.results import Results

FILE = "reader-1.sqlite"
"""Where answers are kept, in the cache's folder."""
_BYTES = 2
"""Of each label's thousandths."""
_MOST = 200_000
"""Answers that a process holds: some 100 MB."""


class Memory:
    """Answers by context, sentence and model."""

    def __init__(self, digest: str, labels: int, results: Results | None) -> None:
        """`results` is where they are kept between runs; None keeps them for this process alone."""
        self._digest, self._labels, self._results = digest.encode(), labels, results
        self._known: dict[bytes, Answer] = {}
        self._fresh: dict[bytes, bytes] = {}

    def key(self, context: str, text: str) -> bytes:
        """What an answer is found by."""
        hashed = hashlib.sha256(self._digest)
        for part in (context, text):
            data = part.encode("utf-8", "surrogatepass")
            hashed.update(len(data).to_bytes(8))
            hashed.update(data)
        return hashed.digest()

    def recall(self, keys: Iterable[bytes]) -> Mapping[bytes, Answer]:
        """The answers that are known."""
        if len(self._known) > _MOST:
            self._known.clear()
        asked = [key for key in keys if key not in self._known]
        if asked and self._results is not None:
            for key, value in self._results.read(asked).items():
                if len(value) == self._labels * _BYTES:
                    self._known[key] = _unpacked(value)
        return self._known

    def learn(self, key: bytes, answer: Answer) -> None:
        """Remember an answer; `store` keeps it for later runs."""
        self._known[key] = answer
        self._fresh[key] = b"".join(each.to_bytes(_BYTES) for each in answer)

    def store(self) -> None:
        """Keep what was learned."""
        if self._results is not None:
            self._results.write(self._fresh)
        self._fresh.clear()


def _unpacked(value: bytes) -> Answer:
    return tuple(int.from_bytes(value[at : at + _BYTES]) for at in range(0, len(value), _BYTES))
