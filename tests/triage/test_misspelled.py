"""Comments that are not read as they stand are said with the right form; others are nobody's business."""

from __future__ import annotations

import pytest

from healthlint.document.read import read_text
from healthlint.engine import Engine

RIGHT = "<!-- healthlint: {} -->"


@pytest.mark.parametrize(
    ("comment", "right"),
    [
        ("healthlint ignore LAN001", "ignore LAN001"),
        ("healthlint ignore", "ignore"),
        ("healthlint-ignore LAN001, TYP -- so", "ignore LAN001, TYP -- so"),
        ("Healthlint  ignore:  sensational-language", "ignore sensational-language"),
        ("healthlint.ignore LAN", "ignore LAN"),
        ("healthlint; off", "off"),
        ("healthlint off", "off"),
        ("healthlint = ignore-file", "ignore-file"),
        ("healthlint-disable LAN001", "off LAN001"),
        ("healthlint-enable", "on"),
        ("healthlint-disable-next-line LAN001", "ignore LAN001"),
        ("healthlint ignore-line", "ignore"),
        ("healthlint disable-file LAN", "ignore-file LAN"),
        ("health-lint: ignore LAN001", "ignore LAN001"),
        ("heathlint: ignore LAN001", "ignore LAN001"),
        ("healthlinter: ignore LAN001 -- so", "ignore LAN001 -- so"),
    ],
)
def test_a_comment_that_is_not_read(bundled: Engine, comment: str, right: str) -> None:
    report = bundled.check(read_text(f"<!-- {comment} -->\nSage tea is a miracle.\n", "a.md"))
    findings = {finding.code: finding for finding in report.findings}
    assert sorted(findings) == ["LAN001", "SUP002"]
    assert findings["SUP002"].message.endswith(f"; write {RIGHT.format(right)}.")
    assert bundled.check(read_text(f"{RIGHT.format(right)}\nSage tea is a miracle.\n", "a.md")) is not None


@pytest.mark.parametrize(
    "comment",
    [
        "healthlint is a linter",
        "healthlint on every draft, please",
        "healthlint ignores this",
        "healthlint off the record",
        "Health linters are tools",
        "markdownlint-disable MD001",
        "eslint: ignore",
        "spellcheck: off",
        "prettier-ignore",
        "health: on",
        "healthline: on",
        "ignore LAN001",
        "a note on healthlint: ignore",
        "healthlint",
        "",
    ],
)
def test_other_comments(bundled: Engine, comment: str) -> None:
    assert bundled.check(read_text(f"<!-- {comment} -->\n\nTea is warm.\n", "a.md")).findings == ()
