"""Small archives, and the tables of an audit as plain data."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.processes import HEALTHLINT, environment

_SECONDS = 300
Rows = list[dict[str, Any]]
SENTENCES = (
    "LDN cures fibromyalgia.",
    "Tea is hot.",
    "Naltroxene has no side effects.",
    "Take 45 mg of low-dose naltrexone a night.",
)


def articles(number: int) -> Rows:
    """Records of articles that differ, a few of them about a drug."""
    return [
        {
            "id": f"a{at}",
            "text": f"# Article {at}\n\n{SENTENCES[at % len(SENTENCES)]} Issue {at} is about topic {at}.\n",
            "url": f"https://site{at % 3}.example/{at}",
            "date": f"2026-{at % 12 + 1:02}-01",
        }
        for at in range(number)
    ]


def audit(*arguments: str, output: str = "out", status: int = 0, **more: str) -> tuple[str, str]:
    """Runs an audit as a process; gives its output and errors. It starts several processes with an engine each, so it
    may take longer than a check."""
    done = subprocess.run(
        [*HEALTHLINT, "audit", *arguments, "--output", output, "--isolated", "--no-reader"],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
        env=environment(**more),
    )
    assert done.returncode == status, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
    return done.stdout, done.stderr


def write_jsonl(path: Path, records: Iterable[Any]) -> Path:
    """Writes records a line, packed where the name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(record) + "\n" for record in records).encode()
    path.write_bytes(gzip.compress(lines) if path.suffix == ".gz" else lines)
    return path


def table(folder: Path, name: str) -> Rows:
    """The rows of a table of an audit, in an order that does not depend on its partitions."""
    import pyarrow.parquet as pq

    parts = sorted((folder / name).glob("*.parquet")) if (folder / name).is_dir() else []
    rows = [row for part in parts for row in pq.read_table(part).to_pylist()]
    return sorted(rows, key=lambda row: (row["article"], row.get("start", 0), row.get("code", ""), row.get("end", 0)))


def tables(folder: Path) -> dict[str, Rows]:
    """All tables of an audit."""
    return {name: table(folder, name) for name in ("articles", "findings", "errors")}
