"""What `process` starts: makes the work that it is told of, and answers questions from standard input."""

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
    """Answers until nobody asks any more."""
    # Ctrl-C reaches every process of a terminal; this one has nothing to say about it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.meta_path.insert(0, _WithoutPandas())
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not stand among the answers.
    os.dup2(2, 1)
    try:
        serve(sys.stdin.buffer, answers)
    except (EOFError, OSError):
        # To take all apart would take longer, and an answer that nobody reads may still be in its buffer.
        os._exit(0)


class _WithoutPandas(MetaPathFinder):
    """Arrow loads pandas, where it is installed, to ask whether a list is one of its series: 45 MB for a plain no."""

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> None:
        """Raises ModuleNotFoundError for it."""
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answers one question after the other; the first says which work it is. Raises EOFError behind the last."""
    module, name, given = receive(questions)
    work: Any = None
    try:
        work = getattr(import_module(module), name)(given)
        send(answers, (True, None))
    except Exception as problem:
        send(answers, (False, _said(problem)))
    while True:
        question = receive(questions)
        try:
            answer = (True, work(question))
        except Exception as problem:
            answer = (False, _said(problem))
        send(answers, answer)


def _said(problem: Exception) -> str:
    return str(problem) if isinstance(problem, HealthlintError) else internal(problem)


if __name__ == "__main__":
    main()
