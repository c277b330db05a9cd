"""Runs targets under atheris: `python fuzz/run.py TARGET --seconds N`, `python fuzz/run.py --all --seconds N`.

Ends with 1 when something has failed; the inputs are then in `fuzz/crashes/TARGET/`, where a test replays them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
_STATUS = re.compile(r"#(\d+)\s+\w+\s+cov: (\d+) ft: (\d+)")
_LEVEL = 0.99


class Point(NamedTuple):
    """How far a run had come after so many seconds."""

    seconds: float
    executions: int
    edges: int
    features: int


def main() -> int:
    """What the command line asks for."""
    from fuzz import targets

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", nargs="?", choices=targets.names())
    parser.add_argument("--all", action="store_true", help="every target, one after the other, in --seconds together")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--work", type=Path, help="where the corpus grows from run to run (default: nowhere)")
    given = parser.parse_args()
    if not given.all and not given.target:
        parser.error("name a target, or say --all")
    if importlib.util.find_spec("atheris") is None:
        print("skipped: atheris is not installed (pip install -e '.[fuzz]'; it has wheels for CPython on Linux)")
        return 0
    chosen = targets.names() if given.all else [given.target]
    with tempfile.TemporaryDirectory() as nowhere:
        work = given.work or Path(nowhere)
        return max([_run(name, given.seconds // len(chosen), work) for name in chosen])


def _run(name: str, seconds: int, work: Path) -> int:
    """One target; its numbers are printed, and kept in the folder `work`."""
    corpus = _folder(work / "corpus" / name)
    failures = ROOT / "fuzz" / "crashes" / name
    before = {path.name for path in failures.glob("*")}
    options = [f"-max_total_time={seconds}", "-rss_limit_mb=3000", "-timeout=30", "-print_final_stats=1"]
    options += [
        f"-artifact_prefix={_folder(work / 'killed' / name)}/",
    ]
    command = [sys.executable, "-m", "fuzz.worker", name, str(failures), str(corpus), *options]
    with (work / f"{name}.log").open("a", encoding="utf-8") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=_environment(work), stderr=subprocess.PIPE, text=True, errors="replace"
        )
        assert process.stderr is not None
        points = list(_points(_logged(process.stderr, log)))
        status = process.wait()
    failed = sorted({path.name for path in failures.glob("*")} - before)
    print(_summary(name, points, seconds, failed, status, work))
    return 1 if failed or status else 0


def _environment(work: Path) -> dict[str, str]:
    path = os.pathsep.join([str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": path, "HEALTHLINT_CACHE_DIR": str(work / "cache")}


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def _logged(lines: Iterable[str], log: object) -> Iterator[str]:
    for line in lines:
        print(line, end="", file=log, flush=True)  # type: ignore[call-overload]
        if line.startswith(("FAILED", "==", "SUMMARY")):
            print(line, end="", file=sys.stderr, flush=True)
        yield line


def _points(lines: Iterable[str]) -> Iterator[Point]:
    started = 0.0
    for line in lines:
        found = _STATUS.match(line)
        if found:
            started = started or time.monotonic()
            yield Point(time.monotonic() - started, *map(int, found.groups()))


def _summary(name: str, points: list[Point], seconds: int, failed: list[str], status: int, work: Path) -> str:
    """A line of numbers; `level` is when the last hundredth of the edges began to be found."""
    last = points[-1] if points else Point(0, 0, 0, 0)
    level = next((each.seconds for each in points if each.edges >= _LEVEL * last.edges), 0.0)
    told = {
        "target": name,
        "seconds": seconds,
        "executions": last.executions,
        "a_second": round(last.executions / max(last.seconds, 1)),
        "edges": last.edges,
        "features": last.features,
        "level": round(level),
        "failed": failed,
        "status": status,
    }
    with (work / "runs.jsonl").open("a", encoding="utf-8") as file:
        print(json.dumps(told), file=file)
    return " ".join(f"{key}={value}" for key, value in told.items())


if __name__ == "__main__":
    sys.exit(main())
