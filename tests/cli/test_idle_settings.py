"""Settings without effect are said, with what would have one; others are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.commands import Run, write

from healthlint.config import load


@pytest.fixture(autouse=True)
def _drafts(cli: Run) -> None:
    for name in ("a.md", "archive/b.md", "archive/deep/c.md", "images/d.png", "Notes/e.md", "node_modules/x/f.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        write("Tea is warm.\n", name)


def notices(cli: Run, *arguments: str) -> list[str]:
    for kept in (load.load, load._of_folder, load._of_name):
        kept.cache_clear()
    status, _, err = cli("check", *arguments)
    assert status == 0, err
    here = f"{Path.cwd()}/"
    return [line.removeprefix("healthlint: notice: ").replace(here, "") for line in err.splitlines()]


@pytest.mark.parametrize(
    "name",
    [
        "healthlint.yml", ".healthlint.yml", "Healthlint.yaml", ".healthlintrc", "healthlint.toml", "health-lint.yaml",
        ".health_lint.yml", "heathlint.yaml", "healthlnt.yaml", "healthlitn.yml", "healthlint.cfg", ".healthlint",
    ],
)  # fmt: skip
def test_a_configuration_under_another_name(cli: Run, name: str) -> None:
    write("ignore: [LAN]\n", name)
    expected = [f"{name}: is not read; name the configuration healthlint.yaml"]
    assert notices(cli, "a.md") == expected
    assert notices(cli, ".") == expected
    assert notices(cli, "archive/deep") == expected
    assert notices(cli, "--isolated", ".") == []


@pytest.mark.parametrize(
    "name",
    [
        "healthlint", "healthlint.json", "healthlint.sarif", "healthlint.xml", "healthlint.ci.yaml", "healthline.yaml",
        "yamllint.yaml", ".healthlint.schema.json", "healthlint-strict.yaml", "healthlint.md.bak", "house.yaml",
    ],
)  # fmt: skip
def test_other_files(cli: Run, name: str) -> None:
    write("{}" if name.endswith(".json") else "ignore: [LAN]\n", name)
    assert notices(cli, ".") == []


@pytest.mark.parametrize("table", ["healthlint", "tool.health-lint", "tool.heathlint"])
def test_a_table_under_another_name(cli: Run, table: str) -> None:
    write(f"[{table}]\nignore = ['LAN']\n", "pyproject.toml")
    assert notices(cli, ".") == [f"pyproject.toml: [{table}] is not read; name the table [tool.healthlint]"]


def test_other_tables(cli: Run) -> None:
    write("[project]\nname = 'healthlint'\n[tool.yamllint]\n[tool.other.healthlint]\n", "pyproject.toml")
    assert notices(cli, ".") == []
    write("[[[ healthlint", "pyproject.toml")
    load.load.cache_clear()
    assert cli("check", "a.md", "--isolated")[0] == 0


@pytest.mark.parametrize(
    ("pattern", "right"),
    [
        ("./a.md", "write '/a.md'"),
        ("./archive/", "write '/archive/'"),
        ("archive\\\\b.md", "write 'archive/b.md'"),
        ("archive//b.md", "write 'archive/b.md'"),
        ("archive/./b.md", "write 'archive/b.md'"),
        ("HERE/archive/", "write '/archive/'"),
        (" a.md", "write 'a.md'"),
    ],
)
@pytest.mark.parametrize("key", ["exclude: [{}]", "overrides: [{{files: [{}], ignore: [LAN]}}]"])
def test_a_pattern_that_can_match_nothing(cli: Run, pattern: str, right: str, key: str) -> None:
    pattern = pattern.replace("HERE", str(Path.cwd()))
    write(key.format(f'"{pattern}"') + "\n", "healthlint.yaml")
    shown = pattern.replace("\\\\", "\\").replace(f"{Path.cwd()}/", "")
    # Whatever part is checked.
    for path in ("a.md", "."):
        assert notices(cli, path) == [f"healthlint.yaml:1:1: the pattern '{shown}' matches nothing; {right}"]


def test_one_that_leads_out(cli: Run) -> None:
    write("exclude:\n- archive/\n- ../a.md\n", "healthlint.yaml")
    (notice,) = notices(cli, "a.md")
    assert notice.startswith("healthlint.yaml:3:3: the pattern '../a.md' matches nothing; patterns are relative to ")


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("arhcive/", "; did you mean 'archive'?"),
        ("notes/", "; did you mean 'Notes'?"),
        ("*.draft.md", "; remove or correct it"),
        ("a.md/", "; did you mean 'a.md'?"),
    ],
)
def test_a_pattern_that_matches_nothing_here(cli: Run, pattern: str, told: str) -> None:
    write(f"exclude:\n  - archive/\n  - '{pattern}'\n", "healthlint.yaml")
    assert notices(cli, ".") == [f"healthlint.yaml:3:5: the pattern '{pattern}' matches nothing{told}"]
    # Who sees a part cannot tell.
    assert notices(cli, "a.md") == notices(cli, "Notes") == []


@pytest.mark.parametrize(
    "pattern",
    [
        "archive/", "/archive", "archive/**", "*.png", "images/", "c.md", "node_modules/", "!a.md", "Notes/*.md",
        "**/deep/",
    ],
)  # fmt: skip
def test_one_that_matches(cli: Run, pattern: str) -> None:
    write(f"exclude: ['{pattern}']\noverrides: [{{files: ['{pattern}'], ignore: [LAN]}}]\n", "healthlint.yaml")
    assert notices(cli, ".") == []


def test_unused_patterns_of_an_extended_configuration_are_not_reported(cli: Run) -> None:
    write("exclude: [nowhere/]\n", "house.yaml")
    write("extend: house.yaml\nexclude: [elsewhere/]\n", "healthlint.yaml")
    (notice,) = notices(cli, ".")
    assert "elsewhere" in notice
