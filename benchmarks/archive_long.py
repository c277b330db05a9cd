#!/usr/bin/env python3
"""Measure `healthlint audit` beside `healthlint check` on 100,000 articles, one process at a time.

usage: archive_long.py FOLDER [--articles N] [--size CHARACTERS] [--until HH:MM]

One audit of all articles, one in twenty a copy, is killed with -9 after each quarter, and each time `check` gets a
fortieth of the same files, so both have the same share of whatever else the machine does. Then an audit that nobody
kills is made and its tables are compared, and `check` gets all other files. What is measured lies in
FOLDER/costs.jsonl; the same command goes on behind it. Seconds are those of the processor.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import archive

_BLOCKS, _KILLS, _PAUSE = 40, (0.25, 0.5, 0.75), 0.5
_TICK = os.sysconf("SC_CLK_TCK")
_COPIED = 20


class OutOfTimeError(Exception):
    """The rest is for the next run of the same command."""


class Watched:
    """A process group: the processor's seconds of each of its processes, and their memory at its height."""

    def __init__(self, first: int) -> None:
        self.first, self.seconds, self.memory = first, dict[int, float](), dict[int, float]()

    def look(self) -> None:
        """Notes what they have used by now."""
        for each in (self.first, *archive.below(self.first)):
            try:
                told = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
                self.memory[each] = archive.height(each)
            except OSError:
                continue
            self.seconds[each] = (int(told[11]) + int(told[12])) / _TICK

    def cost(self) -> dict[str, float]:
        """Seconds of all, megabytes of the first process and of the largest below it."""
        below = [size for each, size in self.memory.items() if each != self.first]
        sizes = {"first MB": round(self.memory.get(self.first, 0.0)), "worker MB": round(max(below, default=0.0))}
        return {"cpu": round(sum(self.seconds.values()), 1), **sizes}


class Long:
    """The steps, each done once."""

    def __init__(self, folder: Path, articles: int, size: int, until: str) -> None:
        self.folder, self.articles, self.size, self.until = folder, articles, size, until
        self._told = folder / "costs.jsonl"

    def done(self) -> list[dict[str, Any]]:
        """What has been measured."""
        return [json.loads(line) for line in self._told.read_text().splitlines()] if self._told.exists() else []

    def run(self) -> None:
        """Does the steps that are not done. Raises OutOfTimeError."""
        if not (self.folder / "articles" / "archive.jsonl").exists():
            archive.write(self.folder / "articles", self.articles, self.size, _COPIED)
        for name, step in self._steps():
            if name not in {each["step"] for each in self.done()}:
                started = time.perf_counter()
                told = {"step": name, **step(), "wall": round(time.perf_counter() - started, 1)}
                with self._told.open("a") as file:
                    file.write(json.dumps(told) + "\n")
                print(told, flush=True)

    def _steps(self) -> Iterator[tuple[str, Callable[[], dict[str, Any]]]]:
        for at, share in enumerate((*_KILLS, 0.0)):
            yield f"audit {at}", partial(self._audit, "killed", share)
            yield f"check {at}", partial(self._check, at)
        yield "audit whole", partial(self._audit, "whole", 0.0)
        yield "compared", self._compared
        yield from ((f"check {at}", partial(self._check, at)) for at in range(len(_KILLS) + 1, _BLOCKS))

    def _check(self, block: int) -> dict[str, Any]:
        files = sorted(map(str, (self.folder / "articles" / "files").rglob("*.md")))[block::_BLOCKS]
        command = [*archive.COMMAND, "check", "--jobs", "1", "--no-cache", *_SAME, *files]
        return {"articles": len(files), **self._watch(command)}

    def _audit(self, into: str, share: float) -> dict[str, Any]:
        parts = self.folder / into / "articles"
        before = _rows(parts)
        command = [*archive.COMMAND, "audit", str(self.folder / "articles" / "archive.jsonl"), "--workers", "1"]
        wanted = share * self.articles if share else None
        told = self._watch(
            [*command, "--output", str(self.folder / into), *_SAME], wanted and (lambda: _rows(parts) >= wanted)
        )
        return {"articles": _rows(parts) - before, **told}

    def _watch(self, command: Sequence[str], enough: Callable[[], bool] | None = None) -> dict[str, Any]:
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as process:
            watched = Watched(process.pid)
            try:
                while process.poll() is None and not (enough and enough()):
                    watched.look()
                    time.sleep(_PAUSE)
                    if self.until and time.strftime("%H:%M") >= self.until:
                        raise OutOfTimeError(f"{' '.join(command[3:5])}: {watched.cost()}")
                watched.look()
            finally:
                killed = process.poll() is None
                if killed:
                    os.killpg(process.pid, signal.SIGKILL)
        if not killed and process.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        return {**watched.cost(), "killed": killed}

    def _compared(self) -> dict[str, Any]:
        return {"same": archive.tables(self.folder / "killed") == archive.tables(self.folder / "whole")}


_SAME = ("--quiet", "--isolated", "--no-reader")


def _rows(parts: Path) -> int:
    import pyarrow.parquet as pq

    return sum(_counted(pq, path) for path in parts.glob("*.parquet")) if parts.is_dir() else 0


_COUNTED: dict[Path, int] = {}


def _counted(pq: Any, path: Path) -> int:
    if path not in _COUNTED:
        _COUNTED[path] = pq.read_metadata(path).num_rows
    return _COUNTED[path]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--size", type=int, default=1000, help="characters of an article, about")
    parser.add_argument("--until", default="", metavar="HH:MM", help="stop at this time of the day")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    try:
        Long(given.folder, given.articles, given.size, given.until).run()
    except OutOfTimeError as rest:
        print(f"out of time in {rest}; the same command goes on")


if __name__ == "__main__":
    main()
