"""What the documentation shows works: its commands, its files, its Python, its links."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
import yaml
from tests.authoring.labels.making import section, spl
from tests.processes import after_another

from healthlint.cli import run
from healthlint.config.load import load
from healthlint.config.model import Config
from healthlint.document.model import BlockKind
from healthlint.packs.model import Silence
from healthlint.packs.rule_file import RuleFile

ROOT = Path(__file__).parents[1]
PAGES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md")}
PAGES |= {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")}
WRITTEN = sorted(name for name in PAGES if not name.startswith("docs/rules/"))
"""The pages that people write; those of the rules show no commands to type."""

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"\s*(?:- )?((?:_HEALTHLINT_COMPLETE=\w+ )?healthlint(?: .*)?)")
_FILE = re.compile(r"(?:# |<!-- )(\S+\.(?:yaml|txt|md))(?: -->)?\n")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_ELSEWHERE = ("python3 -m venv ", "pip install ")
"""Other commands: .ci/run and a slow test install by them in fresh environments."""
_REVISION = re.compile(r"(?:rev: |uses: \S*/healthlint@|/healthlint\.git@)([\w.-]+)")
_BY_NAME = re.compile(
    r"""\b(?:pip|pipx|uv|uvx)\b[^\n`]*?[ '"]healthlint(?=[\[=<>~'"`\s)]|$)(?!\[\w+\] @ )""", re.MULTILINE
)


def blocks(page: str, *languages: str) -> list[str]:
    return [text for language, text in _FENCE.findall(PAGES[page]) if language in languages]


def lines(page: str) -> Iterator[str]:
    """Every command line of a page, without the remark behind it."""
    for block in blocks(page, "sh"):
        yield from (re.split(r"\s+#", line)[0] for line in block.splitlines() if line.strip())
    for block in blocks(page, "yaml"):
        yield from (line for line in block.splitlines() if re.match(r"\s*- healthlint ", line))


def commands() -> list[tuple[str, str]]:
    found = ((page, _COMMAND.fullmatch(line)) for page in WRITTEN for line in lines(page))
    return sorted({(page, re.split(r"\s[|>]\s", match[1])[0].strip()) for page, match in found if match})


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A cache for all commands: the packs that the pages show are compiled once."""
    return after_another(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_engine: None, kept: str) -> Path:
    """What the commands speak of: drafts, an export, a Word file, a repository with a branch `main`."""
    for name in ("drafts", "archive"):
        (tmp_path / name).mkdir()
    for name in ("draft.md", "drafts/a.md", "archive/a.md", "PATH"):
        (tmp_path / name).write_text("Naltroxene is a medicine. Tea is hot.\n", encoding="utf-8")
    for name in ("posts.json", "posts.jsonl"):
        record = '{"headline": "Tea", "post": {"copy": "<p>Tea is hot.</p>"}, "body": "Tea."}'
        (tmp_path / name).write_text(record, encoding="utf-8")
    shutil.copy(ROOT / "fixtures" / "word" / "ldn-guide.docx", tmp_path / "draft.docx")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", kept)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Tea is hot.")))
    return tmp_path


def _files(page: str, folder: Path) -> None:
    """Writes what the page shows as a file: a block that begins with its path, which is a remark or, in a text, no part
    of it."""
    for block in blocks(page, "yaml", "text", "markdown"):
        if named := _FILE.match(block):
            path = folder / named[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block[named.end() :] if path.suffix == ".txt" else block, encoding="utf-8")


def _git(*arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], check=True)


def test_there_are_some() -> None:
    assert len(commands()) > 50
    assert {page for page, _ in commands()} >= {
        "README.md",
        "docs/editors.md",
        "docs/ci.md",
        "docs/rule-authors.md",
        "docs/packs.md",
    }


@pytest.mark.parametrize("page", WRITTEN)
def test_no_command_is_left_out(page: str) -> None:
    assert [line for line in lines(page) if not _COMMAND.fullmatch(line) and not line.startswith(_ELSEWHERE)] == []


