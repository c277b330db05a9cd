"""Every rule that comes with healthlint has a page, and what is reported leads there where its address is known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.commands import Run, write

_BASE = "https://example.org/docs/rules"


def _article() -> None:
    write("LDN cures fibromyalgia.\n")


@pytest.mark.parametrize(
    ("given", "address"),
    [
        (_BASE, f"{_BASE}/EFF201.md"),
        (f"{_BASE}/", f"{_BASE}/EFF201.md"),
        ("https://example.org/?rule={code}", "https://example.org/?rule=EFF201"),
    ],
)
def test_findings_lead_to_the_page(cli: Run, given: str, address: str) -> None:
    _article()
    Path("healthlint.yaml").write_text(f"rule-pages: '{given}'\nselect: [EFF201]\n")
    assert json.loads(cli("check", "--format", "json")[1])["findings"][0]["help"] == address
    rules = json.loads(cli("check", "--format", "sarif")[1])["runs"][0]["tool"]["driver"]["rules"]
    assert address in [rule["helpUri"] for rule in rules]
    assert f'<a href="{address}">EFF201 ' in cli("check", "--format", "html")[1]


def test_without_an_address_nothing_is_said_of_it(cli: Run) -> None:
    _article()
    assert "help" not in json.loads(cli("check", "--format", "json")[1])["findings"][0]
    assert "helpUri" not in cli("check", "--format", "sarif")[1]


def test_a_rule_of_somebody_else_has_no_page_there(cli: Run) -> None:
    assert cli("pack", "new", "packs/house")[0] == 0
    Path("healthlint.yaml").write_text(f"rule-pages: {_BASE}\nextend-packs: [packs/house]\n")
    write("LDN cures fibromyalgia.\n")
    rules = json.loads(cli("check", "--format", "sarif")[1])["runs"][0]["tool"]["driver"]["rules"]
    assert {rule["properties"]["tags"][1] for rule in rules if "helpUri" not in rule} <= {"house"}
    assert any("helpUri" in rule for rule in rules)


def test_an_invalid_address_is_refused(cli: Run) -> None:
    _article()
    Path("healthlint.yaml").write_text("rule-pages: 'javascript:alert(1)'\n")
    status, _, said = cli("check")
    assert status == 2
    assert said.endswith(
        "healthlint.yaml:1:1: rule-pages: 'javascript:alert(1)' is not an address; write one that begins with "
        "https://, http:// or file://\n"
    )
