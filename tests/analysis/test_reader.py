"""The taught reader: the same answer always, nothing lost where it cannot run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint import engine
from healthlint.analysis.reading import model, reader
from healthlint.analysis.reading.memory import FILE
from healthlint.analysis.reading.model import ReaderError
from healthlint.analysis.reading.reader import Reader, installed
from healthlint.cache.results import Results
from healthlint.document.read import read_text
from healthlint.packs.loader import load_bundled
from healthlint.triage.settings import Settings

PAIRS = [
    ("", "The only thing these drops can upset is your wallet."),
    ("Does it cure MS?", "No."),
    ("", "The shop opens at nine."),
    ("Alcohol", "Fine"),
    ("It was late.", "Her asthma packed its bags for good, and the inhalers went in the bin."),
]


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader is asked in this test."""
    monkeypatch.delenv("HEALTHLINT_NO_READER")


@pytest.fixture(scope="module")
def one() -> Reader:
    return Reader()


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the model that a test may damage."""
    folder = tmp_path / "model"
    shutil.copytree(model.FOLDER, folder)
    monkeypatch.setattr(model, "FOLDER", folder)
    model.card.cache_clear()
    yield folder
    model.card.cache_clear()


def answers(asked: Reader, pairs: list[tuple[str, str]]) -> list[dict[str, float]]:
    return [reading.to_dict() for reading in asked.read(pairs)]


def test_it_says_what_a_sentence_says_in_any_words(one: Reader) -> None:
    harmless, _, opening, _, gone = one.read(PAIRS)
    assert harmless.chance("safe") > 0.5
    assert gone.chance("effect", "effect-strong", "effect-total") > 0.5
    assert opening.to_dict() == {}


def test_an_answer_depends_on_nothing_else_that_is_asked(one: Reader) -> None:
    together = answers(one, PAIRS)
    assert answers(Reader(), PAIRS[::-1])[::-1] == together
    assert [answers(Reader(), [pair])[0] for pair in PAIRS] == together


def test_answered_sentences_are_not_computed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(tmp_path))
    first = answers(Reader(Results(FILE)), PAIRS)
    monkeypatch.setattr(reader, "Model", None)
    assert answers(Reader(Results(FILE)), PAIRS) == first


def test_another_model_answers_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: Path) -> None:
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(tmp_path / "cache"))
    answers(Reader(Results(FILE)), PAIRS)
    told = json.loads((elsewhere / "reader.json").read_text())
    (elsewhere / "reader.json").write_text(json.dumps({**told, "digest": "other"}))
    model.card.cache_clear()
    monkeypatch.setattr(reader, "Model", None)
    with pytest.raises(TypeError):
        answers(Reader(Results(FILE)), PAIRS)


@pytest.mark.slow
@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=40, deadline=None)
def test_any_text_gets_an_answer(context: str, text: str) -> None:
    (reading,) = Reader().read([(context, text)])
    assert all(0 <= chance <= 1 for chance in reading.to_dict().values())


def test_half_a_surrogate_pair_and_a_sentence_of_a_megabyte_are_read(one: Reader) -> None:
    assert len(one.read([("\ud83d", "a \udc00 b"), ("", "word " * 200_000)])) == 2


@pytest.mark.parametrize("name", ["reader.onnx", "tokenizer.json", "reader.json"])
@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00\xff" * 500])
def test_a_damaged_file_is_one_line_that_says_the_way_out(elsewhere: Path, name: str, damage: bytes) -> None:
    (elsewhere / name).write_bytes(damage)
    with pytest.raises(ReaderError, match=r"^[^\n]*--no-reader[^\n]*$"):
        Reader().read(PAIRS)


def test_where_it_fails_everything_else_is_checked(elsewhere: Path) -> None:
    (elsewhere / "reader.onnx").write_bytes(b"nothing")
    report = engine.Engine(load_bundled(), reader=Reader()).check(read_text("LDN cures fibromyalgia.", "a.md"))
    assert [finding.code for finding in report.findings if finding.family == "efficacy"] == ["EFF201"]
    (line,) = report.broken
    assert "--no-reader" in line


def test_a_missing_part_is_named(wanted: None, elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed() is not None
    monkeypatch.setattr(model, "find_spec", lambda name: None)
    assert "onnxruntime" in model.missing()
    assert installed() is None
    monkeypatch.undo()
    (elsewhere / "reader.onnx").unlink()


def test_it_can_be_told_to_keep_out() -> None:
    asked = engine.Engine(load_bundled(), reader=Reader())
    document = read_text("The only thing these drops can upset is your wallet.", "a.md")
    assert [finding.code for finding in asked.check(document).findings] == ["SAF301"]
    assert asked.under(Settings(reader=False)).check(document).findings == ()
