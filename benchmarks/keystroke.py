"""What one letter typed in an article costs, against a whole check of it in the same process.

    python benchmarks/keystroke.py ARTICLE...

Processor time, medians of several edits in the middle of each article. `whole` is a check of an article that the
process has not seen; `letter` one of the same article with another letter, by what was kept of the state before.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from itertools import count
from statistics import median

from healthlint.analysis.kept import Kept
from healthlint.analysis.reading.reader import installed
from healthlint.document.read import read_path, read_text
from healthlint.engine import Engine
from healthlint.packs.loader import load_bundled

_EDITS = 7
_LETTERS = "etaoinshrdlu"


def main(paths: Sequence[str]) -> None:
    """Print a line for each article, without the taught reader and with it."""
    print("article, KB, whole ms, letter ms, ratio; the same with the reader")
    loaded = load_bundled()
    with_reader = installed() is not None
    for path in paths:
        text = read_path(path).source
        figures = [f"{path}, {len(text) / 1000:.1f}", _row(path, text, lambda: Engine(loaded))]
        if with_reader:
            figures.append(_row(path, text, lambda: Engine(loaded, reader=installed())))
        print("; ".join(figures), flush=True)


def _row(path: str, text: str, engine: Callable[[], Engine]) -> str:
    whole = median(_whole(path, text, engine()) for _ in range(3))
    letter = _letter(path, text, engine())
    return f"{whole * 1000:.0f}, {letter * 1000:.0f}, {letter / whole:.2f}"


def _whole(path: str, text: str, engine: Engine) -> float:
    """The whole check of an article, all else being warm."""
    engine.check(read_text("A word of advice: yoga is no miracle.", path))
    return _timed(path, text, engine, None)


def _letter(path: str, text: str, engine: Engine) -> float:
    at, kept = text.index(" ", len(text) // 2), Kept()
    _timed(path, text, engine, kept)
    typed = (_LETTERS[: number % len(_LETTERS)] for number in count(1))
    return median(_timed(path, text[:at] + next(typed) + text[at:], engine, kept) for _ in range(_EDITS))


def _timed(path: str, text: str, engine: Engine, kept: Kept | None) -> float:
    started = time.process_time()
    engine.check(read_text(text, path), kept)
    return time.process_time() - started


if __name__ == "__main__":
    main(sys.argv[1:])
