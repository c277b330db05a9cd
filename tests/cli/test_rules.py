from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from healthlint.cli import run
from healthlint.packs.loader import load_bundled


@pytest.fixture
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.mark.usefixtures("no_terminal")
def test_a_line_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["CODE", "NAME", "SEVERITY", "PACK", "WHY"]
    assert [line.split()[0] for line in lines] == sorted(rule.id for rule in load_bundled().rules)
    starts = {line.index(line.split()[1]) for line in lines}
    assert len(starts) == 1


def test_fitted_to_the_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    assert run(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 110
    assert any(line.endswith("…") for line in lines)


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "--format", "json", "--pack", "health-writing"]) == 0
    found = json.loads(capsys.readouterr().out)["rules"]
    assert {rule["pack"] for rule in found} == {"health-writing"}
    assert list(found[0]) == ["code", "name", "family", "severity", "confidence", "pack", "kind", "why", "formerly"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["rules", "--pack", "health-writin"], r"no pack 'health-writin'; did you mean 'health-writing'\?; known: "),
        (["rulez"], r"no command 'rulez'; did you mean 'rules'\?; `healthlint --help` shows what there is"),
        (["rules", "--fromat", "json"], r"no such option.*--format.*`healthlint rules --help`"),
        (["rules", "more"], r"got unexpected extra argument \(more\); `healthlint rules --help`"),
    ],
)
def test_usage_is_one_line_and_2(arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert len(found.err.splitlines()) == 1
    assert re.match("healthlint: error: " + expected, found.err)


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    found = capsys.readouterr().err
    assert "Commands:" in found
    assert "  explain " in found


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    from healthlint import __version__

    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"healthlint {__version__}\n"


def test_broken_rules_are_named_after_the_others(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from healthlint.packs.model import Loaded

    broken = Loaded(load_bundled().packs, ("a.yaml:1:1: unknown key 'x'",))
    monkeypatch.setattr("healthlint.packs.loader.load_bundled", lambda: broken)
    assert run(["rules"]) == 2
    found = capsys.readouterr()
    assert "LAN001" in found.out
    assert found.err == "healthlint: error: a.yaml:1:1: unknown key 'x'\n"


@pytest.mark.parametrize(("problem", "status"), [(KeyboardInterrupt(), 130), (ZeroDivisionError("x"), 2)])
def test_errors_have_no_traceback(
    problem: BaseException, status: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise problem

    monkeypatch.delenv("HEALTHLINT_TRACEBACK", raising=False)
    monkeypatch.setattr("healthlint.packs.loader.load_bundled", fail)
    assert run(["rules"]) == status
    found = capsys.readouterr().err
    assert "Traceback" not in found
    assert ("internal error: ZeroDivisionError: x" in found) == (status == 2)


def test_a_reader_that_closes_the_pipe_is_no_error() -> None:
    code = "from healthlint.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "rules", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
