"""Work in a process of its own, which loads nothing but what that work needs, and may die without harm to the rest."""

from __future__ import annotations

import pickle
import subprocess
import sys
from contextlib import suppress
from typing import IO, Any

_LENGTH = 8
"""Bytes that say how long a message is."""


class DiedError(RuntimeError):
    """The process ended before it answered."""


class Process:
    """Holds a process that makes `work(given)` once and calls it with whatever is asked. It begins with the first
    question, and anew with the next one after it has died."""

    # -P: a json.py in the folder of whoever starts an audit is not the library's.
    COMMAND = (sys.executable, "-P", "-m", "healthlint.audit.child")

    def __init__(self, work: type, given: Any) -> None:
        self._begin = (work.__module__, work.__qualname__, given)
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, question: Any) -> Any:
        """The answer of the work. Raises DiedError, and RuntimeError with the words of whatever the work raised."""
        if self._process is None:
            self._process = subprocess.Popen(self.COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            try:
                self._answer(self._process, self._begin)
            except DiedError as died:
                # It is no fault of the question.
                raise RuntimeError(str(died)) from None
        return self._answer(self._process, question)

    def _answer(self, process: subprocess.Popen[bytes], question: Any) -> Any:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, question)
            is_done, said = receive(process.stdout)
        except (OSError, EOFError):
            self.end()
            raise DiedError(f"a process died ({_status(process.returncode)})") from None
        if not is_done:
            raise RuntimeError(said)
        return said

    def end(self) -> None:
        """Ends the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            # What it has not read any more is lost with it.
            with suppress(OSError):
                assert stream is not None
                stream.close()
        process.wait()


def _status(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"status {code}"


def send(stream: IO[bytes], thing: Any) -> None:
    """Writes a message. Raises OSError where nobody reads."""
    data = pickle.dumps(thing)
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Reads a message. Raises EOFError where there is none."""
    return pickle.loads(_exactly(stream, int.from_bytes(_exactly(stream, _LENGTH), "big")))


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
