"""A new user follows docs/ci.md in an empty repository: each step works, and what it prints names the next."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from healthlint.cli import run

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
DRAFTS = {
    "fibromyalgia.md": "# LDN for fibromyalgia\n\nLDN cures fibromyalgia. It works for all and has no side effects.\n",
    "dose.md": "# How much LDN\n\nTake 45 mg of LDN a day for pain. Some begin with 5.0 mg.\n",
    "tramadol.md": "# LDN and tramadol\n\nLDN is perfectly fine with tramadol.\n",
    "shop.md": "# Buying LDN\n\nLDN is sold over the counter. The FDA approved it for chronic pain.\n",
    "miracle.txt": "A miracle for sore knees\n\nThis breakthrough is a game changer, doctors say.\n",
    "nettle.html": "<h1>Nettle tea</h1>\n<p>Nettle tea cures arthritis and is completely safe.</p>\n",
    "crohn.md": "# Crohn and you\n\nMy Chron disease went away in two days on LDN.\n",
    "better.md": "# LDN or opioids\n\nLDN is better than opioids and is proven to stop pain.\n",
    "tea.md": "# Tea\n\nTea is hot. Let it stand for a while.\n",
    "sleep.md": "# Sleep\n\nMost adults need seven hours or more. Ask your doctor if you are always tired.\n",
}
BAD = "# Sage\n\nSage tea is a miracle. Naltroxene is a medicine.\n"
BETTER = "# Sage\n\nSage tea tastes of sage. Naltrexone is a medicine.\n"


class Desk:
    """A repository and somebody who types into its folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        (folder / "drafts").mkdir()
        self.git("init", "-q", "-b", "main", ".")

    def writes(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def commits(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "drafts")

    def types(self, line: str, status: int = 0) -> str:
        """What a command of healthlint prints, standard error behind standard output."""
        words = shlex.split(re.split(r"\s+#", line)[0])
        assert words[0] == "healthlint"
        found = run(words[1:])
        printed = self._capsys.readouterr()
        assert found == status, (line, printed)
        return printed.out + printed.err

    def git(self, *arguments: str) -> str:
        """What git prints."""
        command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
        return subprocess.run(command, cwd=self.folder, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.fixture
def desk(tmp_path: Path, one_engine: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path, capsys)
    for name, text in DRAFTS.items():
        desk.writes(f"drafts/{name}", text)
    desk.commits()
    return desk


def shown(heading: str, language: str) -> str:
    """The block that stands below a heading of the page."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return section.partition(f"```{language}\n")[2].partition("```")[0]


def test_from_an_empty_repository_to_ci(desk: Desk) -> None:
    init, check, write, again, everything, _ = shown("Old articles", "sh").splitlines()

    assert "next: healthlint check ." in desk.types(init)
    first = desk.types(check, 1)
    assert "next: healthlint baseline write" in first
    (code,) = re.findall(r" error ([A-Z]{2,5}\d{3}) ", first)[:1]

    page = desk.types(f"healthlint explain {code}")
    assert page.startswith(f"{code} ")
    assert "Silence it in an article" in page
    assert f"ignore: [{code}]" in page

    assert re.search(
        r"wrote .healthlint-baseline.json: \d\d findings\nnext: commit it; .*healthlint check", desk.types(write)
    )
    desk.commits()
    assert re.search(r"10 files checked: nothing to report; \d\d known to the baseline", desk.types(again).strip())
    assert desk.types(everything, 1) == first

    desk.writes("drafts/sage.md", BAD)
    new = desk.types(check, 1)
    assert set(re.findall(r"^drafts/\S+?(?=:\d)", new, re.MULTILINE)) == {"drafts/sage.md"}
    assert "healthlint baseline write" not in new
    assert desk.types(f"healthlint explain {named(new)}").startswith(named(new))

    diff = desk.types("healthlint check --diff drafts/", 1)
    assert "+Sage tea is a miracle. Naltrexone is a medicine." in diff
    assert "next: healthlint check --fix applies this" in diff
    assert "fixed TYP101" in desk.types("healthlint check --fix drafts/", 1)
    assert desk.git("status", "--short").split() == ["??", "drafts/sage.md"]

    before_each_commit(desk)
    in_ci(desk)

    desk.writes("drafts/sage.md", BETTER)
    assert "11 files checked: nothing to report" in desk.types(check)


def before_each_commit(desk: Desk) -> None:
    """What pre-commit does with the file that the page shows: the entry of the hook, with the files of the commit."""
    desk.writes(".pre-commit-config.yaml", shown("Before each commit", "yaml"))
    (repository,) = yaml.safe_load((desk.folder / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    for hook in repository["hooks"]:
        entry = hooks[hook["id"]]["entry"]
        assert "next: healthlint explain LAN001" in desk.types(f"{entry} drafts/sage.md", 1)
        desk.types(f"{entry} drafts/dose.md drafts/tea.md")


def in_ci(desk: Desk) -> None:
    """The script of the job that the page shows; its report holds what is new and nothing else."""
    desk.writes(".gitlab-ci.yml", shown("GitLab", "yaml"))
    job = yaml.safe_load((desk.folder / ".gitlab-ci.yml").read_text(encoding="utf-8"))["healthlint"]
    (command,) = [line for line in job["script"] if line.startswith("healthlint ")]
    desk.types(command, 1)
    report = json.loads((desk.folder / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert {issue["location"]["path"] for issue in report} == {"drafts/sage.md"}
    changed = desk.types(shown("Only what a change touches", "sh").strip(), 1)
    assert set(re.findall(r"^drafts/\S+?(?=:\d)", changed, re.MULTILINE)) == {"drafts/sage.md"}


def named(printed: str) -> str:
    """The rule that the last lines of a report say more can be read of."""
    found = re.search(r"^next: healthlint explain (\w+)", printed, re.MULTILINE)
    assert found, printed
    return found[1]
