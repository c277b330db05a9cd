"""Comments that silence findings."""

from __future__ import annotations

import pytest

from healthlint.document.read import read_text
from healthlint.engine import default_engine
from healthlint.triage.model import Report

HYPE = "It is a miracle."


def report(text: str, path: str = "a.md") -> Report:
    return default_engine(("LAN", "TYP", "SUP001", "SUP002", "SUP003")).check(read_text(text, path))


def codes(text: str, path: str = "a.md") -> list[str]:
    return [finding.code for finding in report(text, path).findings]


@pytest.mark.parametrize("path", ["a.md", "a.html", "a.txt"])
@pytest.mark.parametrize(
    "text",
    [
        f"<!-- healthlint: ignore LAN001 -- her word -->\n{HYPE}\n",
        f"<!-- healthlint: ignore LAN001 -- her word -->\n\n{HYPE}\n",
        f"{HYPE} <!-- healthlint: ignore LAN001 -- her word -->\n",
        f"<!-- healthlint: ignore sensational-language -- her word -->\n{HYPE}\n",
        f"<!-- healthlint: ignore LAN -- her word -->\n{HYPE}\n",
        f"<!-- healthlint: ignore EFF001, LAN001 -- her word -->\n{HYPE}\n",
        f"<!-- healthlint: off LAN -- her word -->\n\nTea.\n\n{HYPE}\n",
        f"<!-- healthlint: off -- her word -->\n\n{HYPE}\n\n<!-- healthlint: on -->\n\nTea.\n",
        f"Tea.\n\n{HYPE}\n\n<!-- healthlint: ignore-file LAN001 -- her word -->\n",
    ],
)
def test_what_is_silenced(text: str, path: str) -> None:
    if path.endswith("html"):
        text = "".join(f"<p>{part}</p>\n" if not part.startswith("<!") else part + "\n" for part in text.split("\n\n"))
    found = report(text, path)
    assert [finding.code for finding in found.findings] == []
    assert [(finding.code, reason) for finding, reason in found.silenced] == [("LAN001", "her word")]


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- healthlint: ignore TYP101 -- a name -->\nNaltroxene.\n\n{HYPE}\n",
        f"<!-- healthlint: off LAN -- so -->\n\n{HYPE}\n\n<!-- healthlint: on LAN -->\n\n{HYPE}\n",
        f"{HYPE} <!-- healthlint: ignore LAN -- so -->\n\nTea.\n\n{HYPE}\n",
        f"<!-- healthlint: ignore LAN -- so -->\n\n{HYPE}\n\n{HYPE}\n",
    ],
)
def test_what_is_not_reached(text: str) -> None:
    assert codes(text) == ["LAN001"]


@pytest.mark.parametrize(
    ("comment", "code", "told"),
    [
        ("<!-- healthlint: ignore TYP -- so -->", "SUP001", "nothing for TYP to silence"),
        ("<!-- healthlint: ignore LAN002 -- so -->", "SUP001", "nothing for LAN002"),
        ("<!-- healthlint: on -->", "SUP001", "nothing is off there"),
        (
            "<!-- healthlint: ignore LAN01 -- so -->",
            "SUP002",
            "'LAN01' is no rule or directive; did you mean 'LAN001'?",
        ),
        ("<!-- healthlint: ignore-fil LAN001 -->", "SUP002", "did you mean 'ignore-file'?"),
        ("<!-- healthlint: -->", "SUP002", "known: ignore, off, on, ignore-file"),
        ("<!-- healthlint: ignore LAN001 -->", "SUP003", "say why"),
        ("<!-- healthlint: ignore LAN001 -- -->", "SUP003", "say why"),
    ],
)
def test_a_comment_with_a_flaw_is_a_finding(comment: str, code: str, told: str) -> None:
    found = [each for each in report(f"{comment}\n{HYPE}\n").findings if each.family == "suppression"]
    assert [each.code for each in found] == [code]
    assert told in found[0].message


def test_of_a_rule_that_did_not_run_nobody_can_say_that_it_is_silenced_in_vain() -> None:
    assert codes("<!-- healthlint: ignore EFF001, CIT -- so -->\nTea.\n") == []
    assert codes("<!-- healthlint: ignore -- so -->\nTea.\n") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Tea.\n\n<!-- healthlint: ignore LAN -- so -->\nTea.\n", "Tea.\n\nTea.\n"),
        ("Tea.\r\n<!-- healthlint: ignore LAN -- so -->\r\n", "Tea.\r\n"),
        ("Tea. <!-- healthlint: ignore LAN -- so -->\n", "Tea. \n"),
        (
            f"<!-- healthlint: ignore TYP, LAN -- so -->\n{HYPE}\n",
            f"<!-- healthlint: ignore LAN -- so -->\n{HYPE}\n",
        ),
        (
            f"<!-- healthlint: ignore LAN,TYP -- so -->\n{HYPE}\n",
            f"<!-- healthlint: ignore LAN -- so -->\n{HYPE}\n",
        ),
    ],
)
def test_the_fix_takes_away_what_silences_nothing(before: str, after: str) -> None:
    (found,) = report(before).findings
    assert found.fix is not None
    assert found.fix.safe
    (edit,) = found.fix.edits
    assert before[: edit.span.start] + edit.text + before[edit.span.end :] == after


def test_an_ordinary_comment_says_nothing() -> None:
    assert codes(f"<!-- ask healthlint: is this fine? -->\n{HYPE}\n") == ["LAN001"]
    assert codes(f"<!-- HEALTHLINT: IGNORE LAN001 -- so -->\n{HYPE}\n") == []
