"""Misspelled drug and condition names, and rare words that are right."""

from __future__ import annotations

from typing import Any

from benchmarks.sets.figures import Figure, Row, family, findings


def predict(row: Row) -> dict[str, Any]:
    found = [f for f in findings(row["sentence"]) if family(f) == "TYP"]
    return {"id": row["id"], "findings": [{**f["span"], "fix": _right(f)} for f in found]}


def _right(finding: dict[str, Any]) -> str | None:
    return finding["fix"]["edits"][0]["text"] if finding["fix"] else None


def figures(scores: Any) -> list[Figure]:
    every = scores["typos"]["all"]
    return [
        Figure("detected", every["recall"], 0.93),
        Figure("right fix", every["fixed"], 0.88),
        Figure("right words flagged", scores["negatives"]["all"]["flagged"], 0.02, most=True),
        Figure("other words per 1,000", scores["other_per_1000"], 0.5, most=True),
    ]
