"""The phrasebook of the bundled packs stays as it is when others follow them, and what is found stays the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthlint.analysis.lexicon import Concept, Cue, Lexicon, merge
from healthlint.analysis.model import Scan
from healthlint.analysis.phrasebook import Phrasebook, Phrases
from healthlint.analysis.scan import Scanner
from healthlint.analysis.word_classes import beyond
from healthlint.document.read import read_text
from healthlint.packs import phrasebooks
from healthlint.packs.loader import load_packs
from healthlint.packs.locate import pack_dirs, rules_dir
from healthlint.packs.model import Loaded

BASE = Lexicon(
    {"negator": ("not",), "healing": ("<benefit> at last",), "benefit": ("better",)},
    {"mend": ("mended",)},
    conditions=(Concept("lumbitis", ("lumbitis",), ("chronic",)),),
    cues=(Cue("not", "negated", ("not",)),),
)


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    """The bundled packs, and behind them those on drugs that only examples speak of."""
    return load_packs([*pack_dirs(), *pack_dirs(rules_dir() / "health-writing" / "examples")])


def scanned(book: Phrasebook, lexicon: Lexicon, texts: list[str]) -> list[tuple[object, ...]]:
    scanner = Scanner(lexicon, book)
    found = []
    for text in texts:
        scan, terms, _ = scanner.scan(read_text(text, "a.txt"))
        found.append((terms, classes(scan), {key: set(hits) for key, hits in scan.matches.items()}))
    return found


def classes(scan: Scan) -> dict[str, dict[int, set[int]]]:
    return {name: {at: set(ends) for at, ends in places.items()} for name, places in scan.classes.items()}


@pytest.mark.slow
def test_the_same_is_found_as_with_one_book_for_all(loaded: Loaded) -> None:
    texts = [example.plain for rule in loaded.rules for example in (*rule.examples.flag, *rule.examples.pass_)]
    lexicon = merge(pack.lexicon for pack in loaded.packs)
    layered = phrasebooks.of_packs(loaded.packs)
    whole = phrasebooks.phrasebook(lexicon, [each for rule in loaded.rules for each in rule.check.phrases()])
    assert layered.more is not None
    assert whole.more is None
    assert scanned(layered, lexicon, texts) == scanned(whole, lexicon, texts)


def test_only_what_is_new_is_compiled(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Lexicon | None] = []
    compile_phrases = phrasebooks.compile_phrases

    def counted(lexicon: Lexicon, wanted: list[Phrases], part: Lexicon | None = None) -> Phrasebook:
        made.append(part)
        return compile_phrases(lexicon, wanted, part)

    # The book of the bundled packs is there from now on, whatever the cache held before.
    phrasebooks.of_packs(loaded.packs)
    monkeypatch.setattr(phrasebooks, "compile_phrases", counted)
    # The next run must not find it.
    monkeypatch.setattr(phrasebooks.place, "put", lambda *_: None)
    last = loaded.packs[-1]
    new = replace(last, lexicon=replace(last.lexicon, decoys=("a decoy that nobody keeps",)))
    phrasebooks.of_packs((*loaded.packs[:-1], new))
    (part,) = made
    assert part is not None
    assert part.decoys == ("a decoy that nobody keeps",)
    assert part.cues == ()


def test_additions_to_a_lexicon_are_found() -> None:
    more = Lexicon({"haste": ("quickly",)}, cues=(Cue("never", "negated", ("never",)),))
    assert beyond(merge([BASE, more]), BASE) == more
    assert beyond(BASE, BASE) == Lexicon()


@pytest.mark.parametrize(
    "more",
    [
        Lexicon({"benefit": ("well",)}),
        Lexicon({"chronic": ("<benefit> for ever",)}),
        Lexicon({"lumbitis": ("sore back",)}),
        Lexicon(inflections={"heal": ("healt",)}),
    ],
    ids=["a group has more phrases", "a class becomes a group", "a condition becomes a group", "a verb is irregular"],
)
def test_a_changed_phrase_is_no_addition(more: Lexicon) -> None:
    assert beyond(merge([BASE, more]), BASE) is None


def test_a_lexicon_that_does_not_begin_with_the_base_is_no_extension() -> None:
    first = Lexicon(conditions=(Concept("gripes", ("gripes",)),))
    assert beyond(merge([first, BASE]), BASE) is None
    assert beyond(merge([BASE, Lexicon({"negator": ("no",)})]), Lexicon()) is None
