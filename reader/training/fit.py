"""Tuning the network on rows, and asking it; the same seed gives the same weights on one machine."""

from __future__ import annotations

import math
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from reader.training.corpus import LABELS, Row
from reader.training.network import Network, batch, load_base, pieces, shipped
from tokenizers import Tokenizer

HALVES = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
"""Whether this processor computes with 16 bits by itself: three times as fast as 32; where it only plays that it can,
twenty times slower."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a network is taught. In a share of the lines (`swap`) a drug's name becomes another's; in the second half of
    the training, `keep` says how much of the average of the weights so far stays at every step; of the six `layers`,
    three may be kept. Of the rows that a network knows before, each epoch repeats a share (`rehearse`)."""

    epochs: int = 3
    size: int = 32
    rate: float = 2e-4
    head_rate: float = 5e-3
    decay: float = 0.01
    keep: float = 0.998
    layers: int = 6
    swap: float = 0.3
    rehearse: float = 0.5
    seed: int = 0


GO_ON = Plan(epochs=2, rate=1e-4, head_rate=1e-3, rehearse=0.45)
"""How a network that was taught before is taught what is new."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What a network was taught before: the folder of the shipped model, and the hands."""

    model: Path
    hands: frozenset[str]


def fit(
    rows: Sequence[Row],
    plan: Plan,
    drugs: Sequence[str],
    words: Sequence[str] = (),
    before: Taught | None = None,
    every: int = 50,
) -> tuple[Network, Tokenizer]:
    """A network taught on these rows; `words` are further ones that its tokenizer should know whole. It starts from the
    model that was taught `before`, or from the base weights. Several processes (torchrun) share each part's rows."""
    rank, ranks = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
    random.seed(plan.seed)
    np.random.seed(plan.seed)
    torch.manual_seed(plan.seed + rank)
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)  # two wait for one another more than they gain; run two trainings side by side instead
    base, tokenizer = load_base((part for row in rows for part in (row.context, row.text)), words, plan.layers)
    network = Network(base)
    if before is not None:
        network.load_state_dict(shipped(before.model, plan.layers), strict=False)
    network.train()
    known = [row for row in rows if before is not None and row.hand in before.hands]
    fresh = [row for row in rows if before is None or row.hand not in before.hands]
    parts = list(_parts(fresh, known, plan))
    steps = len(parts)
    tuned = [weight for weight in network.base.parameters() if weight.requires_grad]
    # The head starts from nothing: at the pace of the layers below it would take most of the training to get anywhere.
    groups = [{"params": tuned, "lr": plan.rate}, {"params": network.head.parameters(), "lr": plan.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=plan.decay, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _warm_then_cosine(step, steps))
    averaged = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(plan.keep)
    )
    started = time.monotonic()
    swap = Swap(drugs, plan.swap)
    for seen, part in enumerate(parts, 1):
        read = [swap(row) for row in part]
        inputs = batch([pieces(tokenizer, *each) for each in read[rank::ranks]])
        wanted = torch.tensor([[float(label in row.labels) for label in LABELS] for row in part[rank::ranks]])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALVES):
            logits = network(*inputs)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits.float(), wanted, reduction="none")
        (loss.sum() / len(part)).backward()
        _share(network, ranks)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if seen > steps // 2:
            averaged.update_parameters(network)
        if every and seen % every == 0:
            spent = time.monotonic() - started
            print(
                f"  step {seen} of {steps}, loss {loss.detach().sum(-1).mean().item():.3f}, {spent:.0f} s",
                file=sys.stderr,
            )
    # The average of what the weights were on the way is surer on new hands than where they happened to end.
    return averaged.module.eval(), tokenizer


def ask(network: Network, tokenizer: Tokenizer, rows: Sequence[Row], size: int = 64) -> np.ndarray:
    """The logits of rows, `(rows, labels)`."""
    made = [pieces(tokenizer, row.context, row.text) for row in rows]
    order = sorted(range(len(rows)), key=lambda at: len(made[at][0]))
    answer = np.zeros((len(rows), len(LABELS)), np.float32)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALVES):
        for at in range(0, len(order), size):
            part = order[at : at + size]
            answer[part] = network(*batch([made[each] for each in part])).float().numpy()
    return answer


def _warm_then_cosine(step: int, steps: int) -> float:
    warm = max(1, steps // 10)
    return step / warm if step < warm else 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def _parts(fresh: Sequence[Row], known: Sequence[Row], plan: Plan) -> Iterator[list[Row]]:
    """Shuffled parts of every epoch; within a stretch of 50 parts, rows of a like length stand together."""
    for _ in range(plan.epochs):
        order = [*fresh, *random.sample(list(known), int(len(known) * plan.rehearse))]
        random.shuffle(order)
        parts = []
        for at in range(0, len(order), plan.size * 50):
            stretch = sorted(order[at : at + plan.size * 50], key=lambda row: len(row.context) + len(row.text))
            parts += [stretch[start : start + plan.size] for start in range(0, len(stretch), plan.size)]
        random.shuffle(parts)
        yield from (part for part in parts if len(part) > 1)


def _share(network: Network, ranks: int) -> None:
    """Adds up the gradients of all processes."""
    if ranks == 1:
        return
    grads = [weight.grad for weight in network.parameters() if weight.grad is not None]
    flat = torch.cat([grad.flatten() for grad in grads])
    dist.all_reduce(flat)
    for grad, part in zip(grads, flat.split([grad.numel() for grad in grads]), strict=True):
        grad.copy_(part.view_as(grad))


class Swap:
    """Puts another drug's name, the same everywhere in a row, in the place of each drug that the row names.

    Rows on what textbooks say of a drug stay as they are: there the name decides."""

    def __init__(self, drugs: Sequence[str], share: float) -> None:
        self._names = sorted(drugs)
        self._share = share
        listed = "|".join(re.escape(name) for name in sorted(drugs, key=len, reverse=True))
        self._any = re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE) if drugs else None

    def __call__(self, row: Row) -> tuple[str, str]:
        """The row's context and text, changed in a share of all rows."""
        if self._any is None or "established" in row.labels or random.random() >= self._share:
            return row.context, row.text
        others: dict[str, str] = {}

        def other(found: re.Match[str]) -> str:
            return others.setdefault(found[0].lower(), random.choice([*self._names, "[MASK]"]))

        return self._any.sub(other, row.context), self._any.sub(other, row.text)
