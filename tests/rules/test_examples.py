from __future__ import annotations

import pytest

import healthlint
from healthlint.packs.loader import load_bundled
from healthlint.packs.model import Example, Rule
from healthlint.span import Span


def rules() -> list[Rule]:
    return sorted(load_bundled().rules, key=lambda rule: rule.id)


def cases(name: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in rules()
        for number, example in enumerate(getattr(rule.examples, name), 1)
    ]


def spans(rule: Rule, example: Example) -> list[Span]:
    """Where the rule speaks, in the example without its marks."""
    findings = healthlint.check_text(example.plain, path=example.path or None, select=[rule.id])
    return [finding.span for finding in findings if finding.code == rule.id]


def excerpts(example: Example, found: list[Span]) -> list[str]:
    return [example.plain[span.start : span.end] for span in found]


def test_no_pack_is_broken() -> None:
    assert load_bundled().problems == ()


@pytest.mark.parametrize(("rule", "example"), cases("flag"))
def test_flagged(rule: Rule, example: Example) -> None:
    found = spans(rule, example)
    assert found, f"{rule.path}: nothing is found in {example.plain!r}"
    if example.spans:
        assert excerpts(example, found) == excerpts(example, list(example.spans))
        assert found == list(example.spans)


@pytest.mark.parametrize(("rule", "example"), cases("pass_"))
def test_passed(rule: Rule, example: Example) -> None:
    assert excerpts(example, spans(rule, example)) == []


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        pytest.param(rule, fix.before, fix.after, id=f"{rule.id}-{number}")
        for rule in rules()
        for number, fix in enumerate(rule.examples.fix, 1)
    ],
)
def test_fixed(rule: Rule, before: str, after: str) -> None:
    edits = [
        edit
        for finding in healthlint.check_text(before, select=[rule.id])
        if finding.fix is not None
        for edit in finding.fix.edits
    ]
    text = before
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert text == after
