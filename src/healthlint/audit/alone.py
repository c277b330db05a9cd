"""Articles judged by a process of their own, one of which may kill it: that one is a problem, the others are judged."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import IO, Any

from healthlint.audit.options import Options
from healthlint.audit.schemas import known_as
from healthlint.triage.model import Report
from healthlint.triage.report_data import decode

_LENGTH = 8
"""Bytes that say how long a message is."""


class Alone:
    """Sends one article after the other to a process, and begins another process where one has died."""

    COMMAND = (sys.executable, "-m", "healthlint.audit.child")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, row: Mapping[str, Any]) -> Sequence[Report]:
        """The reports on an article; a problem where the process died of it."""
        name = known_as(row)
        process = self._process or self._begun()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, dict(row))
            return decode(receive(process.stdout), name, lambda _number: _unread)
        except (OSError, EOFError):
            self.end()
            return [Report(name, problem="the process that judged it died; try it with healthlint check")]

    def _begun(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(self.COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self._process = process
        assert process.stdin is not None
        send(process.stdin, self._options)
        return process

    def end(self) -> None:
        """Ends the process that there is."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _unread() -> Any:
    raise EOFError("nobody reads the article of a row again")


def send(stream: IO[bytes], thing: Any) -> None:
    """Writes a message. Raises OSError where nobody reads."""
    data = pickle.dumps(thing)
    view = memoryview(len(data).to_bytes(_LENGTH, "big") + data)
    while view:
        view = view[stream.write(view) :]


def receive(stream: IO[bytes]) -> Any:
    """Reads a message. Raises EOFError where there is none."""
    return pickle.loads(_exactly(stream, int.from_bytes(_exactly(stream, _LENGTH), "big")))


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = stream.read(size - len(data))
        if not more:
            raise EOFError
        data += more
    return data
