"""Press releases in which experts quoted what they found sensational."""

from __future__ import annotations

from typing import Any

from benchmarks.sets.figures import Figure, Row, family, findings

_LONGEST = 60


def predict(row: Row) -> dict[str, Any]:
    spans = [f["span"] for f in findings(f"{row['title']}\n\n{row['text']}") if family(f) == "LAN"]
    return {"id": row["id"], "fails": [], "spans": [s for s in spans if s["end"] - s["start"] <= _LONGEST]}


def figures(scores: Any) -> list[Figure]:
    spans = scores["spans"]
    return [
        Figure("short quotes touched", spans["short_touched"], 0.45),
        Figure("LAN per 1,000 words", spans["per_1000"], 3.0, most=True),
    ]