@pytest.mark.parametrize(("page", "command"), commands())
def test_it_works(
    folder: Path, page: str, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if "cache clear" in command:
        monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(folder / ".kept"))
    if "pack new" not in command:
        _files(page, folder)
    if "changed-since" in command:
        for step in (["init", "-q", "-b", "main", "."], ["add", "-A"], ["commit", "-qm", "one"]):
            _git(*step)
    if "prune" in command:
        assert run(["baseline", "write"]) == 0
    if page == "docs/labels.md":
        (folder / "label.xml").write_text(
            spl(section("34067-9", "1 USES", "It is indicated for gout.")), encoding="utf-8"
        )
        assert "import" in command or run(["pack", "import", "label.xml", "--in", "packs"]) == 0
    words = shlex.split(command)
    if "=" in words[0]:
        monkeypatch.setenv(*words.pop(0).split("=", 1))
    assert run(words[1:]) in (0, 1)
    assert "error:" not in capsys.readouterr().err


def installs() -> list[str]:
    """The commands that install healthlint into another project."""
    found = (
        line.strip().removeprefix("- ")
        for page in WRITTEN
        for block in blocks(page, "sh", "yaml")
        for line in block.splitlines()
    )
    return sorted({re.split(r"\s+#", line)[0] for line in found if line.startswith("pip install ")})


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of this checkout, as it is, in the folder `healthlint`; a release has put no tag into it."""
    path = tmp_path_factory.mktemp("beside") / "healthlint"
    path.mkdir()
    into = ("-C", str(ROOT), f"--git-dir={path / '.git'}", f"--work-tree={ROOT}")
    _git("-C", str(path), "init", "-q")
    # Hidden folders hold environments and caches.
    _git(*into, "add", "-A", "--", ".", ":(exclude,glob).*/**")
    _git(*into, "commit", "-qm", "one")
    _git("-C", str(path), "checkout", "-q", "-f", "HEAD")
    return path


def _hash(clone: Path) -> str:
    command = ["git", "-C", str(clone), "rev-parse", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_pages_say_how_to_install_it_elsewhere() -> None:
    assert {page for page in WRITTEN if _REVISION.search(PAGES[page])} == {"README.md", "docs/ci.md"}
    assert any("git+" in line for line in installs())
    assert any("git+" not in line for line in installs())


@pytest.mark.parametrize("page", [*WRITTEN, "fuzz/README.md", "fuzz/run.py"])
def test_nothing_is_installed_by_a_name_that_no_index_knows(page: str) -> None:
    text = PAGES[page] if page in PAGES else (ROOT / page).read_text(encoding="utf-8")
    assert [found[0] for found in _BY_NAME.finditer(text)] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "revision"), [(page, each) for page in WRITTEN for each in sorted({*_REVISION.findall(PAGES[page])})]
)
def test_versions_pinned_in_the_docs_can_be_fetched_from_a_clone(
    page: str, revision: str, clone: Path, tmp_path: Path
) -> None:
    """As pre-commit, pip and GitHub fetch it; the hooks that the page names are in what comes."""
    _git("-C", str(tmp_path), "init", "-q")
    _git("-C", str(tmp_path), "fetch", "-q", "--depth=1", clone.as_uri(), revision.replace("COMMIT_HASH", _hash(clone)))
    _git("-C", str(tmp_path), "checkout", "-q", "FETCH_HEAD")
    there = {hook["id"] for hook in yaml.safe_load((tmp_path / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    shown = [found for block in blocks(page, "yaml") if "repos" in (found := yaml.safe_load(block))]
    named = {hook["id"] for each in shown for repository in each["repos"] for hook in repository["hooks"]}
    assert bool(named) == ("repos:" in PAGES[page])
    assert named <= there


@pytest.mark.slow
@pytest.mark.parametrize("line", installs())
def test_another_project_installs_it(line: str, clone: Path, tmp_path: Path) -> None:
    project = clone.parent / "project"
    project.mkdir(exist_ok=True)
    venv.create(tmp_path / "fresh", with_pip=True)
    binaries = tmp_path / "fresh" / ("Scripts" if os.name == "nt" else "bin")
    # A host, for pip wants one in the address of a requirement.
    address = f"file://localhost{clone.as_posix()}"
    kept = line.replace("https://example.org/healthlint.git", address).replace("COMMIT_HASH", _hash(clone))
    environment = {**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(shlex.split(kept), cwd=project, env=environment, check=True)
    (project / "draft.md").write_text("LDN cures lupus.\n", encoding="utf-8")
    done = subprocess.run([binaries / "healthlint", "check", "draft.md"], cwd=project, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"EFF201" in done.stdout


@pytest.mark.parametrize("page", WRITTEN)
def test_yaml_is_yaml(page: str) -> None:
    for block in blocks(page, "yaml"):
        assert yaml.safe_load(block)


def test_the_example_configurations_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text("fail-on: warning\n", encoding="utf-8")
    for language, name in (("yaml", "healthlint.yaml"), ("toml", "pyproject.toml")):
        (block,) = blocks("docs/configuration.md", language)
        path = tmp_path / "site" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(block, encoding="utf-8")
        found = load(path)
        assert found.config.fail_on == "error"
        assert found.config.severity["LAN"] == "suggestion"
        assert found.config != Config()


def test_the_example_rules_hold(folder: Path) -> None:
    _files("docs/rule-authors.md", folder)
    assert run(["pack", "test", "packs/house-style"]) == 0
    rule = folder / "packs" / "house-style" / "HSE001.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("She «suffered", "«She suffered"), encoding="utf-8")
    assert run(["pack", "test", "packs/house-style"]) == 1


def test_the_table_of_keys_is_that_of_a_rule_file() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGES["docs/rule-authors.md"], re.MULTILINE))
    assert set(rows) == {item.name.rstrip("_") for item in fields(RuleFile)}
    for key, words in (("unless", get_args(Silence)), ("where", get_args(BlockKind))):
        assert set(re.findall(r"`(\w+)`", rows[key])) == set(words)


def test_a_rule_of_one_s_own_is_run_and_fixed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _files("docs/rule-authors.md", folder)
    Path("draft.md").write_text("They suffer from gout and need health care.\n", encoding="utf-8")
    assert run(["check", "--fix", "--format", "concise", "--fail-on", "suggestion", "draft.md"]) == 1
    assert "HSE001" in capsys.readouterr().out
    assert Path("draft.md").read_text(encoding="utf-8") == "They suffer from gout and need healthcare.\n"


def test_a_pack_is_written_by_its_page_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The commands one after the other, the files laid over what the first one writes."""
    page = "docs/packs.md"
    first, *others = [line.strip() for line in lines(page)]
    assert run(shlex.split(first)[1:]) == 0
    _files(page, folder)
    *before, check = others
    for command in before:
        assert run(shlex.split(command)[1:]) == 0, command
    capsys.readouterr()
    assert run(shlex.split(check)[1:]) == 1
    assert capsys.readouterr().out == blocks(page, "text")[-1]


