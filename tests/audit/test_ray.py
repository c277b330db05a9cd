"""`--ray`: a cluster of two workers on this machine, one of which is killed on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.audit.archives import articles, audit, tables, write_jsonl
from tests.processes import HEALTHLINT, environment

pytest.importorskip("ray", reason="it needs the extra 'ray'")

pytestmark = pytest.mark.slow
_PATIENCE = 600
_USUAL = ("--partition-rows", "2", "--workers", "2")


def below(parent: int) -> Iterator[tuple[int, str]]:
    """The processes that one has started, and those that they have started, with what they are called."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(told[1]), []).append(int(path.parent.name))
    waiting = [parent]
    while waiting:
        for each in parents.get(waiting.pop(), ()):
            waiting.append(each)
            try:
                name = Path(f"/proc/{each}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            yield each, name


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="it finds the workers in /proc")
def test_a_worker_that_dies_loses_nothing_and_doubles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_jsonl(tmp_path / "a.jsonl", articles(40))
    monkeypatch.chdir(tmp_path)
    audit("a.jsonl", *_USUAL, output="one")
    options = ("--output", "two", "--ray", "local", *_USUAL, "--isolated", "--no-reader")
    command = [*HEALTHLINT, "audit", "a.jsonl", *options]
    # Nothing of the tests is written to the home folder.
    process = subprocess.Popen(command, env=environment(RAY_AUTH_MODE="disabled"), start_new_session=True)
    parts = tmp_path / "two" / "articles"
    deadline = time.monotonic() + _PATIENCE
    while not any(parts.glob("*.parquet")):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    workers = [each for each, name in below(process.pid) if name.startswith("ray::UDFActor")]
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    assert len(list(parts.glob("*.parquet"))) < 20
    assert process.wait(_PATIENCE) == 0
    assert tables(tmp_path / "two") == tables(tmp_path / "one")
    assert len(tables(tmp_path / "two")["articles"]) == 40


def test_a_cluster_that_is_not_there_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_jsonl(tmp_path / "a.jsonl", articles(1))
    monkeypatch.chdir(tmp_path)
    _, err = audit("a.jsonl", "--ray", "127.0.0.1:1", *_USUAL, status=2, RAY_AUTH_MODE="disabled")
    assert "--ray 127.0.0.1:1: no cluster can be reached" in err
