"""From answers on hands that were not taught to what the model's card says: calibration, and thresholds by use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from reader.training.corpus import LABELS, Row
from reader.training.measure import FAMILIES, any_of, holds, recall_at, sigmoid
from sklearn.linear_model import LogisticRegression

PRECISION: Mapping[str, float] = {"alone": 0.85, "documented": 0.75, "suggest": 0.6, "said": 0.85, "short": 0.9}
"""What a label must reach on unseen hands to be used so: a finding of its own, one on a drug that has facts, a
suggestion, a caveat that was said, a finding in a text of a few sentences."""
FLOORS: Mapping[tuple[str, ...], int] = {
    ("effect", "effect-strong", "effect-total", "-established"): 940,
    ("effect", "effect-strong", "effect-total"): 900,
    ("safe",): 920,
    ("together",): 840,
    ("approved", "no-prescription", "-approved-elsewhere"): 955,
    ("advice",): 750,
    ("praise",): 950,
    ("research",): 950,
    ("relative",): 800,
}
"""For the labels that a rule reports together, the threshold in thousandths below which they never speak alone,
whatever the hands say: read off public texts that nobody wrote for this (docs/reader.md)."""
DOCUMENTED: Mapping[tuple[str, ...], int] = {
    ("effect", "effect-strong", "effect-total", "-established"): 880,
    ("effect", "effect-strong", "effect-total"): 830,
    ("safe",): 640,
    ("together",): 750,
    ("approved", "no-prescription", "-approved-elsewhere"): 870,
    ("advice",): 865,
    ("praise",): 985,
    ("research",): 920,
    ("relative",): 960,
}
"""The same of articles on a drug that has facts."""
GRADES: Mapping[str, Mapping[str, int]] = {
    "effect-strong": {"alone": 800, "documented": 700, "lonely": 860, "brief": 760},
    "effect-total": {"alone": 730, "documented": 690, "lonely": 930, "brief": 700},
}
"""Floors of their own for a group of labels where this one is its likeliest: nearly all wrong alarms of articles are
plain benefits, so that what cures, or works for all, needs less certainty to be right as often."""
LONELY: Mapping[tuple[str, ...], int] = {
    ("effect", "effect-strong", "effect-total", "-established"): 980,
    ("effect", "effect-strong", "effect-total"): 980,
    ("safe",): 950,
    ("approved", "no-prescription", "-approved-elsewhere"): 983,
    ("advice",): 960,
    ("praise",): 985,
    ("research",): 980,
}
"""The threshold in an article in which there is nothing else to find: of 20 benefits and 9 promises of safety that the
reader saw in such articles, 5 and 2 were there; of 35 and 10 among other findings, 23 and 6 (docs/reader.md)."""
SHORT: Mapping[tuple[str, ...], int] = {
    ("effect", "effect-strong", "effect-total", "-established"): 600,
    ("effect", "effect-strong", "effect-total"): 600,
    ("safe",): 400,
    ("together",): 450,
    ("approved", "no-prescription", "-approved-elsewhere"): 420,
}
"""The threshold in a text of a few sentences on a drug that has facts: in such texts one sentence in eight makes a
statement, as with the hands, and in long articles one in seventy. Read off sentences A, C and G of five writers, where
rules and reader together are right in nine of ten findings (docs/reader.md); other labels go by the hands alone."""
BRIEF: Mapping[tuple[str, ...], int] = {
    ("effect", "effect-strong", "effect-total", "-established"): 880,
    ("effect", "effect-strong", "effect-total"): 850,
    ("safe",): 900,
    ("advice",): 680,
    ("praise",): 850,
    ("relative",): 500,
}
"""The threshold in a text of a few sentences on something without facts: read off the 647 shortest of 1,500 public
answers, in which few sentences pass it."""
COMPANY: Mapping[tuple[str, ...], int] = {("research",): 700}
"""The threshold among other findings, where it is lower than alone."""
SAID: Mapping[tuple[str, ...], int] = {
    ("apart",): 600,
    ("side-effect",): 550,
    ("limits",): 615,
    ("off-label",): 500,
    ("consult",): 450,
}
"""The threshold below which a caveat does not count as said: these three are often heard where nobody says them."""
ALARMS = 0.05
"""Wrong findings per 1,000 words of whole articles that a label may cost when it speaks alone."""
_WORDS = 60_000
"""Words of whole articles below which a few wrong rows say little about quiet."""
VETOES: tuple[tuple[str, ...], ...] = (
    ("effect", "effect-strong", "effect-total"),
    ("approved", "no-prescription", "market"),
)
"""Labels of which a rule's phrase has to say one."""
VETO_FLOORS: Mapping[tuple[str, ...], int] = {
    ("effect", "effect-strong", "effect-total"): 80,
    ("together",): 35,
    ("praise",): 120,
    ("advice",): 50,
    ("off-label",): 60,
    ("limits",): 110,
    ("consult",): 50,
    ("research",): 50,
    ("apart",): 70,
    ("side-effect",): 20,
}
"""The threshold of a veto, whatever the hands say: sober senses of loud words are many in public texts."""
MISSED = 0.03
"""The share of what a label holds that a veto may cost."""
MISSED_LEAVE = 0.02
"""The same of leave to combine, which can hurt: on five styles of sentences a veto at .034 cost six right findings and
saved six wrong ones, one at .020 cost four and saved six."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """For each label a scale and a shift of its logit; for each group of labels, thresholds in thousandths by use."""

    scale: tuple[float, ...]
    shift: tuple[float, ...]
    thresholds: dict[str, dict[str, int]]

    def chances(self, logits: np.ndarray) -> np.ndarray:
        """Calibrated probabilities."""
        return sigmoid(logits * np.array(self.scale) + np.array(self.shift))


def calibrate(rows: Sequence[Row], logits: np.ndarray) -> Calibration:
    """`logits` are those of a network that was not taught the hands of these rows."""
    wanted = np.array([[label in row.labels for label in LABELS] for row in rows])
    fits = [_platt(logits[:, at], wanted[:, at]) for at in range(len(LABELS))]
    made = Calibration(tuple(a for a, _ in fits), tuple(b for _, b in fits), {})
    chances = made.chances(logits)
    articles = np.array([row.article for row in rows])
    words = sum(len(row.text.split()) for row in rows if row.article)
    for labels in sorted({*FLOORS, *FAMILIES.values(), *VETOES, *((label,) for label in LABELS)}):
        owed = holds(wanted, labels)
        found = any_of(chances, labels)
        uses = {use: _thousandths(recall_at(owed, found, least)[1]) for use, least in PRECISION.items()}
        if words >= _WORDS:
            uses["alone"] = max(uses["alone"], _thousandths(_quiet(owed[articles], found[articles], words)))
        uses["alone"] = max(uses["alone"], FLOORS.get(labels, 0))
        uses["documented"] = max(min(uses["alone"], uses["documented"]), DOCUMENTED.get(labels, 0))
        uses["short"] = min(uses["documented"], SHORT.get(labels, uses["short"]))
        uses["brief"] = min(uses["alone"], BRIEF.get(labels, uses["alone"]))
        uses["suggest"] = min(uses["suggest"], uses["documented"])
        uses["said"] = max(uses["said"], SAID.get(labels, 0))
        missed = MISSED_LEAVE if labels == ("together",) else MISSED
        least = min(100, int(1000 * np.quantile(found[owed], missed))) if owed.any() else 0
        uses["veto"] = max(least, VETO_FLOORS.get(labels, 0))
        uses["lonely"] = max(uses["alone"], LONELY.get(labels, 0))
        uses["company"] = min(uses["alone"], COMPANY.get(labels, 1001))
        name = "+".join(labels).replace("+-", "-")
        made.thresholds[name] = uses
        made.thresholds.update({f"{name}|{label}": dict(GRADES[label]) for label in labels[1:] if label in GRADES})
    return made


def _platt(logits: np.ndarray, wanted: np.ndarray) -> tuple[float, float]:
    """Scale and shift that make probabilities of logits (Platt 1999)."""
    if wanted.sum() < 5:
        return 1.0, 0.0
    fitted = LogisticRegression(C=1.0).fit(logits[:, None], wanted)
    return round(float(fitted.coef_[0, 0]), 4), round(float(fitted.intercept_[0]), 4)


def _quiet(owed: np.ndarray, chances: np.ndarray, words: int) -> float:
    """The threshold above which no more than ALARMS wrong rows stand in 1,000 words."""
    wrong = np.sort(chances[~owed])[::-1]
    allowed = int(ALARMS * words / 1000)
    return float(wrong[allowed]) + 0.001 if allowed < len(wrong) else 0.0


def _thousandths(chance: float) -> int:
    return min(1001, int(np.ceil(1000 * chance)))
