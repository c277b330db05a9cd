"""Teaches the reader and writes the model that healthlint ships (docs/reader.md).

    python tools/train_reader.py                       # all hands; writes src/healthlint/analysis/reading/model/
    python tools/train_reader.py --folds 4             # leaves hands out in turn, and prints figures by label
    python tools/train_reader.py --test FILE.jsonl...  # figures on annotated sentence sets that were not taught

Needs `pip install -e '.[training]'`; no network, two cores, under 90 minutes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from reader.training import measure  # noqa: E402
from reader.training.corpus import LABELS, Row, read  # noqa: E402
from reader.training.words import medical, names  # noqa: E402
from reader.training.fit import Plan, ask, fit  # noqa: E402

DATA = ROOT / "reader" / "data"


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, nargs="+", help="files or folders to teach from (default: reader/data)")
    cli.add_argument("--test", type=Path, nargs="+", default=[])
    cli.add_argument("--folds", type=int, default=0)
    cli.add_argument("--epochs", type=int, default=Plan.epochs)
    cli.add_argument("--seed", type=int, default=0)
    cli.add_argument("--save", type=Path)
    told = cli.parse_args()
    rows = read(file for given in told.data or [DATA] for file in (given.glob("*.jsonl") if given.is_dir() else [given]))
    hands = sorted({row.hand for row in rows})
    print(f"{len(rows)} sentences by {len(hands)} hands")
    plan = Plan(epochs=told.epochs, seed=told.seed)
    if told.folds:
        cross_validate(rows, hands, plan, told.folds)
        return
    network, tokenizer = fit(rows, plan, names(ROOT / "rules"), medical(ROOT / "rules"))
    if told.save:
        import torch

        torch.save(network.state_dict(), told.save)
    report(network, tokenizer, told.test)


def cross_validate(rows: Sequence[Row], hands: Sequence[str], plan: Plan, folds: int) -> None:
    """Prints figures on hands that the network asked about was not taught."""
    wanted = np.array([[label in row.labels for label in LABELS] for row in rows])
    logits = np.zeros(wanted.shape, np.float32)
    for fold in range(folds):
        left_out = set(hands[fold::folds])
        taught = [row for row in rows if row.hand not in left_out]
        asked = [at for at, row in enumerate(rows) if row.hand in left_out]
        logits[asked] = ask(*fit(taught, plan, names(ROOT / "rules"), medical(ROOT / "rules")), [rows[at] for at in asked])
    print(*measure.lines(wanted, measure.sigmoid(logits), LABELS), sep="\n")


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
