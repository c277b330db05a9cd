#!/usr/bin/env python3
"""What packs cost that an article does not name: 200 installed ones against 3.

    python benchmarks/many_packs.py [ARTICLE] [--packs N] [--few N] [--rounds N]

Clones the bundled pack on atorvastatin under other names, in a folder that is thrown away, and checks one article that
names none of them under two configurations, by turns, as whole processes: the processor time of each, as the system
accounts it to them, in medians, and the median of their ratios. `first` are the first runs of both, which make what
later ones find in the cache; `checked` are runs that look at the article, `known` those that have its findings already.
Only the ratios mean anything on another machine.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
_MODEL = ROOT / "rules" / "atorvastatin"
_ARTICLE = ROOT / "fixtures" / "promotional.md"
_BRAND = "lipitor"
_ONSETS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_SETTLED = 3.0
"""Seconds after which the cache trusts the time of a file."""


def drug_of(number: int) -> str:
    """A name that no article holds, another one for each number."""
    syllables = []
    for _ in range(3):
        number, at = divmod(number, len(_ONSETS) * len(_VOWELS))
        syllables.append(_ONSETS[at // len(_VOWELS)] + _VOWELS[at % len(_VOWELS)])
    return f"qua{''.join(syllables)}xol"


def write(folder: Path, numbers: Sequence[int]) -> list[Path]:
    """A clone of the model for each number, as a pack in the folder; gives their folders."""
    return [_clone(folder, drug_of(number)) for number in numbers]


def _clone(folder: Path, drug: str) -> Path:
    clone = folder / drug
    shutil.copytree(_MODEL, clone)
    for path in clone.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for old, new in ((_MODEL.name, drug), (_BRAND, f"{drug[3:-3]}mir")):
            text = text.replace(old, new).replace(old.capitalize(), new.capitalize())
        path.write_text(text, encoding="utf-8")
    return clone


def configure(folder: Path, packs: Sequence[Path]) -> Path:
    """A folder with a configuration that turns these packs on besides the bundled ones."""
    folder.mkdir()
    named = ", ".join(f'"{pack.as_posix()}"' for pack in packs)
    (folder / "healthlint.yaml").write_text(f"extend-packs: [{named}]\n", encoding="utf-8")
    return folder


def main(arguments: Sequence[str]) -> None:
    """Print a line for the first runs, for those that check, and for those that know the findings."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        packs = write(home / "packs", range(options.packs))
        places = [configure(home / name, packs[:many]) for name, many in (("few", options.few), ("many", None))]
        for place in places:
            shutil.copy(options.article, place / "article.md")
            _wait()
        os.environ["HEALTHLINT_CACHE_DIR"] = str(home / "cache")
        print(f"user CPU of `healthlint check`, {options.few} packs against {options.packs}, besides the bundled ones")
        print("first  ", _line([[_cost(place, "--no-cache") for place in places]]))
        for name, flags in (("checked", ["--no-cache"]), ("known  ", [])):
            for place in places:
                _cost(place, *flags)
            print(name, _line([[_cost(place, *flags) for place in places] for _ in range(options.rounds)]), flush=True)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("article", nargs="?", default=str(_ARTICLE))
    parser.add_argument("--packs", type=int, default=200)
    parser.add_argument("--few", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=15)
    return parser.parse_args(arguments)


def _wait() -> None:
    import time

    time.sleep(_SETTLED / 2)


def _cost(place: Path, *flags: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [sys.executable, "-m", "healthlint", "check", "--exit-zero", "--quiet", *flags, "article.md"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr or done.stdout)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def _line(pairs: Sequence[Sequence[float]]) -> str:
    few, many = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(more / less for less, more in pairs)
    return f"few {few * 1000:6.0f} ms, many {many * 1000:6.0f} ms, ratio {ratio:.2f} ({len(pairs)} pairs)"


if __name__ == "__main__":
    main(sys.argv[1:])
