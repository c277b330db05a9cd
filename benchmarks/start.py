#!/usr/bin/env python3
"""How long a start takes, as a multiple of what a Python script takes that imports click, yaml and regex.

usage: start.py ARTICLE [--runs N] [--profile]

Every command runs N times, one after the other in turns, in the Python that runs this. `--profile` shows the functions
in which `healthlint check ARTICLE` spends the time instead.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import io
import os
import pstats
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

SOURCE = Path(__file__).resolve().parent.parent / "src"
REFERENCE = "click, yaml, regex"
COMMANDS = {"nothing": ["-c", "pass"], REFERENCE: ["-c", f"import {REFERENCE}"]}


def seconds(command: list[str]) -> float:
    """One run of Python with these arguments; compiled modules are used, as they are where a program is installed."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    subprocess.run([sys.executable, *command], env=environment, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def compare(article: str, runs: int) -> None:
    """Print the times beside each other."""
    check = ["-m", "healthlint", "check", "--isolated", article]
    commands = {**COMMANDS, "healthlint check": check, "without READ": [*check, "--ignore", "READ"]}
    for command in commands.values():
        seconds(command)  # what is compiled once is compiled now
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(seconds(command))
    reference = median(times[REFERENCE])
    for name, taken in times.items():
        print(f"{name:20} {median(taken) / reference:5.2f} x   (median of {runs}, {median(taken) * 1000:.0f} ms)")


def profile(article: str) -> None:
    """Print where one run spends its time, from the first import on."""
    sys.path.insert(0, str(SOURCE))
    profiler = cProfile.Profile()
    with contextlib.redirect_stdout(io.StringIO()):
        profiler.enable()
        from healthlint.cli import run

        run(["check", "--isolated", article])
        profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(40)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    if args.profile:
        profile(args.article)
    else:
        compare(args.article, args.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
