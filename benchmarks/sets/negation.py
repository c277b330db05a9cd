"""Is the concept negated? Clinical sentences."""

from __future__ import annotations

from typing import Any

from benchmarks.sets.figures import Figure, Row

import healthlint


def predict(row: Row) -> dict[str, Any]:
    context = healthlint.analyze(row["sentence"]).context_at(row["start"], row["end"])
    return {"id": row["id"], "negated": context.polarity == "negated"}


def figures(scores: Any) -> list[Figure]:
    return [Figure("F1", scores["f1"], 0.96)]
