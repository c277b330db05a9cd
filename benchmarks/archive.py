#!/usr/bin/env python3
"""Measure `healthlint audit` beside `healthlint check --jobs 2` on the same articles, in one run.

usage: archive.py [--articles N] [--size CHARACTERS] [--reader] [--folder DIR]

Makes an archive of the articles of benchmarks/corpus.py (100,000 unless you say otherwise), as a folder for `check` and
as JSON Lines for `audit`, and the same with copies among them: one in twenty, and every second one. It prints the time
by the clock and of the processor, articles a second, and the memory of the largest process; then it kills an audit with
-9 in its middle, lets it go on, and compares the tables. Only ratios of one run mean anything. Run it with the Python
that `healthlint[audit]` is installed in; without --reader both do without the taught reader.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import corpus

COMMAND = (sys.executable, "-m", "healthlint")
"""Runs healthlint."""
_PAUSE = 0.2
_SINCE = 0.4
"""The share of the partitions after which the audit is killed."""


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of the processor; megabytes of the largest process below the first, at its height."""

    wall: float
    cpu: float
    worker: float


def below(parent: int) -> Iterator[int]:
    """The processes that one has started, and those that they have."""
    try:
        children = [int(each) for path in Path(f"/proc/{parent}/task").iterdir() for each in _words(path / "children")]
    except OSError:
        return
    for child in children:
        yield child
        yield from below(child)


def _words(path: Path) -> list[str]:
    try:
        return path.read_text().split()
    except OSError:
        return []


def height(process: int) -> float:
    """The most memory that a process has had, in megabytes. Raises OSError."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return max((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), default=0.0)


def run(command: Sequence[str]) -> Cost:
    """Runs a command to its end; 1 is the status of a check with findings."""
    before = os.times()
    started, sizes = time.perf_counter(), dict[int, float]()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        while process.poll() is None:
            for each in below(process.pid):
                with suppress(OSError):
                    # The last look counts: before it has begun its own work, a process has the memory of its parent.
                    sizes[each] = height(each)
            time.sleep(_PAUSE)
        said = process.stderr.read().decode() if process.stderr else ""
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}: {said}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(time.perf_counter() - started, cpu, max(sizes.values(), default=0.0))


def texts(articles: int, size: int, every: int) -> Iterator[str]:
    """So many articles, each `every`th one (0: none) a copy of the one before with a line behind it."""
    last = ""
    for number, text in enumerate(corpus.texts(articles, size)):
        copied = every and number % every == every - 1
        yield f"{last}\nFirst printed elsewhere.\n" if copied else text
        last = last if copied else text


def write(folder: Path, articles: int, size: int, every: int) -> Path:
    """The archive as a folder of files and as a table; gives the table."""
    folder.mkdir(parents=True)
    table = folder / "archive.jsonl"
    with table.open("w", encoding="utf-8") as lines:
        for number, text in enumerate(texts(articles, size, every)):
            path = folder / "files" / f"{number // 1000:04}" / f"{number:07}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            lines.write(json.dumps({"id": number, "text": text, "format": "markdown"}) + "\n")
    return table


def tables(folder: Path) -> list[str]:
    """All rows of an audit, whatever its partitions."""
    import pyarrow.parquet as pq

    paths = sorted(path for name in ("articles", "findings", "errors") for path in folder.glob(f"{name}/*.parquet"))
    return sorted(repr(row) for path in paths for row in pq.read_table(path).to_pylist())


class Archive:
    """The measurements."""

    def __init__(self, folder: Path, articles: int, size: int, options: Sequence[str]) -> None:
        self.folder, self.articles, self.size, self.options = folder, articles, size, tuple(options)

    def check(self, name: str, jobs: int) -> Cost:
        """The folder of an archive, checked."""
        files = str(self.folder / name / "files")
        command = [*COMMAND, "check", "--jobs", str(jobs), "--no-cache", "--quiet", "--isolated", *self.options, files]
        return run(command)

    def audit(self, name: str, workers: int, into: str) -> Cost:
        """The table of an archive, audited."""
        return run(self._audit(name, workers, into))

    def _audit(self, name: str, workers: int, into: str) -> list[str]:
        rows = str(max(1, min(500, self.articles // 16)))
        command = [*COMMAND, "audit", str(self.folder / name / "archive.jsonl"), "--output", str(self.folder / into)]
        return [*command, "--workers", str(workers), "--partition-rows", rows, "--quiet", "--isolated", *self.options]

    def killed(self, name: str, whole: str) -> str:
        """An audit that is killed in its middle and goes on, against one that was not."""
        parts = self.folder / "killed" / "articles"
        wanted = _SINCE * len(list((self.folder / whole / "articles").iterdir()))
        with subprocess.Popen(self._audit(name, 2, "killed"), start_new_session=True) as process:
            while process.poll() is None and (not parts.is_dir() or len(list(parts.glob("*.parquet"))) < wanted):
                time.sleep(_PAUSE / 10)
            os.killpg(process.pid, signal.SIGKILL)
        done = len(list(parts.glob("*.parquet")))
        cost = self.audit(name, 2, "killed")
        same = tables(self.folder / "killed") == tables(self.folder / whole)
        return f"killed after {done} partitions, went on in {cost.wall:.0f} s: {'the same' if same else 'NOT THE SAME'}"

    def line(self, what: str, cost: Cost, base: Cost | None = None) -> None:
        """One row of the table."""
        ratio = "" if base is None else f"{base.cpu / cost.cpu:>8.2f}{base.wall / cost.wall:>8.2f}"
        rate = self.articles / cost.wall
        print(f"{what:<34}{cost.wall:>8.1f}{cost.cpu:>8.1f}{rate:>9.1f}{cost.worker:>8.0f}{ratio}", flush=True)

    def all(self) -> None:
        """Every row."""
        for name, every in (("plain", 0), ("twentieth", 20), ("half", 2)):
            write(self.folder / name, self.articles, self.size, every)
        print(f"{'':34}{'wall s':>8}{'cpu s':>8}{'art./s':>9}{'MB':>8}{'x cpu':>8}{'x wall':>8}")
        base = self.check("plain", 2)
        self.line("check --jobs 2", base)
        self.line("audit --workers 2", self.audit("plain", 2, "two"), base)
        self.line("audit --workers 1", self.audit("plain", 1, "one"), base)
        print(f"one worker and two: {'the same' if self._same('one', 'two') else 'NOT THE SAME'} tables")
        self.line("audit, one in twenty a copy", self.audit("twentieth", 2, "copies"), base)
        self.line("audit, every second one a copy", self.audit("half", 2, "many"), base)
        print(self.killed("plain", "two"))

    def _same(self, one: str, other: str) -> bool:
        return tables(self.folder / one) == tables(self.folder / other)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--size", type=int, default=4500, help="characters of an article, about")
    parser.add_argument("--reader", action="store_true", help="with the taught reader")
    parser.add_argument("--folder", type=Path, help="keep archives and tables here")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp())
    try:
        Archive(folder, given.articles, given.size, () if given.reader else ("--no-reader",)).all()
    finally:
        if given.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
