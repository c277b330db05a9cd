"""The process that `alone` starts: articles from standard input, reports on them to standard output."""

from __future__ import annotations

import sys

from healthlint.audit.alone import receive, send
from healthlint.audit.judge import Judge
from healthlint.triage.report_data import encode


def main() -> None:
    """Answers until nobody asks any more."""
    read, write = sys.stdin.buffer, sys.stdout.buffer
    try:
        judge = Judge(receive(read))
        while True:
            send(write, encode(judge.reports(receive(read))))
            write.flush()
    except EOFError:
        return


if __name__ == "__main__":
    main()
