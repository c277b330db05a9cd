#!/usr/bin/env python3
"""Measure healthlint's speed beside that of other linters, all in one run.

usage: speed.py [--corpus DIR] [--public DIR] [--articles N] [--peers DIR] [--rounds N] [--only NAME ...] [--profile]

Makes a corpus (or takes DIR), gathers public text, which hardly ever needs a finding, from the folder of benchmarks
where it lies beside the checkout, and installs the peers into an environment of their own (kept in --peers, else thrown
away). It prints a table: the figure, the ratio, what the ratio has to be, what was measured. Commands are measured as
whole processes, in turn, by the processor time that the system accounts to them; only ratios of one run mean anything.
Run it with the Python that healthlint is installed in. It writes nothing outside its folders. --profile shows instead
in which modules a start and a run over many articles spend their time.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import json
import os
import pstats
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent))

import corpus
import many_rules

PEERS = ("proselint", "codespell", "typos")
PYTHON = sys.executable
BENCHMARKS = Path(__file__).resolve().parents[2] / "shared" / "benchmarks"
PUBLIC = 300
"""Answers that are read."""
IMPORTS = "import click, yaml, regex"
_FINDINGS = (0, 1, 2, 65)
"""How these programs end when they have done their work; typos says 2 where it finds something, codespell 65."""
HASHES = """
import click, hashlib, os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            hashlib.sha256(file.read()).hexdigest()
"""


@dataclass(frozen=True)
class Cost:
    """Of one process, with those that it started: seconds of processor and of clock, megabytes at its height."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True)
class Row:
    """`ratio` has to be at most (`least` False) or at least (`least` True) `bar`."""

    what: str
    measured: str
    ratio: float
    bar: float | None = None
    least: bool = False

    def __str__(self) -> str:
        sign = "" if self.bar is None else f"{'>=' if self.least else '<='} {self.bar:g}"
        met = (
            ""
            if self.bar is None
            else "yes"
            if (self.ratio >= self.bar) == self.least or self.ratio == self.bar
            else "NO"
        )
        return f"{self.what:<52} {self.ratio:>8.2f}  {sign:<8} {met:<4} {self.measured}"


