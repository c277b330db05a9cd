"""What is passed over because no trigger stands there is found by nobody: whole analysis gives the same findings.

Passed over are phrases whose rare words a sentence has not, phrases and statements that no rule asks for, and words of
the vocabulary that are spelt too differently. The articles are those of the checkout and, where it lies beside it, of
`shared` (HEALTHLINT_SHARED); all of them with `-m slow`, else some.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from healthlint.analysis import vocabulary
from healthlint.analysis.phrase_walk import Text
from healthlint.analysis.spelling import Speller, shared_speller
from healthlint.document.model import Document
from healthlint.document.read import each_in_path, read_text
from healthlint.engine import Engine
from healthlint.errors import HealthlintError
from healthlint.packs.loader import load_bundled
from healthlint.packs.locate import rules_dir
from healthlint.report.json import to_dict

CHECKOUT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("HEALTHLINT_SHARED") or CHECKOUT.parent / "shared") / "benchmarks"
ARTICLES = ("ldn", "ldn2", "real")
ANSWERS, JOINS, PARTS = 200, 60, 12
EACH = 12
"""Of so many articles one is read in a usual run."""


class Anything(frozenset[str]):
    """What a sentence says when nothing is passed over: whatever is asked for."""

    def isdisjoint(self, other: object) -> bool:
        return False

    def __contains__(self, other: object) -> bool:
        return True


class Whole(Engine):
    """Works out everything before any rule asks for it."""

    def analyse(self, document: Document, kept: Any = None) -> Any:
        analysis = super().analyse(document, kept)
        assert len(analysis.scan.matches) >= 0
        assert len(analysis.statements) >= 0
        return analysis


@cache
def engine(whole: bool) -> Engine:
    return (Whole if whole else Engine)(load_bundled())


def documents() -> list[Document]:
    """Every article at hand, the same ones in the same order."""
    paths = sorted(path for path in (CHECKOUT / "fixtures").glob("*") if path.suffix in (".md", ".txt", ".html"))
    for name in ARTICLES:
        paths += sorted(path for path in (SHARED / name / "articles").glob("*") if path.is_file())
    found = [each for path in paths for each in each_in_path(path) if not isinstance(each, HealthlintError)]
    return found + [read_text(text, f"answer-{at}.txt") for at, text in enumerate(answers())]


def answers() -> list[str]:
    file = SHARED / "trusted" / "dev.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return [json.loads(line)["text"] for line in lines[:: max(1, len(lines) // ANSWERS)]][:ANSWERS]


def joined(articles: list[Document]) -> Iterator[Document]:
    """Articles of blocks out of several, in any order: what a sentence refers back to may be anything."""
    chance = random.Random(16)
    blocks = [each.text[block.span.start : block.span.end] for each in articles for block in each.blocks]
    for number in range(JOINS):
        yield read_text("\n\n".join(chance.sample(blocks, min(PARTS, len(blocks)))), f"join-{number}.md")


def findings(articles: list[Document], whole: bool) -> list[dict[str, Any]]:
    """What is reported of each, with what was not checked."""
    return [to_dict([engine(whole).check(each)]) for each in articles]


def same_findings(articles: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    gated = findings(articles, whole=False)
    monkeypatch.setattr(Text, "sentences_with", lambda self, needed: Anything())
    for one, other in zip(gated, findings(articles, whole=True), strict=True):
        assert one == other


@pytest.mark.slow
def test_whole_analysis_gives_the_same_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = documents()
    some = articles[::EACH]
    same_findings([*some, *list(joined(articles))[:: 3 * EACH]], monkeypatch)


@pytest.mark.slow
def test_whole_analysis_gives_the_same_findings_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = documents()
    same_findings([*articles, *joined(articles)], monkeypatch)


@pytest.fixture(scope="module")
def speller() -> Speller:
    return shared_speller(rules_dir() / "health-writing" / "vocabulary")


def slipped(word: str, chance: random.Random) -> str:
    """The word with a slip or several: letters lost, won, replaced, swapped."""
    for _ in range(chance.randint(1, 3)):
        at, letter = chance.randrange(len(word)), chance.choice("abcdefghijklmnopqrstuvwxyz")
        forms = (
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        )
        word = chance.choice(forms) or word
    return word


def test_no_word_is_passed_over_that_a_slip_may_stand_for(speller: Speller, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(19)
    names = (
        "naltrexone fibromyalgia paracetamol inflammation immunoglobulin ulcer diabetes endorphins azathioprine".split()
    )
    wrong = [slipped(name, chance) for name in names for _ in range(6)]
    quick = [speller.suggest(word) for word in wrong]
    speller._suggest.cache_clear()
    monkeypatch.setattr(vocabulary, "_FEW", 10**9)
    assert quick == [speller.suggest(word) for word in wrong]
