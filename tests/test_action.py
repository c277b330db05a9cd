"""The steps of the GitHub Action, run as a runner would: bash, and files named in the environment."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A work folder with an article, and an installation in the place where the first step makes one."""
    (tmp_path / "work" / "a b").mkdir(parents=True)
    (tmp_path / "work" / "a b" / "bad, 1.md").write_text("Sage tea is a miracle.\n", encoding="utf-8")
    (tmp_path / "work" / "good.md").write_text("Tea is hot.\n", encoding="utf-8")
    bin_ = tmp_path / "temp" / "healthlint" / "bin"
    bin_.mkdir(parents=True)
    script = f"#!/bin/sh\nPYTHONPATH='{ROOT / 'src'}' exec '{sys.executable}' -m healthlint \"$@\"\n"
    (bin_ / "healthlint").write_text(script, encoding="utf-8")
    (bin_ / "healthlint").chmod(0o755)
    return tmp_path


def check(runner: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Runs the step that checks."""
    step: dict[str, Any] = next(each for each in STEPS if each.get("id") == "check")
    given = {name: inputs.get(name, str(each["default"])) for name, each in ACTION["inputs"].items()}
    expression = re.compile(r"\$\{\{ inputs\.(\w+) \}\}")
    environment = {
        **os.environ,
        "RUNNER_TEMP": str(runner / "temp"),
        "GITHUB_OUTPUT": str(runner / "output"),
        "GITHUB_STEP_SUMMARY": str(runner / "summary"),
        **{name: expression.sub(lambda found: given[found[1]], value) for name, value in step["env"].items()},
    }
    assert "${{" not in step["run"]
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=runner / "work", env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_findings_are_annotations_and_fail_the_step(runner: Path) -> None:
    done = check(runner)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::warning title=")
    assert "file=a b/bad%2C 1.md" in done.stdout
    assert (runner / "output").read_text(encoding="utf-8") == "status=1\n"
    assert "miracle" in (runner / "summary").read_text(encoding="utf-8")


def test_paths_and_arguments_are_taken_as_they_are(runner: Path) -> None:
    assert check(runner, paths="good.md\n").returncode == 0
    assert check(runner, paths="a b/bad, 1.md\ngood.md", arguments="--ignore=LAN").returncode == 0
    assert check(runner, paths="$(touch hacked)").returncode == 2
    assert not (runner / "work" / "hacked").exists()


def test_sarif_is_written(runner: Path) -> None:
    assert check(runner, sarif="out.sarif").returncode == 1
    told = json.loads((runner / "work" / "out.sarif").read_text(encoding="utf-8"))
    assert told["runs"][0]["results"][0]["ruleId"] == "LAN001"


def test_the_first_step_installs_the_action_itself() -> None:
    assert 'install --quiet "${GITHUB_ACTION_PATH}[reader]"' in STEPS[0]["run"]
