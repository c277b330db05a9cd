"""The configuration that holds for a file."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace

import pytest
import regex

from healthlint.config.globs import spec
from healthlint.config.load import closest, load
from healthlint.config.model import Config, Override
from healthlint.errors import ConfigError


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults(tmp_path: Path) -> None:
    assert closest(tmp_path / "a.md").config == Config()


@pytest.mark.parametrize("name", [".healthlint.yaml", "healthlint.yaml"])
def test_yaml(tmp_path: Path, name: str) -> None:
    write(
        tmp_path / name,
        "ignore: [CAV]\nfail-on: error\nseverity: {LAN: suggestion}\nwords: [Karelin]\n"
        "readability: {grade: 9}\noverrides:\n  - files: ['drafts/**']\n    ignore: [TYP]\n",
    )
    found = closest(tmp_path / "deep" / "er" / "a.md")
    assert found.config.ignore == ("CAV",)
    assert found.config.fail_on == "error"
    assert found.config.severity == {"LAN": "suggestion"}
    assert found.config.readability.grade == 9.0
    assert found.config.overrides == (Override(("drafts/**",), ignore=("TYP",)),)
    assert found.folder == tmp_path
    assert found.origins["fail-on"] == f"{tmp_path / name}:2:1"


def test_pyproject(tmp_path: Path) -> None:
    path = write(
        tmp_path / "pyproject.toml", "[project]\nname = 'x'\n\n[tool.healthlint]\nignore = ['CAV']\nfail-on = 'error'\n"
    )
    found = closest(tmp_path / "a.md")
    assert (found.config.ignore, found.config.fail_on) == (("CAV",), "error")
    assert found.origins["fail-on"] == f"{path}:6:1"


def test_a_pyproject_without_the_table_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "healthlint.yaml", "fail-on: error\n")
    write(tmp_path / "sub" / "pyproject.toml", "[tool.ruff]\n# not healthlint\n")
    assert closest(tmp_path / "sub" / "a.md").config.fail_on == "error"


def test_the_closest_one_wins_and_others_do_not_count(tmp_path: Path) -> None:
    write(tmp_path / "healthlint.yaml", "fail-on: error\nignore: [CAV]\n")
    write(tmp_path / "sub" / "healthlint.yaml", "fail-on: suggestion\n")
    assert closest(tmp_path / "sub" / "a.md").config == Config(fail_on="suggestion")


def test_extend_keeps_what_the_file_does_not_say(tmp_path: Path) -> None:
    write(
        tmp_path / "base.yaml", "fail-on: error\nignore: [CAV]\nwords: [Karelin]\nseverity: {LAN: error, TYP: error}\n"
    )
    path = write(
        tmp_path / "sub" / "healthlint.yaml",
        "extend: ../base.yaml\nignore: [CIT]\nwords: [Oddname]\nseverity: {LAN: suggestion}\n",
    )
    found = load(path)
    assert found.config.fail_on == "error"
    assert found.config.ignore == ("CIT",)
    assert found.config.words == ("Karelin", "Oddname")
    assert found.config.severity == {"LAN": "suggestion", "TYP": "error"}
    assert found.origins["fail-on"].startswith(f"{tmp_path / 'base.yaml'}:1")
    assert found.folder == path.parent


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ignroe: [CAV]\n", "healthlint.yaml:1:1: unknown key 'ignroe'; did you mean 'ignore'?"),
        ("fail_on: error\n", "did you mean 'fail-on'?"),
        (
            "\nfail-on: eror\n",
            "healthlint.yaml:2:10: expected one of error, warning, suggestion, found 'eror'; did you mean",
        ),
        ("ignore: CAV\n", "expected a list, found 'CAV'; write [CAV]"),
        ("overrides: [{ignore: [CAV]}]\n", "missing key 'files'"),
        ("extend: none.yaml\n", "healthlint.yaml:1:1: no file 'none.yaml' to extend"),
        ("extend: healthlint.yaml\n", "extends itself"),
        ("ignore: [CAV\n", "between brackets, text with , : [ ] { } or # in it needs quotation marks"),
        ("- CAV\n", "expected a mapping with the keys extend, packs,"),
    ],
)
def test_errors_are_reported_with_their_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(write(tmp_path / "healthlint.yaml", text))
    assert told in str(caught.value)


def test_an_unknown_key_of_pyproject_has_its_line(tmp_path: Path) -> None:
    path = write(
        tmp_path / "pyproject.toml",
        "[tool.other]\nignroe = 1\n[tool.healthlint]\nfail-on = 'error'\nignroe = ['CAV']\n",
    )
    with pytest.raises(ConfigError, match=r"pyproject.toml:5:1: unknown key 'ignroe'; did you mean 'ignore'\?"):
        load(path)


def test_two_files_in_one_folder_are_one_too_many(tmp_path: Path) -> None:
    write(tmp_path / "healthlint.yaml", "")
    write(tmp_path / ".healthlint.yaml", "")
    with pytest.raises(ConfigError, match="keep one of them"):
        closest(tmp_path / "a.md")


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    assert load(write(tmp_path / "healthlint.yaml", "# nothing yet\n")).config == Config()


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("healthlint.yaml", "a: &a [x, x]\n" + "".join(
            f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
        ), "more than 200000 values"),
        ("healthlint.yaml", "[" * 100_000, "nested more than 40 deep"),
        ("healthlint.yaml", "#" * 5_000_001, "is larger than 5 MB"),
        ("healthlint.yaml", "words: !!python/object/apply:os.mkdir [owned]", "has no meaning here"),
        ("healthlint.yaml", "extend: ../secret", "is extended, but is not a configuration"),
        ("healthlint.yaml", "extend: /dev/zero", "no file '/dev/zero' to extend"),
        ("pyproject.toml", "# healthlint\na = " + "[" * 100_000, "is nested too deep"),
        ("pyproject.toml", f"[tool.healthlint{'.a' * 3_000}]", "is nested too deep"),
    ],
)  # fmt: skip
def test_nothing_hostile_is_obeyed_or_shown(tmp_path: Path, name: str, text: str, told: str) -> None:
    write(tmp_path / "secret", "a password\n")
    folder = tmp_path / "project"
    folder.mkdir()
    write(folder / name, text)
    with pytest.raises(ConfigError) as problem:
        closest(folder / "a.md")
    assert told in str(problem.value)
    assert "password" not in str(problem.value)
    assert not Path("owned").exists()


def test_a_pattern_that_would_take_hours_takes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert spec(["*a*b*c*d*.md", "!*abc*d*.txt"]).match_file("a-b-c-d-e.md")
    begun = time.process_time()
    assert not spec(["*a" * 40 + "[bc]"]).match_file("a" * 250)
    assert time.process_time() - begun < 5

    def late(*_given: object, **_named: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(regex, "compile", lambda _source: SimpleNamespace(search=late))
    with pytest.raises(ConfigError, match="takes longer than 1 s to match a path; use fewer stars"):
        spec(["*a" * 40 + "[bc]"]).match_file("a" * 250)