def test_the_article_on_that_page_errs_in_every_family(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _files("docs/packs.md", folder)
    told = blocks("docs/packs.md", "text")[-1]
    assert {"DOS", "FIG", "REG", "INT", "EFF", "SAF", "CAV", "TYP"} <= set(re.findall(r": ([A-Z]+)\d{3} ", told))
    Path("right.md").write_text(RIGHT, encoding="utf-8")
    assert run(["check", "--fail-on", "suggestion", "right.md"]) == 0, capsys.readouterr().out


RIGHT = """\
# Brisolin against migraine

Brisolin is a tablet against migraine, approved by the FDA in 2015. It does not cure migraine, and you cannot buy it
without a prescription: ask your doctor. Whether it helps with back pain is not known.

Adults take 10 to 20 mg of brisolin a day; relief begins within two hours. Do not drink alcohol with brisolin. Nausea
is common.
"""


@pytest.mark.parametrize("page", sorted(PAGES))
def test_links_lead_somewhere(page: str) -> None:
    text = re.sub(r"^```.*?^```", "", PAGES[page], flags=re.DOTALL | re.MULTILINE)
    for target in _LINK.findall(text):
        path, _, heading = target.partition("#")
        if "://" in target:
            continue
        found = (ROOT / page).parent / path if path else ROOT / page
        assert found.exists(), target
        if heading:
            headings = re.findall(r"^#+ (.*)$", found.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in [re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings], target


def test_the_tests_that_contributors_are_sent_to_are_there() -> None:
    named = re.findall(r"tests/[\w/]+\.py", PAGES["CONTRIBUTING.md"])
    assert len(named) > 5
    assert [path for path in named if not (ROOT / path).is_file()] == []
