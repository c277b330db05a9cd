"""Random drafts out of labels beside their places, for somebody to judge by reading.

usage: sample.py LABELS_DIR [--number 60] [--seed 18] [--around 400] [--ids]

Imports every label of the folder into a scratch folder and prints a sample of the drafts of all of them, the same for a
seed; `--ids` prints their source and id only, as judged.tsv has them.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from pathlib import Path

from healthlint.authoring.importing.labels import import_label
from healthlint.authoring.importing.pack import Folder

_TAG = re.compile(r"<[^<>]*>|^[^<>]*>|<[^<>]*$")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--seed", type=int, default=18)
    parser.add_argument("--around", type=int, default=400)
    parser.add_argument("--ids", action="store_true")
    options = parser.parse_args()
    drafts = _drafts(options.labels)
    chosen = random.Random(options.seed).sample(drafts, min(options.number, len(drafts)))
    for number, (entry, raw) in enumerate(chosen, 1):
        if options.ids:
            print(f"{entry['source']}\t{entry['id']}")
        else:
            print(f"{number}. {entry['id']}: {entry['about']} {entry['value']}\n   {entry['statement']}")
            print(f"   {_context(raw, *entry['at'], options.around)}\n")


def _drafts(folder: Path) -> list[tuple[dict[str, object], str]]:
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        files = sorted(path for path in folder.iterdir() if path.suffix in (".xml", ".json"))
        raw = {path.name: path.read_bytes().decode("utf-8") for path in files}
        packs = dict.fromkeys(import_label(path, Path(scratch)).folder for path in files)
        for pack in map(Folder, packs):
            source = {entry["id"]: entry["file"] for entry in pack.entries("sources.yaml")}
            found += [(entry, raw[source[entry["source"]]]) for entry in pack.entries("facts.yaml")]
    return found


def _context(raw: str, start: int, end: int, around: int) -> str:
    parts = (raw[max(start - around, 0) : start], raw[start:end], raw[end : end + around])
    before, words, after = (" ".join(_TAG.sub(" ", part).split()) for part in parts)
    return f"… {before} »{words or ' '.join(raw[start:end].split())}« {after} …"


if __name__ == "__main__":
    main()
