"""How wide the terminal is, and what becomes of a line that it is too narrow for."""

from __future__ import annotations

import io
import os
import pty
import struct
from collections.abc import Iterator
from typing import TextIO

import pytest

from healthlint.report.terminal import columns, fitted, opens_links, room


@pytest.fixture
def terminal() -> Iterator[TextIO]:
    """One of 72 columns."""
    import fcntl
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 72, 0, 0))
    with os.fdopen(theirs, "w") as stream:
        yield stream
    os.close(ours)


@pytest.mark.parametrize(
    ("told", "found"), [("50", 50), ("", 72), ("0", 72), ("-3", 72), ("wide", 72), ("²", 72), ("3", 20)]
)
def test_the_variable_goes_before_the_terminal(
    terminal: TextIO, told: str, found: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", told)
    assert columns(terminal) == found


def test_streams_that_are_no_terminals(terminal: TextIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("sys.stdout", None)
    assert (columns(), columns(io.StringIO()), room(88)) == (0, 0, 88)
    with open(os.devnull, "w") as closed:
        pass
    assert columns(closed) == 0
    assert columns(terminal, {}) == 72


def test_room_is_never_more_than_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    for told, found in (("200", 88), ("88", 88), ("60", 60)):
        monkeypatch.setenv("COLUMNS", told)
        assert room(88) == found


@pytest.mark.parametrize(
    ("line", "room", "shown"),
    [
        ("one two three", 0, "one two three"),
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two\n  three"),
        ("  one two three", 12, "  one two\n    three"),
        ("a/path/that/no/line/holds too", 12, "a/path/that/no/line/holds\n  too"),
    ],
)
def test_a_line_is_broken_between_words(line: str, room: int, shown: str) -> None:
    assert fitted(line, room) == shown


@pytest.mark.parametrize(
    ("environ", "opens"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM_PROGRAM": "vscode"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"VTE_VERSION": "6003"}, True),
        ({"VTE_VERSION": "4602"}, False),
        ({"VTE_VERSION": "six"}, False),
        ({"WT_SESSION": "1"}, True),
        ({"TERM": "dumb", "WT_SESSION": "1"}, False),
        ({"TERM_PROGRAM": "vscode", "FORCE_HYPERLINK": "0"}, False),
        ({"FORCE_HYPERLINK": "1"}, True),
    ],
)
def test_links_are_for_terminals_that_open_them(environ: dict[str, str], opens: bool) -> None:
    assert opens_links(environ) is opens
