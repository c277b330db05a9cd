#!/usr/bin/env python3
"""Write the table of syllable counts from the CMU Pronouncing Dictionary.

usage: derive_syllables.py CMUDICT_DICT [--check]

CMUDICT_DICT is the file `cmudict.dict` as the dictionary's own project publishes it; its edition and sum stand in
src/healthlint/readability/SOURCES.md. With --check nothing is written and the status is 1 when the table differs.
"""

from __future__ import annotations

import argparse
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "src" / "healthlint" / "readability" / "syllables.dict"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_VARIANT = re.compile(r"\(\d+\)$")


def counts(dictionary: str) -> dict[str, int]:
    """Word -> syllables of its first pronunciation, which is the one that textstat takes."""
    found: dict[str, int] = {}
    for line in dictionary.splitlines():
        entry = line.partition("#")[0].split()
        if entry:
            found.setdefault(_VARIANT.sub("", entry[0]), sum(phone[-1].isdigit() for phone in entry[1:]))
    return found


def shards(found: dict[str, int]) -> Iterator[str]:
    """One line for each pair of first letters: that pair, then every word after a space, `=` and its count."""
    for head, words in itertools.groupby(sorted(found), key=lambda word: word[:2]):
        yield f"{head} " + " ".join(f"{word}={DIGITS[found[word]]}" for word in words) + "\n"


def main() -> int:
    """Derive, then write or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    table = "".join(sorted(shards(counts(args.dictionary.read_text(encoding="utf-8")))))
    if args.check:
        same = TABLE.read_text(encoding="ascii") == table
        print("the table is as derived" if same else f"{TABLE} differs from what {args.dictionary} gives")
        return 0 if same else 1
    TABLE.write_text(table, encoding="ascii", newline="\n")
    print(f"{TABLE}: {table.count('=')} words in {table.count(chr(10))} lines")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