def run(command: Sequence[str]) -> Cost:
    """Runs it once; its output is thrown away."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in _FINDINGS:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - started, used.ru_maxrss / 1024)


def in_turn(commands: Sequence[Sequence[str]], rounds: int) -> list[Cost]:
    """The median of each over the rounds; one round before does not count. All take their turn in every round."""
    taken: list[list[Cost]] = [[] for _ in commands]
    for at in range(rounds + 1):
        for command, costs in zip(commands, taken, strict=True):
            cost = run(command)
            costs += [cost] if at else []
    return [
        Cost(*(median(getattr(cost, name) for cost in costs) for name in ("cpu", "wall", "memory"))) for costs in taken
    ]


class Speed:
    """The measurements, each a method that gives rows."""

    def __init__(
        self, folder: Path, peers: Path, given: Path | None, articles: int, rounds: int, benchmarks: Path
    ) -> None:
        self.folder, self.peers, self.given, self.articles, self.rounds = folder, peers, given, articles, rounds
        self.benchmarks = benchmarks

    @cached_property
    def corpus(self) -> Path:
        if self.given:
            return self.given
        corpus.write(self.folder / "corpus", self.articles, 4_200)
        return self.folder / "corpus"

    @cached_property
    def size(self) -> float:
        """In megabytes."""
        return _size(self.corpus)

    @cached_property
    def public_text(self) -> Path | None:
        """Answers of health institutes, ten in a file, and articles of the press; None where they are not at hand."""
        answers, articles = self.benchmarks / "trusted" / "dev.jsonl", self.benchmarks / "real" / "articles"
        if not answers.is_file() or not articles.is_dir():
            return None
        folder = self.folder / "public"
        shutil.copytree(articles, folder)
        lines = answers.read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines[:: max(1, len(lines) // PUBLIC)]]
        for at in range(0, len(texts), 10):
            (folder / f"answers-{at:04}.txt").write_text("\n\n".join(texts[at : at + 10]), encoding="utf-8")
        return folder

    @cached_property
    def article(self) -> str:
        path = self.folder / "article.md"
        path.write_text(corpus.one_text(4_096), encoding="utf-8")
        return str(path)

    @cached_property
    def bin(self) -> Path:
        """Where the peers are, installed on first use."""
        found = self.peers / "bin"
        if not (found / PEERS[-1]).exists():
            subprocess.run([PYTHON, "-m", "venv", self.peers], check=True)
            subprocess.run([found / "pip", "install", "-q", *PEERS], check=True, stderr=subprocess.DEVNULL)
        return found

    def healthlint(self, *arguments: str, cache: bool = False) -> list[str]:
        kept = ["--cache-dir", str(self.folder / "cache")] if cache else ["--no-cache"]
        return [PYTHON, "-m", "healthlint", "check", *kept, "--format", "concise", *arguments]

    def proselint(self, *paths: str) -> list[str]:
        return [str(self.bin / "proselint"), "check", *paths]

    def start(self) -> Iterator[Row]:
        """One article of 4 KB."""
        names = ("healthlint", "imports", "proselint", "codespell", "typos")
        commands = [
            self.healthlint("--ignore", "READ", self.article),
            [PYTHON, "-c", IMPORTS],
            self.proselint(self.article),
            [str(self.bin / "codespell"), self.article],
            [str(self.bin / "typos"), self.article],
        ]
        found = dict(zip(names, in_turn(commands, 4 * self.rounds), strict=True))
        mine = found.pop("healthlint")
        for name, other in found.items():
            bar = {"imports": 2.0, "proselint": 1.0}.get(name)
            yield Row(f"start: one 4 KB article / {name}", _ms(mine, other), mine.cpu / other.cpu, bar)

    def readability(self) -> Iterator[Row]:
        """What READ adds to a start."""
        with_it, without = in_turn(
            [self.healthlint(self.article), self.healthlint("--ignore", "READ", self.article)], 4 * self.rounds
        )
        added = 1000 * (with_it.cpu - without.cpu)
        yield Row("READ: milliseconds more for one article", _ms(with_it, without), added, 60)

    def throughput(self) -> Iterator[Row]:
        """The corpus in one process."""
        found = self._side_by_side(self.corpus)
        yield from _rates(found, self.size, "throughput")
        for name, bar in (("without READ", 7.0), ("all rules", 2.5)):
            ratio = found["proselint"].cpu / found[name].cpu
            yield Row(f"throughput / proselint: {name}", "", ratio, bar, least=True)
        ratio = found["codespell"].cpu / found["without READ"].cpu
        yield Row("throughput / codespell: without READ", "to aim at: 1", ratio)
        yield Row("memory, MB: the corpus, all rules", "", found["all rules"].memory, 150)

    def public(self) -> Iterator[Row]:
        """Public text in one process, and one article of it."""
        if self.public_text is None:
            return
        found = self._side_by_side(self.public_text)
        yield from _rates(found, _size(self.public_text), "public text")
        for peer in PEERS:
            yield Row(f"public text / {peer}: all rules", "", found[peer].cpu / found["all rules"].cpu)
        yield Row("memory, MB: public text, all rules", "", found["all rules"].memory, 150)
        article = str(min(self.public_text.iterdir(), key=lambda path: (abs(path.stat().st_size - 4_096), path)))
        mine, other = in_turn([self.healthlint(article), self.proselint(article)], 4 * self.rounds)
        yield Row("start: one public article / proselint", _ms(mine, other), mine.cpu / other.cpu)

    def _side_by_side(self, folder: Path) -> dict[str, Cost]:
        place = str(folder)
        names = ("without READ", "all rules", "proselint", "codespell", "typos")
        commands = [
            self.healthlint("--jobs", "1", "--ignore", "READ", place),
            self.healthlint("--jobs", "1", place),
            self.proselint(place),
            [str(self.bin / "codespell"), place],
            [str(self.bin / "typos"), "--threads", "1", place],
        ]
        return dict(zip(names, in_turn(commands, self.rounds), strict=True))

    def jobs(self) -> Iterator[Row]:
        """Two jobs against two processes that know nothing of each other, by the clock."""
        halves = self._halves()
        both, apart = [], []
        for _ in range(self.rounds):
            both.append(run(self.healthlint("--jobs", "2", str(self.corpus))).wall)
            apart.append(_together([self.healthlint("--jobs", "1", str(half)) for half in halves]))
        ratio = median(apart) / median(both)
        yield Row(
            "two jobs / two processes on half each", f"{median(both):.2f} s, {median(apart):.2f} s", ratio, 0.9, True
        )

    def _halves(self) -> tuple[Path, Path]:
        halves = (self.folder / "half-1", self.folder / "half-2")
        files = sorted(path for path in self.corpus.rglob("*") if path.is_file())
        for number, half in enumerate(halves):
            half.mkdir(exist_ok=True)
            for at, path in enumerate(files[number::2]):
                shutil.copy(path, half / f"{at:05}{path.suffix}")
        return halves

    def cached(self) -> Iterator[Row]:
        """Nothing has changed since the last run."""
        run(self.healthlint(str(self.corpus), cache=True))
        again, hashes = in_turn(
            [self.healthlint(str(self.corpus), cache=True), [PYTHON, "-c", HASHES, str(self.corpus)]], self.rounds
        )
        yield Row("cached re-run / import click, read and hash", _ms(again, hashes), again.cpu / hashes.cpu, 3)

    def growth(self) -> Iterator[Row]:
        """Time per KB in one file, without the start."""
        start = run(self.healthlint("--ignore", "READ", self._file(100))).cpu
        per_kb = {}
        for kb in (10, 100, 1_000, 10_000):
            path = self._file(kb * 1000)
            rounds = self.rounds if kb >= 1_000 else 4 * self.rounds
            (cost,) = in_turn([self.healthlint("--ignore", "READ", path)], rounds if kb < 10_000 else 1)
            per_kb[kb] = (cost.cpu - start) / kb
        told = ", ".join(f"{kb} KB: {1000 * value:.2f} ms" for kb, value in per_kb.items())
        yield Row("growth: time per KB, 10 MB / 10 KB", told, per_kb[10_000] / per_kb[10], 1.5)

    def _file(self, size: int) -> str:
        path = self.folder / f"{size}.md"
        if not path.exists():
            path.write_text(corpus.one_text(size), encoding="utf-8")
        return str(path)

    def rules(self) -> Iterator[Row]:
        """Ten times the rules, of a pack that is made for it, on some of the corpus."""
        folder = self.folder / "rules"
        number = many_rules.write(folder / "many", 9)
        (folder / "healthlint.yaml").write_text("extend-packs: [many]\n", encoding="utf-8")
        (folder / "none.yaml").write_text("ignore: []\n", encoding="utf-8")
        some = folder / "some"
        corpus.write(some, 200, 4_200)
        own = ("--jobs", "1", "--ignore", "READ", "--config")
        commands = [self.healthlint(*own, str(folder / name), str(some)) for name in ("healthlint.yaml", "none.yaml")]
        ten, one = in_turn(commands, self.rounds)
        yield Row("ten times the rules / the bundled ones", f"{number} more; {_ms(ten, one)}", ten.cpu / one.cpu, 2)


def profiled(name: str, articles: Sequence[str]) -> Iterator[str]:
    """The time of its own that each module takes, as a share."""
    profile = cProfile.Profile()
    with redirect_stdout(io.StringIO()):
        profile.runcall(_check, articles)
    own: Counter[str] = Counter()
    for (file, _, _), (_, _, seconds, *_) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        inside = file.rpartition("/healthlint/")[2] if "/healthlint/" in file else ""
        own[inside or ("built in" if file == "~" else "other libraries")] += seconds
    yield f"{name}: {own.total():.2f} s under the profiler"
    yield from (f"  {seconds / own.total():6.1%}  {module}" for module, seconds in own.most_common(14))


def _check(articles: Sequence[str]) -> None:
    from healthlint.cli import run as healthlint

    healthlint(["check", "--no-cache", "--jobs", "1", "--format", "concise", *articles])


def _together(commands: Sequence[Sequence[str]]) -> float:
    started = time.perf_counter()
    processes = [subprocess.Popen(each, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for each in commands]
    for process in processes:
        process.wait()
    return time.perf_counter() - started


def _size(folder: Path) -> float:
    """In megabytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _rates(found: dict[str, Cost], size: float, what: str) -> Iterator[Row]:
    for name, cost in found.items():
        yield Row(f"{what}, MB/s: {name}", f"{size:.1f} MB in {cost.cpu:.2f} s", size / cost.cpu)


