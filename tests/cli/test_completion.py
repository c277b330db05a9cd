"""What the shells offer behind Tab: asked of healthlint itself, and of bash, zsh and fish where they are installed."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from healthlint.cli import run

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work" / "drafts").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("rea", []),
        ("ex", ["explain"]),
        ("config ", ["schema", "show"]),
        ("check --extend", ["--extend-select", "--extend-ignore", "--extend-exclude"]),
        ("check --extend-ignore EFF201,READ", ["EFF201,READ", "EFF201,READ001"]),
        ("check --qu", ["--quiet"]),
        ("explain READ", ["READ", "READ001"]),
        ("explain sensational", ["sensational-language"]),
        ("check --select READ", ["READ", "READ001"]),
        ("check --ignore EFF201,READ", ["EFF201,READ", "EFF201,READ001"]),
        ("check --extend-select LAN,sensational", ["LAN,sensational-language"]),
        ("check --format j", ["json", "jsonl", "junit"]),
        ("check --fail-on ", ["error", "warning", "suggestion"]),
        ("check --color al", ["always"]),
        ("rules --pack low", ["low-dose-naltrexone"]),
        ("reference show --format j", ["json"]),
    ],
)
def test_completions_are_offered(
    typed: str, expected: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [value for kind, value in offered(typed, monkeypatch, capsys) if kind == "plain"] == expected


@pytest.mark.parametrize(
    "typed",
    [
        "check dr",
        "check --config ",
        "check -o ",
        "check --exclude dr",
        "check --extend-exclude dr",
        "baseline write ",
        "inspect ",
        "config show d",
    ],
)
def test_paths_are_left_to_the_shell(
    typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [kind for kind, _ in offered(typed, monkeypatch, capsys)] == ["file"]


def test_nothing_typed_offers_codes_and_families(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [value for _, value in offered("explain ", monkeypatch, capsys)]
    assert {"EFF", "EFF201", "SUP"} <= set(found)
    assert not any(value[0].islower() for value in found)


def test_rules_of_the_configuration_s_own_packs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = Path("packs/mine")
    own.mkdir(parents=True)
    (own / "pack.yaml").write_text("name: mine\ntitle: Mine\nversion: 1\n", encoding="utf-8")
    (own / "ABC001.yaml").write_text("kind: term\nname: 'my-rule'\n", encoding="utf-8")
    Path("healthlint.yaml").write_text("extend-packs: [packs/mine]\n", encoding="utf-8")
    assert ("plain", "my-rule") in offered("explain my", monkeypatch, capsys)
    assert ("plain", "mine") in offered("rules --pack m", monkeypatch, capsys)


def test_a_broken_configuration_still_offers_the_bundled_rules(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("healthlint.yaml").write_text("extend-packs: [nowhere]\n", encoding="utf-8")
    assert ("plain", "READ001") in offered("explain READ", monkeypatch, capsys)


def test_no_pack_is_loaded_and_a_normal_start_knows_nothing_of_completion(tmp_path: Path) -> None:
    code = (
        "import sys; from healthlint.cli import run; run(sys.argv[1:]);"
        "print(*(name for name in sys.modules if 'shell_completion' in name or name in sys.argv[1:]), file=sys.stderr)"
    )
    heavy = ["healthlint.engine", "healthlint.packs.loader", "healthlint.packs.model", "healthlint.checks.base"]
    for line in ("explain READ", "check --format j"):
        environment = {**os.environ, **asked(line), "PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run(
            [sys.executable, "-c", code, *heavy], env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout
        assert done.stderr.split() == ["click.shell_completion"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", code, "--version"], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stderr.split() == []


def asked(typed: str) -> dict[str, str]:
    line = f"healthlint {typed}"
    return {
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split()) - (not line.endswith(" "))),
        "_HEALTHLINT_COMPLETE": "bash_complete",
    }


def offered(typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    with monkeypatch.context() as patch:
        for name, value in asked(typed).items():
            patch.setenv(name, value)
        assert run([]) == 0
    lines = capsys.readouterr().out.splitlines()
    return [(kind, value) for kind, _, value in (line.partition(",") for line in lines)]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A `healthlint` on the path, and no settings of whoever runs the tests."""
    script = f"#!/bin/sh\nPYTHONPATH='{ROOT / 'src'}' exec '{sys.executable}' -m healthlint \"$@\"\n"
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "healthlint").write_text(script, encoding="utf-8")
    (tmp_path / "bin" / "healthlint").chmod(0o755)
    return {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "TERM": "dumb",
        "LANG": "C.UTF-8",
    }


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


@needs("bash")
def test_bash(environment: dict[str, str]) -> None:
    with Typed(["bash", "--norc", "--noprofile", "-i"], environment) as bash:
        bash.types('eval "$(_HEALTHLINT_COMPLETE=bash_source healthlint)"; complete -p healthlint\n')
        bash.shows("complete -o nosort -F _healthlint_completion healthlint")
        bash.types("healthlint check --select EFF201,sensational\t")
        bash.shows("EFF201,sensational-language")
        bash.types("\x15healthlint check dra\t")
        bash.shows("check drafts/")


@needs("fish")
def test_fish(environment: dict[str, str]) -> None:
    lines = ("healthlint explain READ", "healthlint check --format sa", "healthlint check dra")
    asks = "".join(f"complete --do-complete '{line}'\n" for line in lines)
    script = f"_HEALTHLINT_COMPLETE=fish_source healthlint | source\n{asks}"
    done = subprocess.run(
        ["fish", "--no-config", "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == ["READ", "READ001", "sarif", "drafts/"]


@needs("zsh")
def test_zsh(environment: dict[str, str]) -> None:
    with Typed(["zsh", "-f", "-i"], environment) as zsh:
        zsh.types("PS1='ready> '; autoload -U compinit; compinit -u -D\n")
        zsh.types('eval "$(_HEALTHLINT_COMPLETE=zsh_source healthlint)"; echo registered $_comps[healthlint]\n')
        zsh.shows("registered _healthlint_completion")
        zsh.types("healthlint explain sensational\t")
        zsh.shows("sensational-language")
        zsh.types("\x15healthlint check dra\t")
        zsh.shows("check drafts/")


class Typed:
    """A program at a terminal of its own, as somebody types into it."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._terminal, inner = pty.openpty()
        self._process = subprocess.Popen(
            command, env=environment, stdin=inner, stdout=inner, stderr=inner, start_new_session=True
        )
        os.close(inner)

    def __enter__(self) -> Typed:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)

    def types(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def shows(self, wanted: str, seconds: float = 30) -> None:
        """Waits for it."""
        seen, end = "", time.monotonic() + seconds
        while wanted not in seen:
            ready, _, _ = select.select([self._terminal], [], [], max(0, end - time.monotonic()))
            assert ready, f"{wanted!r} is not in {seen!r}"
            seen += os.read(self._terminal, 4096).decode(errors="replace")
