"""What the command line names, and the units that are read of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.audit.archives import articles, write_jsonl

pytest.importorskip("pyarrow", reason="it needs the extra 'audit'")

from healthlint.audit.inputs import Unit, find, units
from healthlint.audit.store import Store


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("in/b/x.jsonl", "in/a.jsonl.gz", "in/.hidden/x.jsonl", "in/_meta/x.jsonl", "out/articles/x.jsonl"):
        write_jsonl(Path(name), articles(1))
    for name in ("in/a.md", "in/c.html", "in/d.pdf", "in/e.json"):
        Path(name).write_text("Tea is hot.", encoding="utf-8")
    return tmp_path


def names(*named: str, output: str = "out") -> list[str]:
    found, problems = find(named, Store.of(output))
    assert problems == []
    return [file.name for _, file in found]


def test_a_folder_is_all_that_is_read_below_it() -> None:
    assert names("in") == ["in/a.jsonl.gz", "in/a.md", "in/b/x.jsonl", "in/c.html"]
    assert names("in/") == names("in")


def test_every_file_is_read_once(folder: Path) -> None:
    assert names("in/a.md", "in", str(folder / "in")) == names("in")


def test_an_audit_is_no_input_of_another() -> None:
    assert "./in/a.md" in names(".")
    assert not [name for name in names(".") if "articles" in name]
    write_jsonl(Path("before/articles/part-0.jsonl"), articles(1))
    assert [name for name in names(".") if "before" in name] == ["./before/articles/part-0.jsonl"]
    Path("before/audit.json").write_text("{}", encoding="utf-8")
    assert not [name for name in names(".") if "before" in name]


def test_a_bad_input_does_not_hide_the_others() -> None:
    found, problems = find(["gone", "in/d.pdf", "in/a.md"], Store.of("out"))
    assert [file.name for _, file in found] == ["in/a.md"]
    assert problems[0] == "gone: no such file or folder; check the name"
    assert problems[1].startswith("in/d.pdf: is not a supported file; supported are tables (.parquet")


def test_a_unit_is_a_table_or_some_articles() -> None:
    for at in range(5):
        Path(f"in/b/y{at}.md").write_text("Tea.", encoding="utf-8")
    found, _ = find(["in"], Store.of("out"))
    made = [[file.name for file in unit.files] for unit in units(found, 3)]
    assert made == [
        ["in/a.jsonl.gz"], ["in/a.md"], ["in/b/x.jsonl"], ["in/b/y0.md", "in/b/y1.md", "in/b/y2.md"],
        ["in/b/y3.md", "in/b/y4.md", "in/c.html"],
    ]  # fmt: skip
    assert [Unit.of(unit.to_dict()) for unit in units(found, 3)] == units(found, 3)


def test_a_stamp_changes_with_the_file() -> None:
    before = find(["in/a.md"], Store.of("out"))[0]
    Path("in/a.md").write_text("Tea is cold today.", encoding="utf-8")
    assert find(["in/a.md"], Store.of("out"))[0] != before
