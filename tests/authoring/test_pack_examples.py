from pathlib import Path

import pytest

from healthlint.cli import run

HELD = """\
flag:
  - {code: DOS201, text: "Adults take «90 mg of zelorvane a day»."}
pass:
  - Adults take 20 mg of zelorvane a day.
"""


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The example sentences of a pack that `pack new` has written."""
    monkeypatch.chdir(tmp_path)
    assert run(["pack", "new", "zelorvane"]) == 0
    capsys.readouterr()
    path = tmp_path / "zelorvane" / "examples.yaml"
    path.write_text(HELD, encoding="utf-8")
    return path


def tried(text: str, path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    path.write_text(text, encoding="utf-8")
    status = run(["pack", "test", "zelorvane"])
    return (status, *capsys.readouterr())


def test_sentences_count_with_the_examples_of_rules(examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = tried(HELD, examples, capsys)
    assert (status, out) == (0, "zelorvane: all 7 examples hold\n")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("«90 mg of zelorvane a day»", "«90 mg» of zelorvane a day", "DOS201 is not underlined as stated"),
        ("«90 mg of zelorvane a day»", "«20 mg of zelorvane a day»", "DOS201 is not underlined as stated"),
        ("take 20 mg", "take 90 mg", "pass 1: is flagged by DOS201"),
    ],
)
def test_one_that_does_not_hold_is_shown(
    examples: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    status, out, _ = tried(HELD.replace(old, new), examples, capsys)
    assert status == 1
    assert said in out
    assert out.endswith("1 of 7 examples fail\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("flag: [{code: DOS201}]", "examples.yaml:1:8: "),
        ("flag: [{code: DOS201, text: «a}]", "do not pair"),
        ("flags: []", "did you mean 'flag'"),
    ],
)
def test_a_mistake_in_the_file_has_its_place(
    examples: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    status, _, err = tried(text, examples, capsys)
    assert (status, said in err) == (2, True)


def test_the_file_is_no_rule_that_check_misses(examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "check", "zelorvane"]) == 0
