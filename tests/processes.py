"""healthlint as a process of its own, as its users run it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import healthlint
from healthlint.cache import place

SECONDS = 60
"""What a run may take on a slow machine; one that hangs takes longer than any."""
HEALTHLINT = (sys.executable, "-m", "healthlint")
HEEDING = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("healthlint", run_name="__main__")
"""
"""healthlint, heeding Ctrl+C: what a shell starts in the background ignores it, and so does all that it starts."""
_RIGHTS = "-dac_override,-dac_read_search"
_WITHOUT_RIGHTS = ("setpriv", "--bounding-set", _RIGHTS, "--inh-caps", _RIGHTS, "--")


def environment(**more: str) -> Mapping[str, str]:
    """That of the tests, in which the healthlint that is tested is found from any folder. Its modules are compiled
    once, also where Python is told to keep no bytecode: hundreds of processes import them."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**own, "PYTHONPATH": str(Path(healthlint.__file__).parents[1]), **more}


def after_another(folder: Path) -> str:
    """A folder for the cache, as a run before has left it: with everything that is compiled and with no results."""
    before = place.folder()
    for path in (*before.glob("packs/*.json"), *before.glob("phrases/*.bin"), *before.glob("vocabulary-*.bin")):
        new = folder / path.relative_to(before)
        new.parent.mkdir(parents=True, exist_ok=True)
        new.symlink_to(path)
    return str(folder)


def answer(
    *arguments: str | bytes, before: Sequence[str] = (), python: Sequence[str] = HEALTHLINT, **more: str
) -> tuple[int, str, str]:
    """Status, output and errors of a run; `more` are variables of its environment.

    Fails for a traceback, an internal error, and a control character in what is printed.
    """
    done = subprocess.run(
        [*before, *python, *arguments],
        capture_output=True,
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
        check=False,
        env=environment(**more),
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err, err
    assert "internal error" not in err
    assert not {letter for letter in out + err if letter < " " or letter in "\x7f\x9b\u202e"} - {"\n"}
    return done.returncode, out, err


def without_rights() -> Sequence[str] | None:
    """What stands before a command so that permissions count: root has a right that makes it pass them over.

    None where that right cannot be taken away."""
    if os.geteuid() != 0:
        return ()
    able = shutil.which("setpriv") and subprocess.run([*_WITHOUT_RIGHTS, "true"], check=False).returncode == 0
    return _WITHOUT_RIGHTS if able else None
