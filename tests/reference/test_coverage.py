"""What an article on a drug can be checked for, by the facts on it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from healthlint.cli.pack import command
from healthlint.document.read import read_text
from healthlint.engine import Engine, default_engine
from healthlint.findings.unchecked import FACTS
from healthlint.reference.coverage import KINDS, coverage


@pytest.fixture(scope="module")
def engine() -> Engine:
    return default_engine()


def test_every_kind_of_statement_is_counted(engine: Engine) -> None:
    found = {each.kind: each.facts for each in coverage(engine.reference, "naltrexone")}
    assert list(found) == list(KINDS)
    assert found["doses"] > 0
    assert found["boxed warning"] == 0


def test_the_command_names_what_to_add() -> None:
    result = CliRunner().invoke(command, ["coverage", "naloxone"])
    assert "doses" in result.output
    assert "not checked; add a fact of type dose-range" in result.output


@pytest.mark.parametrize(("text", "places"), [("Take 4 mg of naloxone.", 1), ("Take 4.5 mg of naltrexone.", 0)])
def test_a_dose_that_no_fact_is_about_is_told(engine: Engine, text: str, places: int) -> None:
    report = engine.check(read_text(f"# A guide\n\n{text}", "a.md"))
    found = [each for each in report.not_checked if each.kind == FACTS]
    assert [each.what for each in found] == ["doses of naloxone"] * places
