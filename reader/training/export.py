"""From a taught network to the files that healthlint ships: weights of 8 bits in ONNX, tokenizer, labels."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from reader.training.corpus import LABELS, Row
from reader.training.network import LENGTH, Network, batch, pieces
from tokenizers import Tokenizer

MODEL, TOKENIZER, CARD = "reader.onnx", "tokenizer.json", "reader.json"


class _Answer(torch.nn.Module):
    """Ids and types of one sentence to its logits: nothing is padded, so there is no mask to give."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        return self.network(ids, torch.ones_like(ids), types)


def write(network: Network, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the model and its tokenizer; `describe` adds the card."""
    folder.mkdir(parents=True, exist_ok=True)
    ids, _, types = batch([pieces(tokenizer, "Does it help?", "It may ease the pain of some people.")])
    with tempfile.TemporaryDirectory() as made:
        plain, prepared = Path(made, "plain.onnx"), Path(made, "prepared.onnx")
        torch.onnx.export(
            _Answer(network).eval(),
            (ids, types),
            plain,
            input_names=["ids", "types"],
            output_names=["logits"],
            dynamic_shapes={
                "ids": {1: torch.export.Dim("pieces", min=2, max=LENGTH)},
                "types": {1: torch.export.Dim("pieces", min=2, max=LENGTH)},
            },
            external_data=False,
        )
        quant_pre_process(plain, prepared, skip_symbolic_shape=True)
        # Seven bits of the eight: processors without VNNI add pairs of products in 16 bits, and would overflow.
        quantize_dynamic(prepared, folder / MODEL, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    onnx.checker.check_model(folder / MODEL)
    tokenizer.save(str(folder / TOKENIZER), pretty=False)


def ask(folder: Path, rows: Sequence[Row]) -> np.ndarray:
    """The logits of the written model, `(rows, labels)`: what healthlint will compute, eight bits and all."""
    session = onnxruntime.InferenceSession(str(folder / MODEL), providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    answers = []
    for row in rows:
        ids, _, types = batch([pieces(tokenizer, row.context, row.text)])
        answers.append(session.run(None, {"ids": ids.numpy(), "types": types.numpy()})[0][0])
    return np.array(answers, np.float32)


def describe(folder: Path, card: Mapping[str, Any]) -> None:
    """Write what healthlint has to know besides (calibration, thresholds, what was taught)."""
    digest = hashlib.sha256((folder / MODEL).read_bytes() + (folder / TOKENIZER).read_bytes()).hexdigest()
    told = {"digest": digest[:16], "length": LENGTH, "labels": LABELS, **card}
    (folder / CARD).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
