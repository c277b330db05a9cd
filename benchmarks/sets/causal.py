"""How strongly a sentence claims an effect: not at all, as an association, hedged, directly."""

from __future__ import annotations

from typing import Any

from benchmarks.sets.figures import Figure, Row

import healthlint


def predict(row: Row) -> dict[str, Any]:
    claims = healthlint.analyze(row["sentence"]).to_dict()["claims"]
    return {"id": row["id"], "label": max((_label(claim) for claim in claims), default=0)}


def _label(claim: dict[str, Any]) -> int:
    if claim["polarity"] == "negated" or claim["certainty"] == "questioned":
        return 0
    if claim["relation"] == "association":
        return 1
    return 2 if claim["certainty"] == "hedged" else 3


def figures(scores: Any) -> list[Figure]:
    every = scores["all"]
    return [
        Figure("direct, precision", every["direct"]["precision"], 0.70),
        Figure("direct, recall", every["direct"]["recall"], 0.50),
        Figure("macro-F1", every["macro_f1"], 0.66),
    ]
