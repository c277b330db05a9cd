from __future__ import annotations

import pytest

from healthlint.authoring.trial import describe, example_engine, failures
from healthlint.engine import Engine
from healthlint.packs.loader import load_bundled
from healthlint.packs.model import Rule


def rules() -> list[Rule]:
    return sorted(load_bundled().rules, key=lambda rule: rule.id)


@pytest.fixture(scope="module")
def engines() -> dict[str, Engine]:
    loaded = load_bundled()
    return {pack.name: example_engine(pack, loaded) for pack in loaded.packs}


def test_no_pack_is_broken() -> None:
    assert load_bundled().problems == ()


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_its_examples_hold(rule: Rule, engines: dict[str, Engine]) -> None:
    assert "\n".join(map(describe, failures(rule, engines[rule.pack]))) == ""


def test_a_general_rule_says_which_guidance_it_follows() -> None:
    # How an article counts its own points and answers its own suppressions is healthlint's business alone.
    own = ("contradiction", "suppression")
    silent = [
        rule.id for rule in rules() if rule.pack == "health-writing" and not rule.rationale and rule.kind not in own
    ]
    assert silent == []
