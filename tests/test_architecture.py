"""What `docs/architecture.md` says of adding things holds: its blocks are applied to a copy of the project and used."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(\w+)\n# (\S+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_CHANGE = re.compile(r"((?:^-.*\n)+)((?:^\+.*\n)+)", re.MULTILINE)

Run = Callable[..., str]

pytestmark = pytest.mark.slow


def changes(block: str) -> Iterator[tuple[str, str]]:
    """What each part of a diff takes out and puts in; there is no line between the two."""
    for old, new in _CHANGE.findall(block):
        yield tuple("\n".join(line[1:] for line in part.splitlines()) for part in (old, new))  # type: ignore[misc]


def apply(folder: Path) -> None:
    """The blocks of the page, in their order."""
    for language, name, text in _BLOCK.findall(PAGE):
        path = folder / name
        if language != "diff":
            assert not path.exists(), f"{name} is no new file"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text if path.suffix == ".txt" else f"# {name}\n{text}", encoding="utf-8")
            continue
        content = path.read_text(encoding="utf-8")
        for old, new in changes(text):
            assert content.count(old) == 1, f"{name} has '{old}' {content.count(old)} times"
            content = content.replace(old, new)
        path.write_text(content, encoding="utf-8")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs healthlint of a copy of the project to which all of the page has been applied."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("src/healthlint", "rules"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    apply(folder)
    kept = folder / "kept"
    kept.mkdir(mode=0o700)
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "HEALTHLINT_CACHE_DIR": str(kept)}

    def run(*arguments: str, article: str = "", status: int = 0) -> str:
        (folder / "a.txt").write_text(article, encoding="utf-8")
        command = [sys.executable, "-m", "healthlint", *arguments]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (status, "")
        return done.stdout

    return run


def statements(run: Run, article: str) -> list[dict[str, Any]]:
    return list(json.loads(run("inspect", "--format", "json", "a.txt", article=article))["statements"])


def codes(run: Run, article: str) -> set[str]:
    out = run("check", "--no-reader", "--exit-zero", "--format", "json", "a.txt", article=article)
    return {finding["code"] for finding in json.loads(out)["findings"]}


@pytest.mark.parametrize("article", ["LDN outfoxes fibromyalgia.", "Fibromyalgia can be outfoxed by LDN."])
def test_a_word(run: Run, article: str) -> None:
    assert "EFF201" in codes(run, article)


def test_a_frame(run: Run) -> None:
    (said,) = statements(run, "Zelorvane has a clean bill of health.")
    assert (said["kind"], said["frame"], said["stance"]) == ("safety", "cleared-of-suspicion", "for")


def test_a_construction(run: Run) -> None:
    said = statements(run, "What LDN has: a price (low), side effects (none).")
    assert [(each["construction"], each["stance"]) for each in said if each["construction"] == "bracket"] == [
        ("bracket", "for")
    ]


def test_a_drug(run: Run) -> None:
    assert "DOS201" in codes(run, "Take 90 mg of velorin a day.")
    assert "DOS201" not in codes(run, "Take 15 mg of velorin a day.")


def test_a_fact(run: Run) -> None:
    assert "FIG204" in codes(run, "The FDA approved velorin in 1998.")
    assert "FIG204" not in codes(run, "The FDA approved velorin in 2015.")
    verified = run("reference", "verify", "--pack", "velorin", "--sources", "texts")
    assert "3 facts from 1 source proved" in verified


def test_a_rule(run: Run) -> None:
    assert "LAN901" in codes(run, "Order now.")
    run("pack", "test", "rules/health-writing")


def test_a_format(run: Run) -> None:
    assert run("check", "--format", "tally", "a.txt", article="Tea is hot.") == "0 a.txt\n"


def test_a_command(run: Run) -> None:
    assert run("words", "a.txt", article="Tea is hot.") == "3\n"
