"""The wheel: what it holds, and that it does the main job in a fresh environment outside the checkout."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "fixtures" / "promotional.md"
BUNDLED = "healthlint/bundled/rules/"

pytestmark = pytest.mark.slow


def run(command: Sequence[str | Path], cwd: Path, wanted: int = 0, **extra: str) -> str:
    # Nothing of this environment may help the fresh one.
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=cwd, env=environment | extra, capture_output=True, text=True, check=False)
    assert done.returncode == wanted, f"{command} ended with {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is built from the sdist, so that whatever the sdist lacks is missed here."""
    folder = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "build", "--outdir", folder, ROOT], cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_file_of_the_package_is_in_the_wheel(names: set[str]) -> None:
    package = ROOT / "src"
    files = {
        path.relative_to(package).as_posix()
        for path in (package / "healthlint").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files <= names


def test_every_file_of_the_rules_is_in_the_wheel(names: set[str]) -> None:
    rules = ROOT / "rules"
    files = {BUNDLED + path.relative_to(rules).as_posix() for path in rules.rglob("*") if path.is_file()}
    assert files
    assert files <= names


def test_every_page_of_a_rule_is_in_the_wheel(names: set[str]) -> None:
    pages = {f"healthlint/bundled/docs/rules/{path.name}" for path in (ROOT / "docs" / "rules").glob("*.md")}
    assert pages
    assert pages <= names


def test_every_pack_is_compiled(names: set[str]) -> None:
    packs = {path.parent.name for path in (ROOT / "rules").glob("*/pack.yaml")}
    compiled = {name.removeprefix(BUNDLED).split("/")[0] for name in names if name.endswith(".json")}
    assert packs
    assert packs <= compiled
    assert {f"{BUNDLED}phrases.bin", f"{BUNDLED}digest"} <= names


def test_the_licences_are_in_the_wheel(names: set[str]) -> None:
    licences = {name.partition(".dist-info/licenses/")[2] for name in names}
    assert {"LICENSE", "src/healthlint/readability/SOURCES.md"} <= licences


@pytest.fixture(scope="module")
def binaries(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those of a fresh environment with the wheel in it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder / "fresh", with_pip=True)
    found = folder / "fresh" / ("Scripts" if os.name == "nt" else "bin")
    run([found / "python", "-m", "pip", "install", "-q", wheel], cwd=folder)
    return found


def test_an_installed_wheel_finds_what_the_checkout_finds(binaries: Path, tmp_path: Path) -> None:
    (tmp_path / "article.md").write_bytes(ARTICLE.read_bytes())

    check = ["check", "--format", "json", "--no-cache", "article.md"]
    installed = json.loads(run([binaries / "healthlint", *check], cwd=tmp_path, wanted=1))
    main = "import sys; from healthlint.cli import main; sys.exit(main())"
    checkout = run([sys.executable, "-c", main, *check], cwd=tmp_path, wanted=1, PYTHONPATH=str(ROOT / "src"))

    assert installed["findings"]
    assert installed == json.loads(checkout)


PACKAGE = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "zelorvane-pack"
version = "1.0"

[project.entry-points."healthlint.packs"]
zelorvane = "zelorvane_pack"

[tool.hatch.build.targets.wheel]
packages = ["zelorvane_pack"]
"""


def test_an_installed_package_brings_a_pack(binaries: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    run([binaries / "healthlint", "pack", "new", "zelorvane"], cwd=project)
    (project / "zelorvane").rename(project / "zelorvane_pack")
    (project / "zelorvane_pack" / "__init__.py").touch()
    (project / "pyproject.toml").write_text(PACKAGE, encoding="utf-8")
    run([sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "dist", project], cwd=tmp_path)
    (built,) = (tmp_path / "dist").glob("*.whl")
    run([binaries / "python", "-m", "pip", "install", "-q", "--no-deps", built], cwd=tmp_path)

    site = tmp_path / "site"
    site.mkdir()
    (site / "healthlint.yaml").write_text("extend-packs: [zelorvane]\n", encoding="utf-8")
    (site / "draft.md").write_text("Two zelorvane pills are a dose.\n", encoding="utf-8")
    check = ["check", "--format", "json", "--no-cache", "--fail-on", "suggestion", "draft.md"]
    found = json.loads(run([binaries / "healthlint", *check], cwd=site, wanted=1))["findings"]
    assert [finding["code"] for finding in found] == ["ZEL001"]
    shown = run([binaries / "healthlint", "pack", "show", "zelorvane"], cwd=tmp_path)
    assert str(binaries.parent.resolve()) in shown
