"""The published schema of `healthlint/1` accepts what is written, and nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.report.report_schema import FILE, accept

from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.report.json import to_dict
from healthlint.report.run import ALONE
from healthlint.service import folded

_ARTICLE = """# Low-dose naltrexone

LDN cures fibromyalgia. Take 45 mg of LDN a day, or Velorin. Naltroxene is a miracle. So is sage: a miracle.
Take 5.0 mg of naltrexone.

<!-- healthlint: ignore LAN -- as they say -->
A miracle cure with Naltroxene.

Un médicament contre la douleur chronique, que les médecins ne prescrivent pas souvent dans ce pays.
"""


@pytest.fixture(scope="module")
def report(bundled: Engine) -> dict[str, Any]:
    found = folded([bundled.check(read_text(_ARTICLE, "a.md"))])
    return json.loads(json.dumps(to_dict(found, ALONE)))  # type: ignore[no-any-return]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads(FILE.read_text(encoding="utf-8")))


def test_it_accepts_a_report_with_everything_in_it(report: dict[str, Any]) -> None:
    assert report["silenced"]
    assert any("related" in each for each in report["findings"])
    assert any(each["evidence"] for each in report["findings"])
    assert any(each["fix"] for each in report["findings"])
    accept(report)


def _other_schema(report: Any) -> None:
    report["schema"] = "healthlint/2"


def _no_severity(report: Any) -> None:
    report["findings"][0]["severity"] = "grave"


def _no_span(report: Any) -> None:
    del report["findings"][0]["span"]


def _line_zero(report: Any) -> None:
    report["findings"][0]["start"]["line"] = 0


def _unknown(report: Any) -> None:
    report["findings"][0]["colour"] = "red"


@pytest.mark.parametrize("spoil", [_other_schema, _no_severity, _no_span, _line_zero, _unknown])
def test_it_refuses_others(report: dict[str, Any], spoil: Callable[[Any], None]) -> None:
    spoiled = copy.deepcopy(report)
    spoil(spoiled)
    with pytest.raises(AssertionError):
        accept(spoiled)
