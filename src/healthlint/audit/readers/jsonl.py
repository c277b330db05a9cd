"""JSON Lines: one record per line; a line that is invalid or too long does not affect the others."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from healthlint.audit.source import Problem, Source

SUFFIXES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")


def records(source: Source) -> Iterator[dict[str, Any] | Problem]:
    """The records of a file; blank lines are skipped."""
    with source.stream() as stream:
        while line := stream.readline(source.most_bytes):
            if not line.endswith(b"\n") and len(line) == source.most_bytes:
                _skip(stream)
                yield source.too_long()
            elif line.strip():
                yield _record(line)


def _skip(stream: io.BufferedReader) -> None:
    while (part := stream.readline(1 << 20)) and not part.endswith(b"\n"):
        pass


def _record(line: bytes) -> dict[str, Any] | Problem:
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        return Problem(f"is not UTF-8 (byte {problem.start} of its line); export it as UTF-8")
    except (ValueError, RecursionError) as problem:
        return Problem(f"is not valid JSON ({problem}); export it again")
    return found if isinstance(found, dict) else Problem("is not a JSON object; write one record per line")
