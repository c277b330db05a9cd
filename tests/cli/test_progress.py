"""A bar for those who wait, and nothing for anybody else."""

from __future__ import annotations

import io
import sys

import pytest

from healthlint.cli.progress import watched

FILES = ["a.md", "b.md", "c.md", "d.md"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, step: float) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    assert list(watched(FILES, len(FILES), Clock(step))) == FILES
    return stream.getvalue()


def test_a_run_that_takes_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    told = shown(monkeypatch, Terminal(), 0.6)
    assert "checking" in told
    assert "4/4" in told
    assert "2/4" in told
    assert told.endswith("\x1b[1A\x1b[2K")


def test_a_short_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Terminal(), 0.1) == ""


def test_not_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, io.StringIO(), 5.0) == ""


def test_without_a_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert list(watched(FILES, 4)) == FILES


def test_the_bar_goes_when_the_run_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    for file in watched(FILES, 4, Clock(2.0)):
        if file == "c.md":
            break
    assert stream.getvalue().endswith("\x1b[1A\x1b[2K")
