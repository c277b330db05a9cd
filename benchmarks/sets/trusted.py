"""Answers of national health institutes: nearly every finding is a false alarm."""

from __future__ import annotations

from typing import Any

from benchmarks.sets.figures import Figure, Row, findings


def predict(row: Row) -> dict[str, Any]:
    found = [{"code": f["code"], "severity": f["severity"]} for f in findings(row["text"])]
    return {"id": row["id"], "findings": found}


def figures(scores: Any) -> list[Figure]:
    families = scores["family"]
    typos = families.get("TYP", {}).get("per_1000", 0.0)
    rest = sum(values["per_1000"] for name, values in families.items() if name not in ("TYP", "READ"))
    return [
        Figure("alarms per 1,000 words", rest, 0.10, most=True),
        Figure("TYP per 1,000 words", typos, 0.40, most=True),
    ]
