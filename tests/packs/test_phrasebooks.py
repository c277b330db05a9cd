"""Compiled phrases that are kept: used when nothing they are made of has changed, made anew when anything is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.analysis.lexicon import Concept, Lexicon
from healthlint.analysis.phrase_walk import Text
from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.tokens import tokenize
from healthlint.packs import locate, phrasebooks
from healthlint.packs.phrasebooks import encoded, phrasebook

LEXICON = Lexicon(conditions=(Concept("lumbitis", ("lumbitis", "LUM")),))
WANTED = [Phrases(("heal+ <condition>", "a cure")), Phrases(("so «quickly»",))]
TEXT = "It heals lumbitis, a cure so quickly"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(locate, "INSTALLED", tmp_path / "not installed")
    return tmp_path / "healthlint" / "phrases"


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one whenever phrases are compiled."""
    made: list[int] = []
    compile_phrases = phrasebooks.compile_phrases
    monkeypatch.setattr(phrasebooks, "compile_phrases", lambda *given: made.append(1) or compile_phrases(*given))
    return made


def found(lexicon: Lexicon = LEXICON, wanted: list[Phrases] = WANTED) -> set[tuple[object, int, int]]:
    tokens, book = tokenize(TEXT), phrasebook(lexicon, wanted)
    text = Text(tokens.words, [len(tokens)] * len(tokens))
    named = book.terms_in(text)
    classes = {"condition": {match.first: [match.last + 1] for match in named}}
    text.know(classes)
    matches = [*named, *(match for found in book.phrases_in(text).values() for match in found)]
    return {(match.key, match.mark_first, match.mark_last) for match in matches}


def test_a_kept_phrasebook_finds_the_same(compilations: list[int]) -> None:
    first = found()
    assert {WANTED[0], WANTED[1]} <= {key for key, _, _ in first}
    assert found() == first
    assert len(compilations) == 1


@pytest.mark.parametrize(
    ("lexicon", "wanted"),
    [
        (LEXICON, [Phrases(("heal+",))]),
        (LEXICON, [*WANTED, Phrases(("cure",))]),
        (Lexicon(conditions=(Concept("lumbitis", ("lumbitis",)),)), WANTED),
        (Lexicon(LEXICON.groups, {"heal": ("healt",)}, conditions=LEXICON.conditions), WANTED),
    ],
)
def test_a_change_is_compiled(compilations: list[int], lexicon: Lexicon, wanted: list[Phrases]) -> None:
    found()
    found(lexicon, wanted)
    assert len(compilations) == 2


@pytest.mark.parametrize("damage", [b"", b"x" * 100, "cut", "changed"])
def test_damaged_data_are_rebuilt(cache: Path, compilations: list[int], damage: bytes | str) -> None:
    expected = found()
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    changes = {"cut": whole[:-20], "changed": whole.replace(b"lumbitis", b"lumbago ")}
    kept.write_bytes(damage if isinstance(damage, bytes) else changes[damage])
    assert found() == expected
    assert len(compilations) == 2
    assert kept.read_bytes() == whole


def test_an_unwritable_cache_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert found()


def test_the_cache_is_bounded(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrasebooks, "_MOST", 2)
    for word in ("one", "two", "three"):
        phrasebook(LEXICON, [Phrases((word,))])
    assert len(list(cache.iterdir())) == 2


def test_the_most_recently_used_file_stays(
    cache: Path, compilations: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many sets of packs that are used once do not put out the one that every run uses."""
    monkeypatch.setattr(phrasebooks, "_MOST", 2)
    for word in ("one", "two", "three"):
        found()
        phrasebook(LEXICON, [Phrases((word,))])
    assert len(compilations) == 4


def test_an_installed_phrasebook_is_used(
    tmp_path: Path, compilations: list[int], monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    monkeypatch.setattr(locate, "INSTALLED", tmp_path)
    (tmp_path / phrasebooks.BUNDLED).write_bytes(encoded(LEXICON, WANTED))
    compilations.clear()
    assert found()
    assert compilations == []
    assert not cache.exists()
