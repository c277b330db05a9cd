"""`check --watch` checks what is saved, and lives on whatever is saved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO

import pytest
from tests.cli.commands import Run, write
from tests.processes import HEEDING

from healthlint.cli.watching import _check

_PATIENCE = 60


class Watching:
    """A process that watches a folder; what it says is waited for."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-u", "-c", HEEDING, "check", "--watch", "--format", "concise", "."]
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        self._lines: Queue[str] = Queue()
        self._reader = Thread(target=self._read, args=(self.process.stdout,), daemon=True)
        self._reader.start()

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self._lines.put(line)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()

    def until(self, words: str) -> str:
        """All that is said up to the line that holds `words`."""
        said = ""
        while words not in said:
            said += self._lines.get(timeout=_PATIENCE)
        return said


@pytest.fixture
def watching(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watching]:
    monkeypatch.chdir(tmp_path)
    write("LDN cures fibromyalgia.\n")
    write("LDN cures lupus.\n", "b.md")
    started = Watching(tmp_path)
    yield started
    started.end()


def _replace(text: str, name: str) -> None:
    """As many editors save: another file takes the place."""
    Path("new").write_text(text, encoding="utf-8")
    os.replace("new", name)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT for one process")
def test_saved_files_are_checked_again(watching: Watching) -> None:
    first = watching.until("watching 2 files; Ctrl+C ends it")
    assert "a.md:1:1: EFF201" in first
    assert "b.md:1:1: EFF201" in first
    _replace("LDN may help.\n\nLDN cures lupus.\n", "a.md")
    second = watching.until("a.md:3:1: EFF201")
    assert "saved: a.md" in second
    assert "b.md" not in second
    write("LDN cures asthma.\n", "c.md")
    assert "saved: c.md" in watching.until("c.md:1:1: EFF201")
    Path("b.md").write_bytes(b"LDN \xff\xfa")
    watching.until("b.md: not valid UTF-8")
    Path("healthlint.yaml").write_text("selekt: [EFF]\n", encoding="utf-8")
    watching.until("selekt")
    Path("healthlint.yaml").write_text("select: [LAN]\n", encoding="utf-8")
    Path("b.md").unlink()
    write("LDN is a miracle and cures asthma.\n")
    assert "EFF201" not in watching.until("a.md:1:10: LAN001")
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(_PATIENCE) == 0


@pytest.mark.parametrize("status", [0, 1, 2])
def test_a_nonzero_check_does_not_end_the_watch(status: int) -> None:
    checked: list[object] = []

    def check(only: object) -> None:
        checked.append(only)
        raise SystemExit(status)

    _check(check, ["a.md"])
    assert checked == [["a.md"]]


@pytest.mark.parametrize("status", [129, 130, 143])
def test_a_signal_in_a_check_ends_it(status: int) -> None:
    """SIGTERM is a SystemExit wherever it comes: one that a check swallowed would leave a process behind."""

    def check(only: object) -> None:
        raise SystemExit(status)

    with pytest.raises(SystemExit) as ended:
        _check(check)
    assert ended.value.code == status


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-"], "--watch checks files; standard input (-) is read only once"),
        (["--fix"], "--watch only reports; omit --fix and --diff"),
        (["-o", "report.txt"], "omit report files"),
        (["--format", "json=report.json"], "omit report files"),
        (["--diff"], "--watch only reports; omit --fix and --diff"),
    ],
)
def test_unwatchable_inputs_are_refused(cli: Run, arguments: list[str], said: str) -> None:
    status, _, told = cli("check", "--watch", *arguments)
    assert status == 2
    assert said in told
