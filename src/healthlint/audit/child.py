"""The program that `process` starts: creates the requested work, and answers questions from standard input."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from types import ModuleType
from typing import IO, Any

from healthlint.audit.process import receive, send
from healthlint.errors import HealthlintError, internal


def main() -> None:
    """Answer questions until standard input ends."""
    # Ctrl-C reaches every process of a terminal; this one ends without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.meta_path.insert(0, _WithoutPandas())
    answers = os.fdopen(os.dup(1), "wb")
    # Output that a library prints must not mix with the answers.
    os.dup2(2, 1)
    try:
        serve(sys.stdin.buffer, answers)
    except (EOFError, OSError):
        # A regular exit takes longer, and could block on an unread answer in the buffer.
        os._exit(0)


class _WithoutPandas(MetaPathFinder):
    """Hides pandas: Arrow would load it, if installed, only to test whether a list is a pandas series (45 MB)."""

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> None:
        """Raises ModuleNotFoundError for pandas."""
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer questions one by one; the first message names the work. Raises EOFError after the last one."""
    module, name, given = receive(questions)
    work: Any = None
    try:
        work = getattr(import_module(module), name)(given)
        send(answers, (True, None))
    except Exception as problem:
        send(answers, (False, _message(problem)))
    while True:
        question = receive(questions)
        try:
            answer = (True, work(question))
        except Exception as problem:
            answer = (False, _message(problem))
        send(answers, answer)


def _message(problem: Exception) -> str:
    return str(problem) if isinstance(problem, HealthlintError) else internal(problem)


if __name__ == "__main__":
    main()
