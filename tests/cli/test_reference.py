"""`healthlint reference`: table, disagreements, proof and compiled form, each with its status."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from healthlint.cli import run as healthlint
from healthlint.reference.stances import STANCES

CHECKOUT = Path(__file__).resolve().parents[2]
PACK = CHECKOUT / "rules" / "low-dose-naltrexone"


def run(*arguments: str, columns: int = 0) -> Result:
    # An empty COLUMNS counts as none, and nothing is cut.
    environment = {"COLUMNS": str(columns) if columns else ""}
    return CliRunner().invoke(_called, ["reference", *arguments], env=environment)


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def _called(ctx: click.Context, arguments: tuple[str, ...]) -> None:
    ctx.exit(healthlint(arguments))


def test_show_prints_an_aligned_table() -> None:
    lines = run("show", "--type", "dose-range").output.splitlines()
    column = lines[0].index("STANCE")
    assert len(lines) > 6
    assert all(line[column - 1] == " " and line[column:].split()[0] in (*STANCES, "STANCE") for line in lines[:-1])
    assert lines[-1] == f"{len(lines) - 2} facts"


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_show_fits_the_terminal(columns: int) -> None:
    output = run("show", columns=columns).output
    assert max(map(len, output.splitlines())) <= columns
    assert "…" in output


def test_show_without_a_terminal_cuts_nothing() -> None:
    assert "…" not in run("show").output


def test_show_filters() -> None:
    result = run("show", "--type", "dose-range", "--source", "bliss", "--about", "use=pain", "--format", "json")
    assert [fact["id"] for fact in json.loads(result.output)["facts"]] == ["ldn-dose-pain-bliss"]


def test_show_with_nothing_to_show_is_a_table_without_rows() -> None:
    result = run("show", "--type", "washout", "--source", "gilmore-health")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == "0 facts"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--type", "dose"), "unknown type 'dose'"),
        (("--type", "wash-out"), "did you mean 'washout'?"),
        (("--source", "blis"), "did you mean 'bliss'?"),
        (("--about", "use"), "expected KEY=VALUE"),
        (("--about", "using=pain"), "unknown key 'using'"),
        (("--pack", "low-dose-naltrexon"), "did you mean 'low-dose-naltrexone'?"),
    ],
)
def test_an_unknown_filter_is_refused(arguments: tuple[str, ...], expected: str) -> None:
    result = run("show", *arguments)
    assert result.exit_code == 2
    assert expected in result.stderr
    assert result.stdout == ""


def test_conflicts_tell_who_says_what() -> None:
    result = run("conflicts")
    assert result.exit_code == 0
    assert "1-4.5 mg (psychology-today); 1-5 mg (berkeley-wellness)" in result.output
    assert "gilmore-health contradicts itself" in result.output


def test_conflicts_as_json() -> None:
    found = json.loads(run("conflicts", "--format", "json").output)["conflicts"]
    assert {conflict["scope"] for conflict in found} == {"across", "within"}
    assert all(len(conflict["facts"]) > 1 for conflict in found)


def test_verify_needs_a_folder_that_exists(tmp_path: Path) -> None:
    result = run("verify", "--sources", str(tmp_path / "nowhere"))
    assert result.exit_code == 2
    assert "nowhere: no such folder" in result.stderr


def test_verify_names_every_problem(tmp_path: Path) -> None:
    result = run("verify", "--sources", str(tmp_path))
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 7
    assert "7 problems" in result.stderr


def test_verify_proves_the_sources() -> None:
    shared = Path(os.environ.get("HEALTHLINT_SHARED", CHECKOUT.parent / "shared"))
    texts = (shared / "sources", shared / "data" / "labels")
    if not all(folder.is_dir() for folder in texts):
        pytest.skip(f"the source texts are not part of the project, and {shared} does not hold them")
    result = run("verify", *(word for folder in texts for word in ("--sources", str(folder))))
    assert result.exit_code == 0
    assert result.output.endswith("facts from 7 sources proved\n")


def test_build_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    copy = tmp_path / "copied"
    shutil.copytree(PACK, copy)
    target = tmp_path / "out.json"
    assert run("build", "--pack", PACK.name, "-o", str(target)).exit_code == 0
    first = target.read_bytes()
    assert run("build", "--pack", str(PACK), "-o", str(target)).exit_code == 0
    assert target.read_bytes() == first
    assert json.loads(run("build", "--pack", str(copy)).output) == json.loads(first)


def test_build_without_a_pack_gives_all_as_one() -> None:
    found = json.loads(run("build").output)
    each = [json.loads(run("build", "--pack", name).output) for name in found["pack"].split(", ")]
    assert found["facts"] == [fact for one in each for fact in one["facts"]]
    assert len(found["sources"]) == len({source["id"] for one in each for source in one["sources"]})


def test_build_says_what_is_wrong_with_a_pack(tmp_path: Path) -> None:
    copy = tmp_path / "copied"
    shutil.copytree(PACK, copy)
    facts = copy / "facts.yaml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("stance: asserts", "stance: assert", 1), encoding="utf-8"
    )
    result = run("build", "--pack", str(copy))
    assert result.exit_code == 2
    assert "unknown stance 'assert'; did you mean 'asserts'?" in result.stderr


def test_build_needs_a_pack(tmp_path: Path) -> None:
    result = run("build", "--pack", str(tmp_path))
    assert result.exit_code == 2
    assert "is not a pack: pack.yaml is missing" in result.stderr


def test_build_to_a_place_that_does_not_exist(tmp_path: Path) -> None:
    result = run("build", "--pack", "naloxone", "-o", str(tmp_path / "nowhere" / "out.json"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
