"""`healthlint audit` as a process: workers, partitions, an end in the middle, an earlier audit, wrong inputs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.audit.archives import articles, audit, table, tables, write_jsonl
from tests.processes import HEALTHLINT, environment

pytest.importorskip("daft", reason="it needs the extra 'audit'")

from healthlint.cli import run

_USUAL = ("--isolated", "--no-reader")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    records = articles(24)
    # Long enough that one word more makes no other article of it.
    long = " ".join(f"Word {at} of a story that several papers print." for at in range(60))
    records += [{"id": f"copy{at}", "text": f"{long} {more}"} for at, more in enumerate(("", "", "Reprinted."))]
    write_jsonl(tmp_path / "in" / "a.jsonl", [*records, "no record"])
    write_jsonl(tmp_path / "in" / "b.jsonl", [{**each, "id": f"b{each['id']}"} for each in articles(3)])
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_the_number_of_workers_and_partitions_changes_nothing(folder: Path) -> None:
    out, err = audit("in", "--workers", "1", output="one")
    assert err == ""
    assert out.startswith("one: 31 articles (5 copies, 1 not checked or only in part), ")
    audit("in", "--workers", "2", "--partition-rows", "5", output="two")
    assert tables(folder / "one") == tables(folder / "two")
    assert (folder / "one" / "summary.html").read_bytes() == (folder / "two" / "summary.html").read_bytes()
    copies = {row["id"]: row["copy_of"] for row in table(folder / "one", "articles") if row["copy_of"]}
    originals = {"ba0": 1, "ba1": 2, "ba2": 3, "copy1": 25, "copy2": 25}
    assert copies == {copy: f"in/a.jsonl#{row}" for copy, row in originals.items()}
    assert not (folder / "one" / "work").exists()


@pytest.mark.slow
def test_a_run_that_is_killed_goes_on_where_it_was(folder: Path) -> None:
    audit("in", "--partition-rows", "3", "--workers", "1", output="whole")
    command = [*HEALTHLINT, "audit", "in", "--output", "out", "--partition-rows", "3", "--workers", "1", *_USUAL]
    process = subprocess.Popen(command, env=environment(), start_new_session=True)
    parts = folder / "out" / "articles"
    deadline = time.monotonic() + 60
    while not (parts.is_dir() and len(list(parts.glob("*.parquet"))) >= 2):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    done = {path: path.stat().st_mtime_ns for path in parts.glob("*.parquet")}
    assert not (folder / "out" / "summary.html").exists()
    audit("in", "--partition-rows", "3", "--workers", "1")
    assert tables(folder / "out") == tables(folder / "whole")
    assert {path: path.stat().st_mtime_ns for path in done} == done
    assert len(list(parts.glob("*.parquet"))) > len(done)


@pytest.mark.slow
def test_an_earlier_audit_is_compared_with(folder: Path) -> None:
    audit("in/b.jsonl", output="then")
    write_jsonl(folder / "in" / "b.jsonl", [{"id": "ba0", "text": "LDN cures lupus."}])
    audit("in/b.jsonl", "--since", "then", output="now")
    made = (folder / "now" / "summary.html").read_text(encoding="utf-8")
    assert "Since the earlier audit" in made
    assert "New and gone by rule" in made


@pytest.mark.slow
def test_an_unreadable_input_is_an_error_and_the_rest_is_checked(folder: Path) -> None:
    (folder / "in" / "c.parquet").write_bytes(b"PAR1 not at all")
    _, err = audit("in", "gone.csv", status=2)
    lines = err.splitlines()
    assert lines[0] == "healthlint: error: gone.csv: no such file or folder; check the name"
    assert lines[1].startswith("healthlint: error: in/c.parquet: cannot be read (")
    assert len(table(folder / "out", "articles")) == 32
    assert "c.parquet" in (folder / "out" / "summary.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_folder_holds_one_audit(folder: Path, one_engine: None, capsys: pytest.CaptureFixture[str]) -> None:
    audit("in/b.jsonl")
    assert run(["audit", "in/a.jsonl", "--output", "out", *_USUAL]) == 2
    assert "contains an audit with different inputs; choose another --output, or add --fresh" in capsys.readouterr().err
    assert run(["audit", "in/b.jsonl", "--output", "out", "--select", "EFF", *_USUAL]) == 2
    assert "different configuration, rules or reader" in capsys.readouterr().err
    assert run(["audit", "in/b.jsonl", "--output", "out", "--partition-rows", "2", "--no-copies", *_USUAL]) == 2
    assert "different options (--partition-rows, --no-copies); choose another" in capsys.readouterr().err
    before = (folder / "out" / "articles" / "part-000000-00000.parquet").stat().st_mtime_ns
    audit("in/b.jsonl")
    assert (folder / "out" / "articles" / "part-000000-00000.parquet").stat().st_mtime_ns == before
    audit("in/a.jsonl", "--fresh")
    assert len(table(folder / "out", "articles")) == 28


def test_inputs_that_are_wrong_are_told_in_a_line(
    folder: Path, one_engine: None, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty").mkdir()
    for arguments, said in (
        (("gone.csv",), "gone.csv: no such file or folder; check the name"),
        (("empty",), "empty: contains no supported file; supported are tables"),
        (("ftp://host/a.csv",), "ftp://host/a.csv: is neither a folder nor an address that begins with s3://"),
        (("in", "--since", "empty"), "--since empty: contains no finished audit; name the --output folder of one"),
        (("in", "--select", "EFF999"), "EFF999"),
    ):
        assert run(["audit", *arguments, "--output", "out", *_USUAL]) == 2
        err = capsys.readouterr().err
        assert err.startswith("healthlint: error: ")
        assert said in err
        assert err.count("\n") == 1


def test_a_cluster_that_is_not_there_holds_no_folder(
    folder: Path, one_engine: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    assert run(["audit", "in", "--output", "out", "--ray", "local", *_USUAL]) == 2
    assert "--ray needs the package 'ray'" in capsys.readouterr().err
    assert not (folder / "out").exists()


def test_a_folder_of_other_tables_is_left_alone(folder: Path) -> None:
    (folder / "out" / "articles").mkdir(parents=True)
    (folder / "out" / "articles" / "mine.parquet").write_bytes(b"x")
    _, err = audit("in", status=2)
    assert "contains other tables; choose another --output" in err
