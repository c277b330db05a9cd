#!/usr/bin/env python3
"""Write what healthlint finds in all articles at hand: proves that a change which is to alter none of it does not.

usage: same_findings.py OUTPUT [FOLDER ...] [--shared DIR]

Run it before and after the change, each with an OUTPUT of its own, and compare the two with cmp: a line for each
document, its findings first, then what the linter sees in it. A FOLDER holds further articles.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))

from healthlint.document.formats import known_formats  # noqa: E402
from healthlint.document.model import Document  # noqa: E402
from healthlint.document.read import each_in_path, read_text  # noqa: E402
from healthlint.engine import Engine, default_engine  # noqa: E402
from healthlint.report.json import to_dict  # noqa: E402

SETS = ("trusted", "hnr")


def articles(folders: Iterable[Path]) -> Iterator[tuple[str, Document]]:
    """Every article in these folders, known by its path below the folder."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in known_formats():
                for index, found in enumerate(each_in_path(path)):
                    if isinstance(found, Document):
                        yield f"{path.relative_to(folder)}#{index}", found


def texts(shared: Path) -> Iterator[tuple[str, Document]]:
    """Every text of the sets of published articles, and all of a set as one long article."""
    for name in SETS:
        lines = (shared / name / "dev.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line]
        for row in rows:
            yield row["id"], read_text(row["text"], row["id"], "plain")
        yield f"{name}, whole", read_text("\n\n".join(row["text"] for row in rows)[:300_000], name, "plain")


def line(engine: Engine, name: str, document: Document, seen: bool) -> str:
    """What there is to compare."""
    report = engine.check(document)
    found: dict[str, Any] = {"document": name, "broken": report.broken, **to_dict([report])}
    for finding in (*found["findings"], *found["silenced"]):
        finding["path"] = ""
    if seen:
        found["seen"] = {**engine.view(document).to_dict(), "path": ""}
    return json.dumps(found, ensure_ascii=False)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared" / "benchmarks")
    args = parser.parse_args()
    engine = default_engine()
    folders = (args.shared / "ldn" / "articles", HERE.parent / "fixtures", *args.folders)
    with args.output.open("w", encoding="utf-8") as file:
        for name, document in articles(folders):
            print(line(engine, name, document, seen=True), file=file)
        for name, document in texts(args.shared):
            print(line(engine, name, document, seen=name.endswith("whole")), file=file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
