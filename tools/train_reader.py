"""Teaches the reader and writes the model that healthlint ships (docs/reader.md).

    python tools/train_reader.py                       # teaches all hands but eleven, calibrates on those, and writes
                                                       # src/healthlint/analysis/reading/model/
    python tools/train_reader.py --go-on               # teaches the model that is there what it was not taught yet
    python tools/train_reader.py --test FILE.jsonl...  # the same, with figures on annotated sets that were not taught
    python tools/train_reader.py --folds 4             # figures on all hands, each left out once; writes nothing
    python tools/train_reader.py --curve --test ...    # figures by number of hands; writes nothing

Needs `pip install -e .[training]`; no network. On two cores: `torchrun --nproc-per-node 2 tools/train_reader.py ...`
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch.distributed as dist

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from reader.training import export, measure  # noqa: E402
from reader.training.calibrate import calibrate  # noqa: E402
from reader.training.corpus import LABELS, Row, read  # noqa: E402
from reader.training.fit import GO_ON, Plan, Taught, ask, fit  # noqa: E402
from reader.training.words import medical, names  # noqa: E402

DATA = ROOT / "reader" / "data"
MODEL = ROOT / "src" / "healthlint" / "analysis" / "reading" / "model"
DRUGS, WORDS = names(ROOT / "rules"), medical(ROOT / "rules")
CURVE = (8, 16, 32)
HELD = frozenset(
    "ldn-columns drug-tabloid any-news article-ldn-press article-drug-column article-any-university"
    " ldn-forumdiary ldn-veterinary any-supplement article-ldn-clinics article-any-news".split()
)
"""Hands that are not taught: six of sentences and five of articles, on each of the three topics."""


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--test", type=Path, nargs="+", default=[], help="annotated sets to print figures on")
    cli.add_argument("--folds", type=int, default=0)
    cli.add_argument("--sample", type=int, help="of how many hands, with --folds")
    cli.add_argument("--curve", action="store_true")
    cli.add_argument("--epochs", type=int)
    cli.add_argument("--seed", type=int, default=Plan().seed)
    cli.add_argument("--go-on", action="store_true", help="start from the model in the output folder")
    cli.add_argument("--layers", type=int, default=Plan().layers, choices=(3, 6))
    cli.add_argument("--output", type=Path, default=MODEL)
    told = cli.parse_args()
    rows = read(DATA.glob("*.jsonl"))
    hands = sorted({row.hand for row in rows})
    print(f"{len(rows)} sentences by {len(hands)} hands")
    usual = GO_ON if told.go_on else Plan()
    plan = replace(usual, epochs=told.epochs or usual.epochs, seed=told.seed, layers=told.layers)
    if "WORLD_SIZE" in os.environ:
        dist.init_process_group("gloo")
    if told.folds or told.curve:
        some = random.Random(plan.seed).sample(hands, told.sample or len(hands))
        _ = cross_validate(rows, some, plan, told.folds) if told.folds else curve(rows, hands, plan, told.test)
        return
    taught = [row for row in rows if row.hand not in HELD]
    network, tokenizer = fit(taught, plan, DRUGS, WORDS, before(told.output) if told.go_on else None)
    if dist.is_initialized() and dist.get_rank():
        return
    export.write(network, tokenizer, told.output)
    export.describe(told.output, calibrated(told.output, rows, taught))
    report(network, tokenizer, told.test)


def before(model: Path) -> Taught:
    """The model that is there, and what it was taught."""
    return Taught(model, frozenset(json.loads((model / export.CARD).read_bytes())["hands"]))


def calibrated(model: Path, rows: Sequence[Row], taught: Sequence[Row]) -> dict[str, object]:
    """What the card says besides: calibration and thresholds by the hands that were held back, and what was taught."""
    held = [row for row in rows if row.hand in HELD]
    answers = export.ask(model, held)
    made = calibrate(held, answers)
    show(held, made.chances(answers))
    counts = {label: sum(label in row.labels for row in taught) for label in LABELS}
    card = {name: getattr(made, name) for name in ("scale", "shift", "thresholds")}
    return {**card, "taught": counts, "hands": sorted({row.hand for row in taught})}


def cross_validate(rows: Sequence[Row], hands: Sequence[str], plan: Plan, folds: int) -> None:
    """Prints figures on hands that the network asked about was not taught."""
    order = random.Random(plan.seed).sample(list(hands), len(hands))
    rows = [row for row in rows if row.hand in set(order)]
    asked: list[Row] = []
    logits = []
    for fold in range(folds):
        left_out = set(order[fold::folds])
        mine = [row for row in rows if row.hand in left_out]
        logits.append(ask(*fit([row for row in rows if row.hand not in left_out], plan, DRUGS, WORDS), mine))
        asked += mine
    answers = np.concatenate(logits)
    show(asked, calibrate(asked, answers).chances(answers))


def show(rows: Sequence[Row], chances: np.ndarray) -> None:
    """Prints figures by label on rows that were not taught."""
    wanted = np.array([[label in row.labels for label in LABELS] for row in rows])
    print(f"\n{len(rows)} sentences of hands that were left out")
    print(*measure.lines(wanted, chances, LABELS), sep="\n")


def curve(rows: Sequence[Row], hands: Sequence[str], plan: Plan, files: Sequence[Path]) -> None:
    """Prints figures on annotated sets for readers taught by more and more hands."""
    order = random.Random(plan.seed).sample(list(hands), len(hands))
    for number in (*CURVE, len(hands)):
        some = set(order[:number])
        print(f"\n== {number} hands")
        report(*fit([row for row in rows if row.hand in some], plan, DRUGS, WORDS), files)


def report(network: object, tokenizer: object, files: Sequence[Path]) -> None:
    """Prints figures on annotated sentence sets, for all of a kind together and for each."""
    held = measure.sets(files)
    found = {name: measure.sigmoid(ask(network, tokenizer, rows)) for name, (rows, *_) in held.items()}
    for group in sorted({name[0] for name in held}) + sorted(held):
        parts = [name for name in held if name.startswith(group)]
        known = [label for label in measure.FAMILIES if label in held[parts[0]][2]]
        wanted = np.array([[label in each for label in known] for name in parts for each in held[name][1]])
        chances = np.concatenate([found[name] for name in parts])
        print(f"\n{group}: {len(wanted)} sentences")
        columns = np.array([measure.any_of(chances, measure.FAMILIES[label]) for label in known]).T
        print(*measure.lines(wanted, columns, known), sep="\n")


if __name__ == "__main__":
    main()
