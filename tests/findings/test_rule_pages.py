"""Where the page of a rule is."""

from __future__ import annotations

from healthlint.findings.rule_pages import on_this_machine
from healthlint.packs.loader import load_bundled


def test_every_bundled_rule_has_a_page_on_this_machine() -> None:
    assert [rule.id for rule in load_bundled().rules if not on_this_machine(rule.id)] == []


def test_others_have_none() -> None:
    assert on_this_machine("HSE001") == ""
    assert on_this_machine("../rules/EFF201") == ""
