"""Whatever ends a run while it writes, a file holds what it held before or what it is to hold, never half of it."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from tests.processes import HEALTHLINT, after_another, answer, environment, without_rights

if os.name != "posix":
    pytest.skip("signals, limits and permissions are those of POSIX", allow_module_level=True)

WRONG = "Naltroxene and fibromyalga, 5.0 mg.\n" + "Tea is warm.\n" * 400
RIGHT = "Naltrexone and fibromyalgia, 5 mg.\n" + "Tea is warm.\n" * 400
FIX = ("check", "--isolated", "--fix", "--select", "TYP,DOS101", "--jobs", "1")
OLD = {"schema": "healthlint-baseline/1", "findings": []}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def drafts(number: int) -> list[Path]:
    paths = [Path(f"{at:02}.md") for at in range(number)]
    for path in paths:
        path.write_text(WRONG, encoding="utf-8")
    return paths


def killed(arguments: Sequence[str], seconds: float, begun: Path | None = None, **more: str) -> None:
    """Runs healthlint and kills it so many seconds after the file `begun` has changed, or after its start."""
    before = begun.stat().st_mtime_ns if begun else 0
    run = subprocess.Popen(
        [*HEALTHLINT, *arguments], env=environment(**more), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while begun and run.poll() is None and begun.stat().st_mtime_ns == before:
        time.sleep(0.001)
    time.sleep(seconds)
    run.kill()
    run.wait()


@pytest.mark.slow
def test_a_run_that_is_killed_while_it_fixes_leaves_no_file_half_fixed() -> None:
    mixed = 0
    for at in range(4):
        paths = drafts(30)
        killed([*FIX, "."], random.random() * 0.08, paths[at * 2])
        found = {path.read_text(encoding="utf-8") for path in paths}
        assert found <= {WRONG, RIGHT}
        mixed += len(found) == 2
        # What is left over is hidden, is named as ours, and is no article.
        strays = [path.name for path in Path().iterdir() if path not in paths]
        assert all(name.startswith(".") and name.endswith(".healthlint") for name in strays)
        for name in strays:
            Path(name).unlink()
    assert mixed, "no run was killed in the middle"


@pytest.mark.slow
def test_a_run_that_is_killed_while_it_keeps_results_spoils_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEALTHLINT_NO_CACHE")
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", after_another(Path(".kept").absolute()))
    drafts(6)
    check = ("check", "--isolated", "--jobs", "1", "--format", "json", ".")
    expected = answer(*check, HEALTHLINT_NO_CACHE="1")
    for _ in range(5):
        killed(check, 0.15 + random.random() * 0.35)
        database = Path(".kept", "results-1.sqlite")
        if database.exists():
            with sqlite3.connect(database) as opened:
                assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            opened.close()
        for path in Path(".kept").glob("*.sqlite*"):
            if random.random() < 0.5:
                path.unlink()
    assert answer(*check) == expected
    assert answer(*check) == expected


def full_disk() -> Iterator[Path]:
    """A folder on a disk with hardly any room."""
    folder = Path("disk").absolute()
    folder.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mounted, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture(params=["full disk", "file size", "read-only folder"])
def hindered(request: pytest.FixtureRequest) -> Iterator[tuple[Path, Sequence[str], Callable[[Path], None]]]:
    """A folder, what stands before a command, and what is done to the folder, so that nothing can be written there."""
    if request.param == "full disk":
        for folder in full_disk():
            yield folder, (), filled
        return
    folder = Path("folder").absolute()
    folder.mkdir()
    if request.param == "file size":
        yield folder, ("bash", "-c", 'ulimit -f 1; exec "$@"', "-"), lambda _folder: None
        return
    before = without_rights()
    if before is None:
        pytest.skip("root may write everywhere, and setpriv cannot take that right away")
    yield folder, before, lambda folder: folder.chmod(0o555)
    folder.chmod(0o755)


@pytest.mark.parametrize("what", ["fix", "baseline", "report"])
def test_a_partial_write_is_never_started(
    what: str, hindered: tuple[Path, Sequence[str], Callable[[Path], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, before, hinder = hindered
    monkeypatch.chdir(folder)
    article, baseline, report = Path("a.md"), Path(".healthlint-baseline.json"), Path("report.json")
    article.write_text(WRONG + "A miracle.\n\n" * 500, encoding="utf-8")
    baseline.write_text(json.dumps(OLD), encoding="utf-8")
    report.write_text('{"schema": "healthlint/1", "findings": []}', encoding="utf-8")
    there = {path: path.read_bytes() for path in Path().iterdir()}
    hinder(folder)
    commands = {
        "fix": [*FIX, "a.md"],
        "baseline": ["baseline", "write", "a.md"],
        "report": ["check", "--isolated", "--format", "json=report.json", "a.md"],
    }
    status, _out, err = answer(*commands[what], before=before)
    assert status == 2
    assert "cannot be written (" in err
    Path("filling").unlink(missing_ok=True)
    assert {path: path.read_bytes() for path in Path().iterdir()} == there


def filled(folder: Path) -> None:
    """Writes until the small disk is full."""
    assert os.path.ismount(folder)
    with (folder / "filling").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 512)
        except OSError:
            return


def test_two_runs_that_fix_one_file_do_so_once() -> None:
    for _ in range(3):
        (path,) = drafts(1)
        runs = [
            subprocess.Popen([*HEALTHLINT, *FIX, path.name], env=environment(), stdout=-1, stderr=-1, text=True)
            for _ in range(2)
        ]
        said = [run.communicate(timeout=60)[1] for run in runs]
        assert path.read_text(encoding="utf-8") == RIGHT
        for run, err in zip(runs, said, strict=True):
            assert (run.returncode, err) == (0, "") or (
                run.returncode == 2 and "changed while it was being checked" in err
            )
        assert [each.name for each in Path().iterdir()] == [path.name]


def test_a_report_takes_the_place_of_another_in_one_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file gets the mode that the user's mask gives, another keeps its own and the links to it."""
    Path("a.md").write_text("A miracle.\n", encoding="utf-8")
    Path("old.json").write_text('{"schema": "healthlint/1", "findings": []}', encoding="utf-8")
    Path("old.json").chmod(0o640)
    os.symlink("old.json", "link.json")
    mask = os.umask(0o027)
    try:
        answer("check", "--isolated", "--format", "json=new.json", "--format", "sarif=link.json", "a.md")
    finally:
        os.umask(mask)
    assert json.loads(Path("new.json").read_text(encoding="utf-8"))["schema"] == "healthlint/1"
    assert json.loads(Path("old.json").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert Path("link.json").is_symlink()
    assert [Path(name).stat().st_mode & 0o777 for name in ("new.json", "old.json")] == [0o640, 0o640]


def test_a_report_can_go_to_a_pipe() -> None:
    Path("a.md").write_text("A miracle.\n", encoding="utf-8")
    status, out, err = answer("check", "--isolated", "--statistics", "--format", "json=/dev/stderr", "a.md")
    assert (status, json.loads(err)["summary"]["files"]) == (1, 1)
    assert "LAN001" in out
