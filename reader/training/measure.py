"""Figures of a reader: average precision, recall at a precision, and how sure they are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from reader.training.corpus import LABELS, Row
from sklearn.metrics import average_precision_score, precision_recall_curve

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "EFF": ("effect", "effect-strong", "effect-total", "-established"),
    "SAF": ("safe",),
    "INT": ("together",),
    "REG": ("approved", "no-prescription", "market"),
    "ADV": ("advice",),
    "LAN": ("praise",),
    "CIT": ("research",),
    "FIG": ("relative",),
    "OFFLABEL": ("off-label",),
    "LIMITS": ("limits",),
    "CONSULT": ("consult",),
    "NOOPIOIDS": ("apart",),
    "SIDE": ("side-effect",),
}
"""The labels of the reader that together say what a label of the annotated sentence sets says; one behind a minus says
that it is something else after all."""
_S = {"EFF", "SAF", "INT", "REG", "OFFLABEL", "LIMITS", "CONSULT", "NOOPIOIDS", "SIDE"}
_G = {"EFF", "SAF", "ADV", "LAN", "CIT", "FIG"}


def sigmoid(logits: np.ndarray) -> np.ndarray:
    """Probabilities."""
    return 1 / (1 + np.exp(-logits))


def any_of(chances: np.ndarray, labels: Sequence[str]) -> np.ndarray:
    """The probability that at least one of these labels holds and none behind a minus, taken as independent:
    `(rows, labels)` to `(rows,)`."""
    held = [chances[:, LABELS.index(label)] for label in labels if label in LABELS]
    taken = [chances[:, LABELS.index(label[1:])] for label in labels if label not in LABELS]
    return (1 - np.prod([1 - each for each in held], axis=0)) * np.prod([1 - each for each in taken] or [1.0], axis=0)


def holds(wanted: np.ndarray, labels: Sequence[str]) -> np.ndarray:
    """The same of rows that are labelled: which of them hold one of these labels and none behind a minus."""
    return any_of(wanted.astype(float), labels) > 0.5


def sets(files: Sequence[Path]) -> dict[str, tuple[list[Row], list[frozenset[str]], set[str]]]:
    """Annotated sentence sets by name: rows to ask the reader about, the labels of the set, and which labels it has."""
    held = {}
    for file in files:
        entries = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        rows = [Row(file.stem, entry.get("ctx") or "", entry["text"], frozenset()) for entry in entries]
        held[file.stem] = (rows, [frozenset(entry["labels"]) for entry in entries], _S if file.stem[0] == "s" else _G)
    return held


def recall_at(wanted: np.ndarray, chances: np.ndarray, precision: float) -> tuple[float, float]:
    """The best recall at this precision or better, and the threshold that gives it."""
    precisions, recalls, thresholds = precision_recall_curve(wanted, chances)
    fit = [(recall, at) for at, (each, recall) in enumerate(zip(precisions, recalls, strict=True)) if each >= precision]
    recall, at = max(fit)
    return recall, float(thresholds[at]) if at < len(thresholds) else 1.0


def interval(wanted: np.ndarray, chances: np.ndarray, times: int = 200) -> tuple[float, float]:
    """The middle 95 % of average precision over bootstrap samples."""
    random = np.random.default_rng(0)
    samples = []
    for _ in range(times):
        at = random.integers(0, len(wanted), len(wanted))
        if wanted[at].any():
            samples.append(average_precision_score(wanted[at], chances[at]))
    low, high = np.quantile(samples, (0.025, 0.975))
    return float(low), float(high)


def lines(wanted: np.ndarray, chances: np.ndarray, names: Sequence[str]) -> list[str]:
    """A table row for each name: `wanted` and `chances` are `(rows, names)`."""
    told = [f"{'label':20} {'rows':>5} {'AP':>5} {'95 %':>11} {'R@.9':>5} {'R@.8':>5}"]
    for at, name in enumerate(names):
        owed = wanted[:, at]
        if not owed.any():
            continue
        low, high = interval(owed, chances[:, at])
        average = average_precision_score(owed, chances[:, at])
        told.append(
            f"{name:20} {int(owed.sum()):5} {average:5.2f} {low:5.2f}-{high:4.2f} "
            f"{recall_at(owed, chances[:, at], 0.9)[0]:6.2f} {recall_at(owed, chances[:, at], 0.8)[0]:5.2f}"
        )
    return told
