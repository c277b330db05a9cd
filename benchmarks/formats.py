#!/usr/bin/env python3
"""Score the annotated articles format by format: what a reader loses or invents shows as a difference between them.

usage: formats.py [--set DIR]

DIR (../shared/benchmarks/ldn) holds articles/ and gold.jsonl; the set's own score.py beside it does the counting.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from healthlint.document.formats import known_formats

HERE = Path(__file__).resolve().parent


def score(folder: Path, format: str) -> dict[str, Any]:
    """score.py's figures for the articles of one format."""
    formats = known_formats()
    articles = [path for path in sorted((folder / "articles").iterdir()) if formats.get(path.suffix) == format]
    names = {path.name for path in articles}
    gold = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as name:
        part = Path(name, "set")
        (part / "articles").mkdir(parents=True)
        for path in articles:
            (part / "articles" / path.name).write_bytes(path.read_bytes())
        kept = [line for line in gold if json.loads(line)["file"] in names]
        (part / "gold.jsonl").write_text("\n".join(kept), encoding="utf-8")
        command = [sys.executable, str(folder.parent / "score.py"), str(part), "--json"]
        command += ["--healthlint", f"{sys.executable} -m healthlint"]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
    scores: dict[str, Any] = json.loads(run.stdout)
    return {"articles": len(articles), **scores}


def show(part: int, whole: int) -> str:
    """A share with its numbers; a dash where there is nothing to share."""
    return f"{part / whole:7.2f} {part:>3}/{whole:<3}" if whole else f"{'-':>7}{'':8}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=HERE.parent.parent / "shared" / "benchmarks" / "ldn")
    args = parser.parse_args()
    known = known_formats()
    found = sorted({known[path.suffix] for path in (args.set / "articles").iterdir() if path.suffix in known})
    scores = {name: score(args.set, name) for name in found}
    heads = {name: f"{name} ({scores[name]['articles']})" for name in found}
    print("precision and recall by format")
    print(f"{'family':8}" + "".join(f"{heads[name]:34}" for name in found))
    families = [family for family, row in scores[found[0]].items() if isinstance(row, dict)]
    for family in families:
        rows = [scores[name][family] for name in found]
        cells = [show(row["right"], row["predicted"]) + show(row["found"], row["gold"]) for row in rows]
        print(f"{family:8}" + "".join(f"{cell:34}" for cell in cells))
    return 0


if __name__ == "__main__":
    sys.exit(main())
