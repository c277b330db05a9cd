"""The reader's model: from a sentence and its context to the probability of each label."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from healthlint.errors import HealthlintError
from healthlint.fast_dataclass import dataclass

FOLDER = Path(__file__).parent / "model"
_MODEL, _TOKENIZER, _CARD = "reader.onnx", "tokenizer.json", "reader.json"
_NEEDED = ("onnxruntime", "tokenizers")
_LETTERS = 1_500
"""Characters of a sentence that are read; in any case it is cut to at most `length` word pieces."""
THOUSAND = 1000
"""Probabilities are kept in thousandths, so that no machine's rounding decides."""
Answer = tuple[int, ...]
"""The probability of each label in thousandths, in the order of the card's labels."""


class ReaderError(HealthlintError):
    """The reader cannot run; the message says why in one line, and what to do."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the model file says about itself: its `digest`; the word pieces read of a pair (`length`); its labels, each
    with a scale and shift for calibration; and the thresholds, in thousandths, at which a label may count `alone`,
    count for a drug with facts (`documented`), be suggested (`suggest`) or count as `said`, or below which a rule may
    not report (`veto`). `taught` is the number of training sentences for each label."""

    digest: str
    length: int
    labels: tuple[str, ...]
    scale: tuple[float, ...]
    shift: tuple[float, ...]
    thresholds: dict[str, dict[str, int]]
    taught: dict[str, int]

    @classmethod
    def of(cls, data: dict[str, Any]) -> Card:
        """Raises ValueError, TypeError or LookupError for invalid data."""
        labels = tuple(map(str, data["labels"]))
        scale, shift = (tuple(map(float, data[key])) for key in ("scale", "shift"))
        if not labels or not len(labels) == len(scale) == len(shift):
            raise ValueError("labels and calibration differ in number")
        thresholds = {
            str(label): {str(use): int(each) for use, each in held.items()}
            for label, held in data["thresholds"].items()
        }
        taught = {str(label): int(number) for label, number in data["taught"].items()}
        return cls(str(data["digest"]), int(data["length"]), labels, scale, shift, thresholds, taught)


def missing() -> str:
    """The reason why the reader cannot run here, found without loading anything; "" if it can be tried."""
    absent = [name for name in _NEEDED if find_spec(name) is None]
    return f"{' and '.join(absent)} not installed" if absent else ""


@lru_cache(maxsize=1)
def card() -> Card:
    """The card of the shipped model. Raises ReaderError."""
    try:
        return Card.of(json.loads((FOLDER / _CARD).read_bytes()))
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as problem:
        raise ReaderError(f"{FOLDER / _CARD}: the reader's card is damaged ({_line(problem)}); {_WAY_OUT}") from problem


_WAY_OUT = "install healthlint anew, or go without the reader (--no-reader)"


class Model:
    """The model, asked about one sentence at a time. Each is computed by itself on one thread, so that an answer never
    depends on the others."""

    def __init__(self) -> None:
        """Raises ReaderError."""
        self._card = card()
        # A model file cannot run code: ONNX is a graph of known operations, and custom ones are not registered.
        try:
            import onnxruntime
            from tokenizers import Tokenizer

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 4
            path = str(FOLDER / _MODEL)
            self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
            self._tokenizer = Tokenizer.from_file(str(FOLDER / _TOKENIZER))
            first, between = (self._tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]"))
        except Exception as problem:  # both libraries raise many kinds of exceptions
            raise ReaderError(f"the reader cannot be loaded ({_line(problem)}); {_WAY_OUT}") from problem
        if first is None or between is None:
            raise ReaderError(f"the reader's tokenizer is damaged (it has no marks of begin and end); {_WAY_OUT}")
        self._first, self._between = first, between

    def ask(self, context: str, text: str) -> Answer:
        """The answer for a sentence; `context` is the sentence or heading before it. Raises ReaderError."""
        import numpy

        ids, types = self._pieces(context, text)
        given = {"ids": numpy.array([ids], numpy.int64), "types": numpy.array([types], numpy.int64)}
        try:
            (logits,) = self._session.run(None, given)
        except Exception as problem:
            raise ReaderError(f"the reader's model is damaged ({_line(problem)}); {_WAY_OUT}") from problem
        return self._calibrated(logits[0].tolist())

    def _pieces(self, context: str, text: str) -> tuple[list[int], list[int]]:
        """`[first] context [between] sentence [between]`: token ids, and 0 for the context and 1 for the sentence."""
        length = self._card.length - 3
        own = self._encoded(text[:_LETTERS])[:length]
        room = length - len(own)
        before = self._encoded(context[-_LETTERS:])[-room:] if context and room else []
        types = [0] * (len(before) + 2) + [1] * (len(own) + 1)
        return [self._first, *before, self._between, *own, self._between], types

    def _encoded(self, text: str) -> list[int]:
        # The tokenizer cannot take half a surrogate pair.
        safe = text.encode("utf-8", "replace").decode()
        return list(self._tokenizer.encode(safe, add_special_tokens=False).ids)

    def _calibrated(self, logits: Sequence[float]) -> Answer:
        scaled = (a * logit + b for a, b, logit in zip(self._card.scale, self._card.shift, logits, strict=True))
        return tuple(round(THOUSAND / (1 + math.exp(-max(-30.0, min(30.0, each))))) for each in scaled)


def _line(problem: Exception) -> str:
    return " ".join(str(problem).split())[:160] or type(problem).__name__
