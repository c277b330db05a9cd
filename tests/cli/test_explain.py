from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from healthlint.cli import run
from healthlint.config.load import load
from healthlint.config.model import Config
from healthlint.packs.loader import load_bundled, load_pack
from healthlint.packs.model import Example, Loaded, Pack, Repair
from healthlint.reference.build import build
from healthlint.report.rule_page import page


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    (tmp_path / "pack.yaml").write_text("name: mine\ntitle: Mine\nversion: 1\n", encoding="utf-8")
    (tmp_path / "ABC001.yaml").write_text(
        """\
name: miracle-word
kind: term
severity: warning
message: "'{text}' promises too much."
why: Nobody can promise that.
unless: [negated, quoted]
where: [title, heading]
with: {terms: [miracle+]}
rationale: HealthNewsReview, criterion 5.
examples:
  flag: ["A «miracle» indeed.", "Two\\nlines «of\\nmiracle»."]
  pass: ["A drug.", "No."]
""",
        encoding="utf-8",
    )
    found = load_pack(tmp_path)
    source = {
        "id": "paper", "title": "A paper", "publisher": "Press", "author": None, "date": "2018-05-25",
        "kind": "study", "attitude": "cautious", "file": "a.txt", "sha256": "0" * 64,
    }  # fmt: skip
    fact = {
        "id": "one-fact", "type": "dose-range", "about": {"drug": "naltrexone"},
        "value": {"low": 1, "high": 5, "unit": "mg"}, "stance": "asserts", "source": "paper",
        "at": [0, 5], "sha256": "0" * 64, "statement": "1-5 mg a day",
    }  # fmt: skip
    (rule,) = found.rules
    examples = replace(rule.examples, fix=(Repair("A miracle.", "A drug."),))
    rule = replace(rule, facts=("one-fact",), examples=examples)
    return replace(found, rules=(rule,), reference=build([source], [fact]))


PAGE = """\
ABC001 miracle-word
warning, high confidence · abc · kind term · pack mine

Why
  Nobody can promise that.

Silence it in an article
  <!-- healthlint: ignore ABC001 -- the reason -->

Change it in healthlint.yaml
  ignore: [ABC001]                                     # do not run it
  severity: {ABC001: suggestion}                       # error, warning or suggestion
  overrides: [{files: ['blog/**'], ignore: [ABC001]}]  # not for these files

Flagged
  A miracle indeed.
    ^^^^^^^

  Two
  lines of
        ^^
  miracle.
  ^^^^^^^

Not flagged
  A drug.
  No.

Fix
  Needs review: `healthlint check --fix --unsafe-fixes` applies it.

Fixed
  - A miracle.
  + A drug.

Message
  '{text}' promises too much.

What it looks for
  Reports every place of `phrases`. In the message, `{text}` is what stands there.

Only in
  title, heading

Silent if the words are
  negated, quoted

Phrases
  miracle

Documented facts
  - 1-5 mg a day (one-fact; A paper, Press, 2018-05-25; the source asserts it)

Published rationale
  HealthNewsReview, criterion 5.
"""


def test_the_page(pack: Pack) -> None:
    from healthlint.checks.term import Term

    found = page(pack.rules[0], Loaded((pack,)))
    purpose = (Term.__doc__ or "").split("\n\n")[0]
    assert purpose.split(".")[0] in " ".join(found.split())
    assert _without_purpose(found) == _without_purpose(PAGE)


def _without_purpose(text: str) -> str:
    before, _, rest = text.partition("What it looks for\n")
    return before + rest.partition("\n\n")[2]


def test_markdown(pack: Pack) -> None:
    found = page(pack.rules[0], Loaded((pack,)), markdown=True)
    assert found.startswith("# ABC001 miracle-word\n\n*warning, high confidence · abc")
    assert "## Flagged\n\n```text\nA miracle indeed.\n  ^^^^^^^\n" in found
    assert "## Documented facts\n\n- 1-5 mg a day (one-fact;" in found
    assert "\n  Nobody" not in found


def test_markdown_fences_hold_whatever_an_example_holds(pack: Pack) -> None:
    rule = pack.rules[0]
    example = Example("```\ncode\n```\n\nA «miracle».", "a.md")
    found = page(replace(rule, examples=replace(rule.examples, flag=(example,))), Loaded((pack,)), markdown=True)
    assert "## Flagged\n\n````text\n```\ncode\n```\n\nA miracle.\n  ^^^^^^^\n````\n" in found
    assert "## Not flagged\n\n```text\n" in found


