"""`healthlint report-finding`: what a wrong finding is reported with."""

from __future__ import annotations

import pytest
import yaml
from tests.cli.commands import Run, write

CURE = "# LDN and pain\n\nDr Sarah Miller writes:\n\nIt is cheap.\nLDN cures fibromyalgia, says Miller.\n"


def reported(cli: Run, place: str, text: str = CURE) -> str:
    write(text)
    status, out, err = cli("report-finding", place, "--isolated")
    assert (status, err) == (0, "")
    return out


def test_a_wrong_finding(cli: Run) -> None:
    out = reported(cli, "a.md:6")
    assert out.startswith("### Wrong finding: EFF201 cure-claim\n")
    assert "> It is cheap. LDN cures fibromyalgia, says " in out
    assert "fact ldn-not-a-cure-psychology-today of psychology-today: it is no cure" in out
    assert "The findings are the same on this text alone." in out
    assert "claim      naltrexone -- cure --> fibromyalgia" in out
    assert "healthlint 0." in out


def test_names_are_replaced_everywhere(cli: Run) -> None:
    assert "Dr Person A writes" in (out := reported(cli, "a.md:3"))
    assert "Miller" not in out
    out = reported(cli, "a.md:1", "# Dr Sarah Miller: LDN cures fibromyalgia\n\nShe says so.\n")
    assert "Person A" in out
    assert "Miller" not in out


@pytest.mark.parametrize("place", ["a.md:5", "a.md:6:1", "a.md:6:1:"])
def test_every_line_of_a_paragraph_and_a_place_as_reports_print_it(cli: Run, place: str) -> None:
    assert reported(cli, place) == reported(cli, "a.md:6")


def test_the_example_is_the_text(cli: Run) -> None:
    block = reported(cli, "a.md:3", 'LDN\n\n"LDN: cures" #1 fibromyalgia.\n\nLDN cures lupus: "yes".\n')
    assert yaml.safe_load(block.partition("```yaml\n")[2].partition("```")[0])["pass"]


def test_a_missed_finding(cli: Run) -> None:
    out = reported(cli, "a.md:1", "The moon is far.\n")
    assert out.startswith("### Missed finding\n")
    assert "**Findings**\n\nnone\n" in out


def test_findings_that_depend_on_the_rest_of_the_article_are_marked(cli: Run) -> None:
    out = reported(cli, "a.md:5", "# Tea\n\nThe trial had 31 participants.\n\nOf the 13 participants, all agreed.\n")
    assert "CON001" in out
    assert "they depend on the rest of the article" in out


def test_the_title_stands_with_a_paragraph_that_needs_it(cli: Run) -> None:
    out = reported(cli, "a.md:3", "# Naltrexone\n\nIt cures fibromyalgia.\n")
    assert "> Naltrexone\n>\n> It cures fibromyalgia." in out
    assert "the same on this text alone" in out


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("a.md:2", "a.md: there is no text on line 2; give the line of a finding"),
        ("a.md:99", "a.md: there is no text on line 99"),
        ("a.md", "'a.md' gives no line; write FILE:LINE"),
        ("7", "'7' gives no line"),
        ("b.md:1", "b.md: "),
    ],
)
def test_an_error_is_one_line(cli: Run, place: str, said: str) -> None:
    write(CURE)
    status, out, err = cli("report-finding", place)
    assert (status, out) == (2, "")
    assert err.startswith(f"healthlint: error: {said}")
    assert err.count("\n") == 1
