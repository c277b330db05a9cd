#!/usr/bin/env python3
"""Measure the speller alone on the sets `typos` and `trusted`, without the rest of healthlint.

usage: typos.py [--data FILE.jsonl] [--scorers DIR] [--predictions FILE] [--list]

A row with `sentence` is scored by the set's own scorer; rows with `text` give findings per 1,000 words and, with
--list, each word found. `healthlint check` adds what rules and configuration say; this is the component.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared" / "benchmarks"
sys.path.insert(0, str(HERE.parent / "src"))

from healthlint.analysis.spelling import Misspelling, Token, load_speller, misspellings  # noqa: E402

WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
LINK = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\S+\.(?:com|org|gov|edu|htm|html)\b\S*", re.IGNORECASE)


def words(text: str) -> Iterator[Token]:
    """Words with their places, as the check is given them."""
    links = [match.span() for match in LINK.finditer(text)]
    for match in WORD.finditer(text):
        before = text[: match.start()].rstrip(" \t\"'“‘(*_")
        initial = not before or before[-1] in ".!?:\n•"
        inside = any(start <= match.start() < end for start, end in links)
        yield match[0], match.start(), match.end(), initial, inside


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED / "typos" / "dev.jsonl")
    parser.add_argument("--scorers", type=Path, default=SHARED / "scorers")
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    began = time.perf_counter()
    speller = load_speller(HERE.parent / "rules" / "health-writing" / "vocabulary")
    loaded = time.perf_counter() - began
    rows = [json.loads(line) for line in args.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = [row.get("sentence") or row.get("text") or "" for row in rows]
    found = [misspellings(words(text), speller, frozenset()) for text in texts]
    print(f"{len(rows)} rows, loaded in {loaded * 1000:.0f} ms, all in {time.perf_counter() - began:.1f} s")
    if rows and "sentence" in rows[0]:
        return scored(args, rows, found)
    count = Counter((f.text, f.right) for fs in found for f in fs)
    total = sum(len(text.split()) for text in texts)
    print(f"{count.total()} findings in {total} words: {1000 * count.total() / total:.3f} per 1,000")
    if args.list:
        print("\n".join(f"{number:5} {wrong} -> {right}" for (wrong, right), number in count.most_common()))
    return 0


def scored(args: argparse.Namespace, rows: list[dict[str, str]], found: list[list[Misspelling]]) -> int:
    lines = [
        json.dumps({"id": row["id"], "findings": [{"start": f.start, "end": f.end, "fix": f.right} for f in fs]})
        for row, fs in zip(rows, found, strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = args.predictions or Path(folder) / "typos.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, str(args.scorers / "typos.py"), str(path), "--gold", str(args.data)]
        return subprocess.run([*command, *(["--list"] if args.list else [])], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