def test_a_long_example_is_broken_and_still_underlined(pack: Pack) -> None:
    rule = pack.rules[0]
    example = Example("word " * 30 + "«miracle» " + "word " * 30)
    found = page(replace(rule, examples=replace(rule.examples, flag=(example,))), Loaded((pack,)))
    lines = found.splitlines()
    (carets,) = [number for number, line in enumerate(lines) if "^" in line]
    assert [lines[carets - 1][at] for at, mark in enumerate(lines[carets]) if mark == "^"] == list("miracle")
    assert max(map(len, lines)) <= 88


@pytest.mark.parametrize("asked", ["LAN001", "lan001", "sensational-language", "LAN", "lan"])
def test_code_name_and_family(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", asked]) == 0
    assert capsys.readouterr().out.startswith("LAN001 sensational-language\n")


def test_every_bundled_rule_has_both_pages(capsys: pytest.CaptureFixture[str]) -> None:
    loaded = load_bundled()
    for rule in loaded.rules:
        for markdown in (False, True):
            text = page(rule, loaded, markdown)
            assert rule.id in text
            assert text.endswith("\n")
            assert all(fact in text for fact in rule.facts)


@pytest.mark.parametrize("width", [88, 80, 60])
def test_how_to_silence_a_rule_stands_on_the_first_screen(width: int) -> None:
    loaded = load_bundled()
    for rule in loaded.rules:
        screen = page(rule, loaded, width=width).splitlines()[:24]
        assert rule.kind == "suppression" or any(
            f"<!-- healthlint: ignore {rule.id} --" in line.replace("-file", "") for line in screen
        )
        start = screen.index("Change it in healthlint.yaml")
        assert "" in screen[start:], (rule.id, "the ways are cut off")


@pytest.mark.parametrize("width", [88, 80, 60])
def test_prose_keeps_to_the_width(width: int) -> None:
    loaded = load_bundled()
    for rule in loaded.rules:
        text = page(rule, loaded, width=width)
        prose = text.partition("What it looks for\n")[2].partition("\nFixed\n")[0]
        assert [line for line in prose.splitlines() if len(line) > width and " " in line.strip()] == [], rule.id


def test_phrases_are_shown_as_people_would_write_them() -> None:
    loaded = load_bundled()
    for rule in loaded.rules:
        told = page(rule, loaded).partition("\nFlagged\n")[0].partition("\nWhat it looks for\n")[2]
        assert not re.search(r"<[\w:-]+>", told), rule.id
        phrases = told.partition("\nPhrases\n")[2].partition("\n\n")[0]
        assert not re.search(r"[|«»]|\w\+|\.\.\.|\b_\b", phrases), rule.id


def test_explain_keeps_to_the_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert run(["explain", "EFF201"]) == 0
    why = capsys.readouterr().out.partition("\nWhy\n")[2].partition("\n\n")[0].splitlines()
    assert 30 < max(map(len, why)) <= 50
    assert run(["explain", "EFF201", "--format", "markdown"]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) > 60


def test_an_unknown_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "sensationel-language"]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert found.err == (
        "healthlint: error: no rule, name or family 'sensationel-language'; did you mean 'sensational-language'?; "
        "`healthlint rules` lists them all\n"
    )


def test_configuration_examples_on_rule_pages_are_valid(tmp_path: Path) -> None:
    loaded = load_bundled()
    for rule in loaded.rules:
        found = page(rule, loaded).partition("Change it in healthlint.yaml\n")[2].partition("\n\n")[0]
        lines = found.splitlines()
        assert len(lines) >= 3
        for number, line in enumerate(lines):
            path = tmp_path / f"{rule.id}-{number}.yaml"
            path.write_text(line.strip() + "\n", encoding="utf-8")
            assert load(path).config != Config(), line


def test_rules_of_the_configuration_s_own_packs(
    pack: Pack,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("site"))
    Path("healthlint.yaml").write_text(f"packs: [{pack.path}]\n", encoding="utf-8")
    assert run(["explain", "miracle-word"]) == 0
    assert capsys.readouterr().out.startswith("ABC001 miracle-word\n")
    assert run(["explain", "LAN001"]) == 0
    assert run(["rules", "--pack", "mine"]) == 0
    assert "ABC001" in capsys.readouterr().out
