"""Runs work in a separate process, which loads only what the work needs and can crash without affecting the rest."""

from __future__ import annotations

import pickle
import subprocess
import sys
from contextlib import suppress
from typing import IO, Any

_LENGTH = 8
"""The number of bytes that hold the length of a message."""


class DiedError(RuntimeError):
    """The process ended without an answer."""


class Process:
    """A process that creates `work(given)` once and calls it with each question. It is started by the first question,
    and restarted by the next one if it has died."""

    # -P: a json.py in the current folder must not replace the library's.
    COMMAND = (sys.executable, "-P", "-m", "healthlint.audit.child")

    def __init__(self, work: type, given: Any) -> None:
        self._begin = (work.__module__, work.__qualname__, given)
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, question: Any) -> Any:
        """The answer of the work. Raises DiedError, or RuntimeError with the message of an error in the work."""
        if self._process is None:
            self._process = subprocess.Popen(self.COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            try:
                self._answer(self._process, self._begin)
            except DiedError as died:
                # The process could not start, so the question is not to blame.
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
        """Stop the process, if it is running."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            # Data that it has not read are lost.
            with suppress(OSError):
                assert stream is not None
                stream.close()
        process.wait()


def _status(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"status {code}"


def send(stream: IO[bytes], thing: Any) -> None:
    """Write a message. Raises OSError if the other side is closed."""
    data = pickle.dumps(thing)
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a message. Raises EOFError at the end of the stream."""
    return pickle.loads(_exactly(stream, int.from_bytes(_exactly(stream, _LENGTH), "big")))


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
