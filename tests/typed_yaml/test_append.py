from __future__ import annotations

import tomllib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from healthlint.errors import UsageError
from healthlint.typed_yaml.append import to_toml, to_yaml


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "words:\n  - zelorvane\n"),
        ("# mine\nfail-on: error", "# mine\nfail-on: error\nwords:\n  - zelorvane\n"),
        ("words: []  # none yet\nignore: [CAV]\n", "words: [zelorvane]  # none yet\nignore: [CAV]\n"),
        ("words: [a, b]\n", "words: [a, b, zelorvane]\n"),
        ("words: [Crohn's, 0#]\n", "words: [Crohn's, 0#, zelorvane]\n"),
        ("words: [a, b,]\n", "words: [a, b, zelorvane]\n"),
        ("words: [\n  a,  # one\n  b   # two\n]\n", "words: [\n  a,  # one\n  b, zelorvane   # two\n]\n"),
        (
            "words:\n- a\n- b  # two\n\n# next\nignore: []\n",
            "words:\n- a\n- b  # two\n- zelorvane\n\n# next\nignore: []\n",
        ),
        ("words:\n    - a\nignore: []\n", "words:\n    - a\n    - zelorvane\nignore: []\n"),
        ("words:  # none\nignore: []\n", "words:  # none\n  - zelorvane\nignore: []\n"),
        ("words: [a]\r\nignore: []\r\n", "words: [a, zelorvane]\r\nignore: []\r\n"),
        ("words:\r\n- a\r\n", "words:\r\n- a\r\n- zelorvane\r\n"),
        ("\ufeffwords: [a]\n", "\ufeffwords: [a, zelorvane]\n"),
    ],
)
def test_yaml_keeps_every_other_byte(before: str, after: str) -> None:
    assert to_yaml(before, "words", ["zelorvane"]) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[tool.healthlint]\n", '[tool.healthlint]\nwords = ["zelorvane"]\n'),
        ('[tool.healthlint]\nwords = ["a"]  # x\n', '[tool.healthlint]\nwords = ["a", "zelorvane"]  # x\n'),
        (
            "[tool.healthlint]\nwords = [\n  'a]',  # [one\n]\n[tool.x]\nwords = []\n",
            "[tool.healthlint]\nwords = [\n  'a]', \"zelorvane\"  # [one\n]\n[tool.x]\nwords = []\n",
        ),
        (
            "[tool.healthlint]\nwords = [\n  'a'  # [one\n]\n",
            "[tool.healthlint]\nwords = [\n  'a', \"zelorvane\"  # [one\n]\n",
        ),
        (
            '[project]\nname = "x"\n\n[tool.healthlint]  # ours\nignore = []\n',
            '[project]\nname = "x"\n\n[tool.healthlint]  # ours\nwords = ["zelorvane"]\nignore = []\n',
        ),
    ],
)
def test_toml_keeps_every_other_byte(before: str, after: str) -> None:
    assert to_toml(before, "words", ["zelorvane"]) == after


WORDS = st.lists(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1), min_size=1)


@given(WORDS, WORDS, st.booleans())
def test_whatever_is_added_is_read_again(own: list[str], new: list[str], flow: bool) -> None:
    before = yaml.safe_dump({"words": own, "ignore": []}, default_flow_style=flow, allow_unicode=True, width=10_000)
    assert yaml.safe_load(to_yaml(before, "words", new)) == {"words": own + new, "ignore": []}
    table = tomllib.loads(to_toml("[tool.healthlint]\nwords = ['a']\n", "words", new))
    assert table["tool"]["healthlint"]["words"] == ["a", *new]


@pytest.mark.parametrize("text", ["words: a\n", "words: {a: b}\n"])
def test_a_value_that_is_no_list_is_left_alone(text: str) -> None:
    with pytest.raises(UsageError, match="'words' is not a list"):
        to_yaml(text, "words", ["b"])
