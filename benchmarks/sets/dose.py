"""Dose expressions of case reports and the drug that each belongs to."""

from __future__ import annotations

from typing import Any

from benchmarks.sets.figures import Figure, Row

import healthlint


def predict(row: Row) -> dict[str, Any]:
    found = [q for q in healthlint.analyze(row["sentence"]).to_dict()["quantities"] if q["kind"] == "dose"]
    doses = [{"start": q["start"], "end": q["end"], **({"drug": q["drug"]} if q["drug"] else {})} for q in found]
    return {"id": row["id"], "doses": doses}


def figures(scores: Any) -> list[Figure]:
    return [
        Figure("overlap", scores["overlap"], 0.97),
        Figure("covers", scores["covers"], 0.93),
        Figure("drug link", scores["link"], 0.93),
        Figure("a drug named", scores["linked_of"] / max(1, scores["overlap"] * scores["gold"]), 0.80),
    ]
