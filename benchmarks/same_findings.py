#!/usr/bin/env python3
"""Write what healthlint finds in all texts at hand: proves that a change which is to alter none of it does not.

usage: same_findings.py OUTPUT [FOLDER ...] [--shared DIR] [--reader] [--fewer N]

Run it before and after the change, each with an OUTPUT of its own, and compare the two with cmp: a line for each
document, its findings first, then for whole articles what the linter sees in them. A FOLDER holds further articles.
With --reader the taught reader takes part; its answers are kept between runs. --fewer takes one text in N.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))

from healthlint.analysis.reading.memory import FILE  # noqa: E402
from healthlint.analysis.reading.reader import Reader  # noqa: E402
from healthlint.cache.results import Results  # noqa: E402
from healthlint.document.formats import known_formats  # noqa: E402
from healthlint.document.model import Document  # noqa: E402
from healthlint.document.read import each_in_path, read_text, read_texts  # noqa: E402
from healthlint.engine import Engine  # noqa: E402
from healthlint.packs.loader import load_bundled, load_packs  # noqa: E402
from healthlint.packs.locate import EXAMPLES, pack_dirs  # noqa: E402
from healthlint.report.json import to_dict  # noqa: E402

ARTICLES = ("ldn", "ldn2", "real")
ANSWERS = 300
NEWS = 40
SENTENCES = ("g1", "g2", "sA", "sC", "sG")
"""Sets of sentences that may be looked at."""
TOGETHER = 12
"""Sentences that are read as one text."""
Text = tuple[str, Document, bool]
"""A name, the document, and whether it is compared what the linter sees in it."""


def articles(folders: Iterable[Path]) -> Iterator[Text]:
    """Every article in these folders, known by its path below the folder."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in known_formats():
                for index, found in enumerate(each_in_path(path)):
                    if isinstance(found, Document):
                        yield f"{path.relative_to(folder)}#{index}", found, True


def answers(shared: Path) -> Iterator[Text]:
    """Answers of health institutes and news, by themselves, and joined in another order: long texts on many things."""
    for name, number in (("trusted", ANSWERS), ("hnr", NEWS)):
        rows = _rows(shared / name / "dev.jsonl")
        rows = rows[:: max(1, len(rows) // number)]
        for row in rows:
            yield _plain(row["id"], row["text"])
        random.Random(19).shuffle(rows)
        for at in range(0, len(rows), 50):
            yield _plain(f"{name}, joined {at}", "\n\n".join(row["text"] for row in rows[at : at + 50])[:60_000])


def sentences(shared: Path) -> Iterator[Text]:
    """Sentences with what stands before them, some together."""
    files = [shared / "sentences" / f"{name}.jsonl" for name in SENTENCES]
    files += sorted((HERE / "blind").glob("*.jsonl"))
    files += [shared / name / "dev.jsonl" for name in ("typos", "negation", "dose", "causal")]
    for file in files:
        told = ("\n\n".join(filter(None, map(row.get, ("ctx", "text", "sentence")))) for row in _rows(file))
        for at, some in enumerate(iter(lambda told=told: list(islice(told, TOGETHER)), [])):
            yield _plain(f"{file.parent.name}/{file.stem} {at}", "\n\n".join(some))


def examples(engine: Engine) -> Iterator[Text]:
    """The examples of every rule."""
    for rule in engine.rules:
        told = rule.examples
        plain = [(example.plain, example.path) for example in (*told.flag, *told.pass_)]
        plain += [(repair.before, "") for repair in told.fix]
        for at, (text, path) in enumerate(plain):
            for document in read_texts(text, path or "example.txt"):
                yield f"{rule.id} {at}", document, False


def line(engine: Engine, name: str, document: Document, seen: bool) -> str:
    """What there is to compare."""
    report = engine.check(document)
    found: dict[str, Any] = {"document": name, "broken": report.broken, **to_dict([report])}
    for finding in (*found["findings"], *found["silenced"]):
        finding["path"] = ""
    if seen:
        found["seen"] = {**engine.view(document).to_dict(), "path": ""}
    # The place of a checkout says nothing.
    return json.dumps(found, ensure_ascii=False).replace(json.dumps(document.path, ensure_ascii=False), '""')


def _plain(name: str, text: str) -> Text:
    return name, read_text(text, name, "plain"), "joined" in name


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(each) for each in file.read_text(encoding="utf-8").splitlines() if each]


def every(shared: Path, folders: Sequence[Path]) -> Iterator[Text]:
    """All texts but the examples."""
    yield from articles([*(shared / name / "articles" for name in ARTICLES), HERE / "blind", *folders])
    yield from articles([HERE.parent / "fixtures"])
    yield from answers(shared)
    yield from sentences(shared)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared" / "benchmarks", metavar="DIR")
    parser.add_argument("--reader", action="store_true")
    parser.add_argument("--fewer", type=int, default=1, metavar="N")
    args = parser.parse_args()
    reader = Reader(Results(FILE)) if args.reader else None
    engine = Engine(load_bundled(), reader=reader)
    folders = [Path(pack.path, EXAMPLES) for pack in engine.loaded.packs]
    invented = [each for folder in folders if folder.is_dir() for each in pack_dirs(folder)]
    more = Engine(load_packs([*(Path(pack.path) for pack in engine.loaded.packs), *invented]), reader=reader)
    texts = chain(
        ((engine, *text) for text in every(args.shared, args.folders)), ((more, *text) for text in examples(more))
    )
    with args.output.open("w", encoding="utf-8") as file:
        for asked, name, document, seen in islice(texts, 0, None, args.fewer):
            print(line(asked, name, document, seen), file=file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