def _ms(one: Cost, other: Cost) -> str:
    return f"{1000 * one.cpu:.0f} ms, {1000 * other.cpu:.0f} ms"


def main() -> int:
    measures: dict[str, Callable[[Speed], Iterator[Row]]] = {
        name: getattr(Speed, name) for name in "start readability throughput public jobs cached growth rules".split()
    }
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, metavar="DIR")
    parser.add_argument("--public", type=Path, default=BENCHMARKS, metavar="DIR", help="the folder of benchmarks")
    parser.add_argument("--articles", type=int, default=2_208, metavar="N", help="of the corpus that is made")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="where the peers are kept for the next run")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--only", nargs="*", choices=measures, default=list(measures), metavar="NAME")
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if args.profile:
            corpus.write(folder / "some", 100, 4_200)
            for what, articles in (
                ("one article", [str(folder / "some/000/00000.md")]),
                ("100 articles", [str(folder / "some")]),
            ):
                print("\n".join(profiled(what, articles)))
            return 0
        speed = Speed(
            folder, (args.peers or folder / "peers").resolve(), args.corpus, args.articles, args.rounds, args.public
        )
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, corpus of {speed.size:.1f} MB\n")
        print(f"{'what':<52} {'ratio':>8}  {'bar':<8} {'met':<4} measured")
        for only in args.only:
            for row in measures[only](speed):
                print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
