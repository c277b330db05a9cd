"""No process that a run has started lives on after it, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.processes import HEALTHLINT, environment

if sys.platform != "linux":
    pytest.skip("looks processes up in /proc", allow_module_level=True)

SECONDS = 20
SPREAD = """
import sys, time
from healthlint.cli import jobs, workers

def begin(): pass
def sleep(file): time.sleep(600)

jobs._WORTH_IT = jobs._BATCH = 0
{before}
list(jobs.spread(["a", "b", "c"], 2, begin, (), sleep))
"""


def until(holds: Callable[[], bool]) -> bool:
    """True as soon as it holds; False where it does not for a long time."""
    end = time.monotonic() + SECONDS
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def children(run: subprocess.Popen[bytes]) -> list[int]:
    told = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    return [int(each) for each in told.read_text().split()] if told.exists() else []


def gone(process: int) -> bool:
    """True for one that has ended, also where nobody has asked for its status."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def heed_signals() -> None:
    """What starts the tests in the background, as nohup does, has a process and all that it starts ignore signals."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


def after(number: int, command: Sequence[str]) -> int:
    """The status of a run that gets a signal while two workers are at work. Fails where one of them lives on."""
    run = subprocess.Popen(
        command,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=heed_signals,  # noqa: PLW1509
    )
    try:
        assert until(lambda: len(children(run)) == 2)
        workers = children(run)
        time.sleep(0.2)
        run.send_signal(number)
        _, err = run.communicate(timeout=SECONDS)
        assert b"Traceback" not in err or command[1] == "-c"
        assert until(lambda: all(map(gone, workers)))
    finally:
        run.kill()
    return run.returncode


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGKILL"])
def test_workers_end_with_a_run_that_a_signal_ends(name: str) -> None:
    after(getattr(signal, name), [sys.executable, "-c", SPREAD.format(before="")])


def test_they_end_where_the_kernel_does_not_see_to_it() -> None:
    after(signal.SIGKILL, [sys.executable, "-c", SPREAD.format(before="workers._killed_by_kernel = lambda: None")])


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_check_that_is_ended_ends_at_once(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for at in range(6):
        Path(f"{at}.md").write_text("Sage tea is a miracle for 5.0 mg of pain.\n\n" * 20_000, encoding="utf-8")
    status = after(getattr(signal, name), [*HEALTHLINT, "check", "--isolated", "--jobs", "2", "."])
    assert status == 128 + getattr(signal, name)
    assert sorted(os.listdir()) == [f"{at}.md" for at in range(6)]
