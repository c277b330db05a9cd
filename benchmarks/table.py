#!/usr/bin/env python3
"""Measure healthlint on every benchmark set and print one table.

usage: table.py [SET ...] [--shared DIR] [--json]
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.sets.figures import Figure  # noqa: E402

SETS = ("ldn", "typos", "trusted", "negation", "dose", "causal", "hnr")


def measure(name: str, shared: Path) -> list[Figure]:
    """The figures of one set."""
    adapter = importlib.import_module(f"benchmarks.sets.{name}")
    if hasattr(adapter, "measure"):
        found: list[Figure] = adapter.measure(shared / name)
        return found
    rows = [json.loads(line) for line in (shared / name / "dev.jsonl").read_text(encoding="utf-8").splitlines() if line]
    predictions = [adapter.predict(row) for row in rows]
    sys.path.insert(0, str(shared / "scorers"))
    scorer = importlib.import_module(name)
    scored: list[Figure] = adapter.figures(scorer.score(rows, predictions))
    return scored


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", default=SETS)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared" / "benchmarks")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    known = [name for name in args.sets or SETS if (args.shared / name).is_dir()]
    for name in sorted(set(args.sets or SETS) - set(known)):
        print(f"{name}: no such set in {args.shared}", file=sys.stderr)
    results = {name: measure(name, args.shared) for name in known}
    if args.json:
        print(json.dumps({name: [asdict(figure) for figure in found] for name, found in results.items()}, indent=1))
        return 0
    print(f"{'set':10}{'figure':28}{'measured':>9}  {'bound':>9}")
    for name, found in results.items():
        for figure in found:
            sign = "<=" if figure.most else ">="
            verdict = "" if figure.met else "short"
            print(f"{name:10}{figure.name:28}{figure.value:9.3f}  {sign} {figure.bound:6.3f}  {verdict}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
