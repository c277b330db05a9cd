"""The generated documentation is that of these rules, kinds and settings."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from healthlint.config.schema import schema
from healthlint.packs.kinds import check_class, usable
from healthlint.packs.loader import load_bundled
from tools import docs


@pytest.mark.slow
def test_the_generated_file_is_up_to_date() -> None:
    assert docs.stale() == [], "run: python tools/docs.py"


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    found = {path.stem for path in (docs.DOCS / docs.RULES).glob("*.md")} - {"README"}
    assert found == {rule.id for rule in load_bundled().rules}


def test_every_kind_and_key_is_told() -> None:
    text = (docs.DOCS / "kinds.md").read_text(encoding="utf-8")
    for kind in usable():
        part = text.partition(f"\n## {kind}\n")[2].partition("\n## ")[0]
        assert all(f"| `{item.name.rstrip('_')}` |" in part for item in fields(check_class(kind)))
    assert "term" in usable()


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("dose-range", ["DOS201", "DOS202", "TYP201"]),
        ("administration", ["DOS201", "DOS202"]),
        ("mechanism", []),
        ("onset", ["FIG201"]),
    ],
)
def test_the_page_of_the_facts_says_which_rules_read_a_type(name: str, rules: list[str]) -> None:
    text = (docs.DOCS / "facts.md").read_text(encoding="utf-8")
    part = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    read_by = part.partition("Read by: ")[2]
    assert [code.partition("]")[0] for code in read_by.split("[")[1:]] == rules


def test_the_committed_schema_is_the_printed_one() -> None:
    assert json.loads((docs.DOCS / docs.SCHEMA).read_text(encoding="utf-8")) == schema()


def test_a_stale_page_is_named_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = {"rules/ABC001.md": "new\n", "kinds.md": "kinds\n"}
    monkeypatch.setattr(docs, "DOCS", tmp_path)
    monkeypatch.setattr(docs, "pages", lambda: wanted)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "OLD001.md").write_text("of a rule that is gone\n", encoding="utf-8")
    (tmp_path / "kinds.md").write_text("kinds\n", encoding="utf-8")
    assert docs.main(["--check"]) == 1
    assert capsys.readouterr().out.split() == [
        *"docs/rules/ABC001.md: stale; run: python tools/docs.py".split(),
        *"docs/rules/OLD001.md: stale; run: python tools/docs.py".split(),
    ]
    assert docs.main([]) == 0
    assert [path.name for path in (tmp_path / "rules").iterdir()] == ["ABC001.md"]
    assert docs.main(["--check"]) == 0


@pytest.mark.slow
def test_a_long_list_is_cut_and_says_so() -> None:
    text = docs.pages()["rules/LAN001.md"]
    count = len(load_bundled().rule("LAN001").examples.flag)  # type: ignore[union-attr]
    assert f"`healthlint explain LAN001` shows the other {count - docs.MOST}" in text
