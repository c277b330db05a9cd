"""Reads the sentences of an article, each with its context."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from healthlint.analysis.reading.memory import Memory
from healthlint.analysis.reading.model import THOUSAND, Answer, Card, Model, card, missing

if TYPE_CHECKING:
    from healthlint.cache.results import Results

NO_READER = "HEALTHLINT_NO_READER"
"""If set in the environment, the reader is not used."""
Pair = tuple[str, str]
"""The context (the sentence or heading before, "" for none), and the sentence."""


def installed(results: Results | None = None) -> Reader | None:
    """A reader, if one can run and is wanted; `results` stores its answers between runs."""
    return None if os.environ.get(NO_READER) or missing() else Reader(results)


class Reader:
    """Holds the model, loaded for the first sentence, and its earlier answers."""

    def __init__(self, results: Results | None = None) -> None:
        """`results` stores answers between runs."""
        self._results = results

    @cached_property
    def card(self) -> Card:
        """The model's card. Raises ReaderError."""
        return card()

    @cached_property
    def _model(self) -> Model:
        return Model()

    @cached_property
    def _memory(self) -> Memory:
        return Memory(self.card.digest, len(self.card.labels), self._results)

    def read(self, pairs: Sequence[Pair]) -> list[Reading]:
        """The labels of each sentence. Raises ReaderError."""
        keys = [self._memory.key(*pair) for pair in pairs]
        known = self._memory.recall(keys)
        for key, pair in zip(keys, pairs, strict=True):
            if key not in known:
                self._memory.learn(key, self._model.ask(*pair))
        self._memory.store()
        return [Reading(self.card, known[key]) for key in keys]


class Reading:
    """The probability of each label for one sentence, from 0 to 1."""

    __slots__ = ("_answer", "_card")

    def __init__(self, card: Card, answer: Answer) -> None:
        self._card, self._answer = card, answer

    def chance(self, *labels: str) -> float:
        """The probability that the sentence has at least one of these labels, and none of those with a minus
        ("-established"), treated as independent."""
        none = others = 1.0
        for label in labels:
            against = 1 - self._answer[self._card.labels.index(label.removeprefix("-"))] / THOUSAND
            none, others = (none, others * against) if label.startswith("-") else (none * against, others)
        return round((1 - none) * others, 3)

    def passes(self, use: str, *labels: str) -> bool:
        """True if the probability reaches the card's threshold for these labels in a use (alone, suggest, said), or the
        likeliest label reaches a threshold of its own."""
        name = "+".join(labels).replace("+-", "-")
        limit = self._card.thresholds.get(f"{name}|{self.likeliest(*labels)}", {}).get(use)
        limit = self._card.thresholds[name].get(use) if limit is None else limit
        return limit is not None and self.chance(*labels) * THOUSAND >= limit

    def likeliest(self, *labels: str) -> str:
        """The most probable label among those without a minus."""
        return max((label for label in labels if not label.startswith("-")), key=self.chance)

    def to_dict(self) -> dict[str, float]:
        """The labels with a probability of 0.1 or more, the most probable first."""
        likely = {label: each / THOUSAND for label, each in zip(self._card.labels, self._answer, strict=True)}
        return dict(sorted((item for item in likely.items() if item[1] >= 0.1), key=lambda item: (-item[1], item[0])))
