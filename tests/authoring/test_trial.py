from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.authoring.trial import describe, failures, marked
from healthlint.engine import Engine
from healthlint.errors import PackError
from healthlint.packs.loader import load_packs
from healthlint.span import Span

RULE = """\
name: one-word
kind: substitution
severity: warning
message: "{message}"
why: One spelling.
with: {{pairs: [{{wrong: "health care", right: healthcare}}]}}
examples:
  flag: {flag}
  pass: {passed}
  fix: {fix}
"""
HOLDS = {
    "message": "Not {text}.",
    "flag": '["Good «health care».", {text: "*Good «health care»*", path: x.md}, "Health care is unmarked."]',
    "passed": '["Healthcare.", "In health, care."]',
    "fix": '[{before: "Good health care.", after: "Good healthcare."}]',
}


def shown(folder: Path, **changed: str) -> list[str]:
    (folder / "pack.yaml").write_text("name: mine\ntitle: Mine\nversion: 1\n", encoding="utf-8")
    (folder / "ABC001.yaml").write_text(RULE.format(**(HOLDS | changed)), encoding="utf-8")
    loaded = load_packs([folder])
    assert loaded.problems == ()
    engine = Engine(loaded)
    return [describe(failure) for rule in loaded.rules for failure in failures(rule, engine)]


def test_nothing_is_said_of_examples_that_hold(tmp_path: Path) -> None:
    assert shown(tmp_path) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"flag": '["Good «health care».", "«Good health» care."]'},
            (
                "mine/ABC001.yaml: flag 2: is not underlined as stated\n"
                "    - «Good health» care.\n    + Good «health care»."
            ),
        ),
        (
            {"flag": '["Good «health care».", "Good food."]'},
            "mine/ABC001.yaml: flag 2: is not underlined as stated\n    - Good food.\n    + Good food.",
        ),
        (
            {"passed": '["Fine.", "One.\\nHealth care."]'},
            "mine/ABC001.yaml: pass 2: is flagged\n    - One.\n      Health care.\n    + One.\n      «Health care».",
        ),
        (
            {"fix": '[{before: "Good health care.", after: "Good care."}]'},
            "mine/ABC001.yaml: fix 1: is not fixed as stated\n    - Good care.\n    + Good healthcare.",
        ),
    ],
)
def test_failures_show_expected_and_actual_findings(tmp_path: Path, changed: dict[str, str], expected: str) -> None:
    assert shown(tmp_path, **changed) == [expected]


def test_a_rule_that_breaks_down_on_a_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"ABC001\.yaml: the message uses \{nobody\}"):
        shown(tmp_path, message="Not {nobody}.")


def test_a_space_at_the_end_of_a_line_shows(tmp_path: Path) -> None:
    (found,) = shown(tmp_path, fix='[{before: "Good health care.", after: "Good healthcare. "}]')
    assert found.endswith("    - Good healthcare.·\n    + Good healthcare.")


def test_marks_stand_around_stretches() -> None:
    assert marked("one two", [Span(0, 3), Span(4, 7)]) == "«one» «two»"
