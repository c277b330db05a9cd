"""Reading into partitions and judging them, in one process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from tests.audit.archives import articles, table, tables, write_jsonl

pytest.importorskip("daft", reason="it needs the extra 'audit'")

from healthlint.audit import judging
from healthlint.audit.inputs import find, units
from healthlint.audit.options import Options
from healthlint.audit.process import Process
from healthlint.audit.staging import Staging
from healthlint.audit.store import Store
from healthlint.engine import Engine
from healthlint.settings import Flags

Ran = Callable[..., Path]


class Here:
    """Answers as the process of that work would, in this one."""

    def __init__(self, work: type, given: Any) -> None:
        self.ask = work(given)

    def end(self) -> None:
        """There is none."""


@pytest.fixture
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_engine: None) -> Ran:
    """Reads and judges inputs, in this process unless that is not `here`; gives the folder of the tables."""
    monkeypatch.chdir(tmp_path)

    def ran(*inputs: str, output: str = "out", here: bool = True, **more: Any) -> Path:
        options = Options(output, str(tmp_path / "a.md"), Flags(isolated=True, reader=False), **more)
        found, problems = find(inputs, Store.of(output))
        assert problems == []
        parts = [Staging(options)(json.dumps(unit.to_dict())) for unit in units(found, options.rows)]
        monkeypatch.setattr(judging, "Process", Here if here else Process)
        judge = judging.Judging(options)
        for name in (name for part in parts for name in json.loads(part)["partitions"]):
            judge(name)
        judge.end()
        return tmp_path / output

    return ran


def test_tables_have_one_row_per_article_and_per_finding(ran: Ran, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", articles(4))
    out = ran("a.jsonl")
    found = table(out, "articles")
    assert [row["id"] for row in found] == ["a0", "a1", "a2", "a3"]
    assert [row["errors"] + row["warnings"] > 0 for row in found] == [True, False, True, True]
    cure = next(row for row in table(out, "findings") if row["code"] == "EFF201")
    text = articles(1)[0]["text"]
    assert (cure["id"], cure["severity"], cure["places"]) == ("a0", "error", 1)
    assert text[cure["start"] : cure["end"]] == cure["excerpt"]
    assert cure["facts"]
    assert cure["sources"]
    assert len(cure["fingerprint"]) == 64


def test_the_findings_are_those_of_check(ran: Ran, tmp_path: Path, bundled: Engine) -> None:
    from healthlint.document.read import read_text

    write_jsonl(tmp_path / "a.jsonl", articles(8))
    told = [(row["id"], row["start"], row["code"]) for row in table(ran("a.jsonl"), "findings")]
    wanted = [
        (each["id"], finding.span.start, finding.code)
        for each in articles(8)
        for finding in bundled.check(read_text(each["text"], format="markdown")).findings
    ]
    assert sorted(told) == sorted(wanted)
    assert wanted


def test_partitions_change_nothing(ran: Ran, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in" / "a.jsonl", articles(9))
    write_jsonl(tmp_path / "in" / "b.jsonl.gz", [*articles(5), "no record"])
    (tmp_path / "in" / "c.md").write_text("LDN cures lupus.\n", encoding="utf-8")
    one, two = ran("in", output="one"), ran("in", output="two", rows=2)
    assert tables(one) == tables(two)
    assert len(list((two / "articles").iterdir())) > len(list((one / "articles").iterdir()))
    assert len(table(one, "articles")) == 16


def test_a_failure_is_a_row_and_the_others_are_checked(
    ran: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jsonl(tmp_path / "a.jsonl", [{"id": "x", "text": "Tea."}, {"id": "y"}, *articles(1)])
    check = Engine.check

    def broken(self: Engine, document: Any) -> Any:
        if document.path == "x":
            raise MemoryError("no room")
        return check(self, document)

    monkeypatch.setattr(Engine, "check", broken)
    out = ran("a.jsonl")
    assert [(row["id"], row["problem"].split(";")[0]) for row in table(out, "errors")] == [
        ("x", "internal error: MemoryError: no room"),
        ("y", "has no text column (body, content, text, html, markdown, md)"),
    ]
    assert [len(row["problems"]) for row in table(out, "articles")] == [1, 1, 0]
    assert table(out, "findings")


def test_a_damaged_table_keeps_the_rows_before_the_damage(ran: Ran, tmp_path: Path) -> None:
    whole = write_jsonl(tmp_path / "whole.jsonl.gz", articles(400)).read_bytes()
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    options = Options(str(tmp_path / "other"), "a.md")
    found, _ = find(["a.jsonl.gz"], Store.of("other"))
    told = json.loads(Staging(options)(json.dumps(units(found, 500)[0].to_dict())))
    assert 1 < sum(told["partitions"].values()) < 400
    assert "a.jsonl.gz: after row" in told["problems"][0]
    assert "cannot be read" in told["problems"][0]


def test_a_copy_is_not_checked_and_its_original_counts_the_places(ran: Ran, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", articles(3))
    known = {"a.jsonl#1": 2, "a.jsonl#3": "a.jsonl#1"}
    Store.of("out").write("work/copies/000000-00000.json", json.dumps(known).encode())
    out = ran("a.jsonl")
    found = {row["id"]: row for row in table(out, "articles")}
    assert (found["a2"]["copy_of"], found["a2"]["places"], found["a2"]["errors"]) == ("a.jsonl#1", None, None)
    assert found["a0"]["places"] == 2
    assert {row["places"] for row in table(out, "findings") if row["id"] == "a0"} == {2}
    assert not [row for row in table(out, "findings") if row["id"] == "a2"]


def test_a_word_file_is_judged(ran: Ran, tmp_path: Path) -> None:
    fixture = Path(__file__).parents[2] / "fixtures" / "word" / "ldn-guide.docx"
    (tmp_path / "guide.docx").write_bytes(fixture.read_bytes())
    out = ran("guide.docx")
    assert table(out, "findings")
    assert table(out, "errors") == []


_DIES = """
import os
from healthlint.audit import child
from healthlint.audit.judge import Judge
reports = Judge._reports
Judge._reports = lambda self, row: os.kill(os.getpid(), 9) if row["id"] == "a1" else reports(self, row)
child.main()
"""


@pytest.mark.slow
def test_an_article_that_kills_its_process_costs_its_row(
    ran: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jsonl(tmp_path / "a.jsonl", articles(4))
    whole = ran("a.jsonl", output="whole")
    monkeypatch.setattr(Process, "COMMAND", (sys.executable, "-c", _DIES))
    out = ran("a.jsonl", here=False)
    died = "the process that checked it died; try it with healthlint check"
    assert [(row["id"], row["problem"]) for row in table(out, "errors")] == [("a1", died)]
    assert table(out, "findings") == table(whole, "findings")
    assert [row["id"] for row in table(out, "articles")] == ["a0", "a1", "a2", "a3"]


def test_a_process_that_cannot_begin_is_no_fault_of_an_article(
    ran: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Process, "COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))
    write_jsonl(tmp_path / "a.jsonl", articles(1))
    with pytest.raises(RuntimeError, match=r"^a process died \(status 3\)$"):
        ran("a.jsonl", here=False)
    assert not (tmp_path / "out" / "articles").exists()


def test_a_judge_loads_no_library_of_tables() -> None:
    """They would be two thirds of the memory of every worker."""
    loaded = "import sys, healthlint.audit.child, healthlint.audit.judge; print({'pyarrow', 'daft'} & {*sys.modules})"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True).stdout == b"set()\n"


_ARROW = """
import sys
import pyarrow
from healthlint.audit import child
def serve(*_):
    pyarrow.array([["a"]])
    sys.exit(3 if "pandas" in sys.modules else 0)
child.serve = serve
child.main()
"""


@pytest.mark.skipif(find_spec("pandas") is None, reason="where pandas is not installed, nobody loads it")
def test_arrow_loads_no_pandas_in_a_process_of_its_own() -> None:
    assert subprocess.run([sys.executable, "-c", _ARROW], stdin=subprocess.DEVNULL, check=False).returncode == 0


def test_options_do_not_depend_on_the_folder_of_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Options("out", "a.md").output == str(tmp_path / "out")
    assert replace(Options("s3://bucket/out/", "a.md")).output == "s3://bucket/out"
