#!/usr/bin/env python3
"""Measure how reading and checking grow with inputs that break parsers: the time for 2n against the time for n.

usage: pathological.py [CASE ...] [--size CHARACTERS] [--repeat TIMES]

A case is one piece of markup, repeated until it has so many characters, then twice as many; each is timed --repeat
times and the best counts. A ratio above 2.6 is more than linear time.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import healthlint
from healthlint.document.read import read_text

MOST = 2.6
# Shorter than this says more about the machine than about the program.
LEAST_SECONDS = 0.02


class Case(NamedTuple):
    """`head`, `piece` as often as it fits, on a new line `again` as often, `tail`; `{n}` in the piece is its number."""

    path: str
    piece: str
    head: str = ""
    tail: str = ""
    again: str = ""

    def text(self, size: int) -> str:
        count = max(size // len(self.piece + self.again), 1)
        body = "".join(self.piece.replace("{n}", str(n)) for n in range(count)) if "{n}" in self.piece else None
        return self.head + (body or self.piece * count) + (self.again and "\n" + self.again * count) + self.tail


CASES = {
    "nested quotes": Case("a.md", "> ", tail="LDN cures pain."),
    "nested bullets": Case("a.md", "- ", tail="LDN cures pain."),
    "nested numbers": Case("a.md", "1. ", tail="LDN cures pain."),
    "quotes and lists": Case("a.md", "> - ", tail="end"),
    "a quote of lines": Case("a.md", "> LDN is a drug\n"),
    "stars": Case("a.md", "*"),
    "open emphasis": Case("a.md", "*a __b "),
    "emphasis in words": Case("a.md", "a**b"),
    "open brackets": Case("a.md", "["),
    "open links": Case("a.md", "[a]("),
    "open images": Case("a.md", "![a "),
    "backticks": Case("a.md", "`a``b "),
    "struck out": Case("a.md", "~~a "),
    "open fences": Case("a.md", "```\n~~~\n"),
    "markdown <": Case("a.md", "<"),
    "columns": Case("a.md", "|a", tail="\n|b|\n", again="|-"),
    "rows": Case("a.md", "| 1 | 4.5 mg |\n", head="| Week | Dose |\n|---|---|\n"),
    "counts in rows": Case("a.md", "| Ward {n} | of the 1{n} jars |\n", head="| Ward | Jars |\n|---|---|\n"),
    "footnotes": Case("a.md", "a[^{n}]\n\n[^{n}]: note\n\n"),
    "undefined footnotes": Case("a.md", "a[^{n}] "),
    "link definitions": Case("a.md", "[a{n}]\n\n[a{n}]: x\n"),
    "definition lists": Case("a.md", "a\n: b\n\n"),
    "raised numbers": Case("a.md", "a<sup>2</sup> "),
    "shortcodes": Case("a.md", "a {{< x >}} b "),
    "open shortcodes": Case("a.md", "{{ {% {# "),
    "YAML": Case("a.md", "key: value\n", head="---\n", tail="---\ntext"),
    "TOML": Case("a.md", 'title = "a\\"\n', head="+++\n", tail="+++\ntext"),
    "open YAML": Case("a.md", "title: [\n", head="---\n"),
    "nested div": Case("a.html", "<div>a"),
    "nested lists": Case("a.html", "<ul><li>a"),
    "nested tables": Case("a.html", "<table><tr><td>a"),
    "nested quotations": Case("a.html", "<blockquote>a"),
    "open <b>": Case("a.html", "<b>a "),
    "open <a": Case("a.html", "<a href='"),
    "open comments": Case("a.html", "<!-- a "),
    "open CDATA": Case("a.html", "<![CDATA[ a "),
    "hidden": Case("a.html", "<p hidden>a<p>b"),
    "hidden spans": Case("a.html", "<span hidden>a"),
    "struck tags": Case("a.html", "<del>a "),
    "attributes": Case("a.html", "a=b ", head="<p ", tail=">text"),
    "cells": Case("a.html", "<th>a", head="<table><tr>"),
    "html <": Case("a.html", "<"),
    "entities": Case("a.html", "a&amp;b&nbsp;"),
    "headings": Case("a.html", "<h2>LDN helps</h2>"),
    "note links": Case("a.html", "<a href='#n'>1</a> "),
    "one line": Case("a.txt", "LDN is a drug "),
    "one word": Case("a.txt", "a"),
    "sentences": Case("a.txt", "LDN cures fibromyalgia. "),
    "no full stop": Case("a.txt", "LDN cures fibromyalgia "),
    "paragraphs": Case("a.txt", "Take 45 mg of LDN a day for pain, in tablets of 9 mg. It cures 12 patients.\n\n"),
    "doses": Case("a.txt", "4.5 mg "),
    "figures": Case("a.txt", "12 patients, 21 patients. "),
    "a list of sources": Case("a.txt", "[{n}] Gray 2020. A study.\n", head="See [1].\n\nReferences\n\n"),
    "soft hyphens": Case("a.txt", "a\u00ad"),
    "hyphens": Case("a.txt", "a-"),
    "brackets": Case("a.txt", "("),
    "quotation marks": Case("a.txt", '"a '),
    "addresses": Case("a.txt", "http://a.b/("),
    "plain comments": Case("a.txt", "<!-- a --> b "),
    "tables of text": Case("a.txt", "1  2 mg  b\n"),
}


def best(work: Callable[[], object], times: int) -> float:
    """The least time that the work took."""
    taken = []
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def measure(case: Case, size: int, times: int) -> list[tuple[float, float]]:
    """Seconds of reading, then of checking, for n and 2n."""
    texts = case.text(size), case.text(2 * size)
    read = [best(partial(read_text, text, case.path), times) for text in texts]
    checked = [best(partial(healthlint.check_text, text, case.path), times) for text in texts]
    return [(read[0], read[1]), (checked[0], checked[1])]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="CASE")
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args()
    healthlint.check_text("Once, so that no case pays for what is loaded.", "a.md")
    print(f"{'case':24}{'read n':>9}{'2n':>9}{'ratio':>7}{'check n':>10}{'2n':>9}{'ratio':>7}")
    for name in args.cases or CASES:
        columns, slow = "", False
        for one, two in measure(CASES[name], args.size, args.repeat):
            ratio = two / one
            slow = slow or (ratio > MOST and two > LEAST_SECONDS)
            columns += f"{one:9.3f}{two:9.3f}{ratio:7.2f} "
        print(f"{name:24}{columns}{'  more than linear' if slow else ''}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
