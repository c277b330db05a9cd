"""The hand-labelled sentences of `reader/data/`, as rows that a model is taught on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LABELS = (
    "effect", "effect-strong", "effect-total", "effect-hedged", "established", "everyone", "safe", "harm",
    "side-effect", "together", "apart", "approved", "approved-elsewhere", "off-label", "no-prescription", "market",
    "limits", "consult", "advice", "praise", "research", "relative", "reported", "rejected",
)  # fmt: skip
"""What a sentence may say, as `reader/LABELS.md` defines it; the order is that of the model's outputs."""


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled sentence: `context` is the sentence or heading before it ("" for none), `hand` its writer."""

    hand: str
    context: str
    text: str
    labels: frozenset[str]
    article: bool = False


class CorpusError(ValueError):
    """A line of the data that cannot be used; says file, line and what is wrong."""


def read(files: Iterable[Path]) -> list[Row]:
    """Every row of these JSONL files, in order. Raises CorpusError."""
    return [row for file in sorted(files) for row in _rows(file)]


def _rows(file: Path) -> Iterator[Row]:
    previous: tuple[object, str] = (None, "")
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        entry = _entry(file, number, line)
        article = entry.get("article")
        context = previous[1] if article is not None and article == previous[0] else str(entry.get("ctx") or "")
        yield Row(file.stem, context, entry["text"], frozenset(entry["labels"]), article is not None)
        previous = (article, entry["text"])


def _entry(file: Path, number: int, line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError as problem:
        raise CorpusError(f"{file}:{number}: not JSON: {problem}") from problem
    unknown = sorted(set(entry.get("labels", ())) - set(LABELS))
    if unknown or not str(entry.get("text", "")).strip() or "labels" not in entry:
        wrong = f"unknown label '{unknown[0]}'" if unknown else "a line needs 'text' and 'labels'"
        raise CorpusError(f"{file}:{number}: {wrong}; the labels are those of reader/LABELS.md")
    return entry
