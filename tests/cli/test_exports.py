"""`healthlint check` and `inspect` on exports of a CMS."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from healthlint import check_path, check_text
from healthlint.cli import run

CURE = "LDN cures fibromyalgia."
POSTS = [
    {
        "id": 4710,
        "date": "2026-01-02T10:00:00",
        "title": {"rendered": 'The sky &#8211; a "guide"'},
        "content": {"rendered": "<p>The sky is blue.</p>\n", "protected": False},
        "_links": {"self": [{"href": "https://x.org"}]},
    },
    {
        "id": 4711,
        "title": {"rendered": "Caf\u00e9"},
        "content": {
            "rendered": "\n<p>\U0001f600 \u201cFine\u201d:</p>\n<p>LDN <em>cures</em>&nbsp;fibromyalgia.</p>\n"
        },
        "excerpt": {"rendered": "<p>It rains [&hellip;]</p>\n"},
    },
]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, value: Any) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8", newline="")
    return name


def findings(out: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(out)["findings"]
    return found


def test_posts_of_wordpress(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--select", "EFF201", "--format", "json", write("posts.json", POSTS)]) == 1
    said = capsys.readouterr()
    (finding,) = findings(said.out)
    assert said.err == ""
    assert (finding["path"], finding["place"]) == ("posts.json", "record 2 (id 4711), field content.rendered")
    source = Path("posts.json").read_text(encoding="utf-8")
    assert finding["excerpt"] == source[finding["span"]["start"] : finding["span"]["end"]]
    assert json.loads(f'"{finding["excerpt"]}"') == "LDN <em>cures</em>&nbsp;fibromyalgia"
    assert json.loads(said.out)["summary"]["files"] == 1


def test_the_place_is_printed_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "--select", "EFF201", write("posts.json", POSTS)])
    out = capsys.readouterr().out
    column = Path("posts.json").read_text(encoding="utf-8").index("LDN") + 1
    assert out.startswith(
        f"posts.json:1:{column} [record 2 (id 4711), field content.rendered]: error EFF201 cure-claim\n"
    )
    assert "\n1 file checked: 1 error\n" in out


def test_a_bad_line_is_reported_and_the_others_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.dumps({"body": CURE}), '{"body": "cut o', "", json.dumps({"title": CURE})]
    assert run(["check", "--select", "EFF201", "--format", "json", write("a.jsonl", "\r\n".join(lines))]) == 2
    said = capsys.readouterr()
    assert [(each["start"]["line"], each["place"]) for each in findings(said.out)] == [
        (1, "record 1, field body"),
        (4, "record 3, field title"),
    ]
    assert said.err.startswith("healthlint: error: a.jsonl: line 2, column 10: not valid JSON (Unterminated string")
    assert len(said.err.splitlines()) == 1


def test_a_field_is_named_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.json", {"copy": f"<p>{CURE}"})
    assert run(["check", "a.json"]) == 2
    assert capsys.readouterr().err.endswith("its keys with text: copy; name yours with --text-field copy\n")
    assert run(["check", "--select", "EFF201", "--text-field", "title", "--text-field", "copy=html", "a.json"]) == 1
    assert "LDN" in capsys.readouterr().out
    assert run(["inspect", "--text-field", "copy", "a.json"]) == 0
    assert CURE in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "inspect"])
def test_a_slip_in_a_field(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--text-field", "copy=htm", write("a.json", {})]) == 2
    assert capsys.readouterr().err == (
        "healthlint: error: unknown format 'htm' of field 'copy'; known: plain, markdown, html; did you mean 'html'?\n"
    )


def test_data_among_articles_is_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    write("in/post.json", {"body": CURE})
    write("in/report.json", {"findings": [{"excerpt": CURE, "message": CURE}]})
    write("in/package.json", {"title": CURE, "text": CURE})
    assert run(["check", "--select", "EFF201", "--format", "json", "in"]) == 1
    said = capsys.readouterr()
    assert (said.err, [each["path"] for each in findings(said.out)]) == ("", ["in/post.json"])
    assert run(["check", "--select", "EFF201", "in", "in/report.json"]) == 2
    assert "in/report.json: no record has a field" in capsys.readouterr().err


def test_a_folder_of_nothing_but_data(capsys: pytest.CaptureFixture[str]) -> None:
    write("in/a.json", {"copy": CURE})
    assert run(["check", "in"]) == 2
    assert "--text-field copy" in capsys.readouterr().err


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    data = "\n".join(json.dumps({"body": text}) for text in ("It rains.", CURE))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    run(["check", "--select", "EFF201", "--format", "json", "--stdin-filename", "posts.jsonl", "-"])
    (finding,) = findings(capsys.readouterr().out)
    assert (finding["path"], finding["start"]) == ("posts.jsonl", {"line": 2, "column": 11})


def test_inspect_prints_each_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", "--format", "json", write("posts.json", POSTS)]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["path"] == second["path"] == "posts.json"
    assert (len(first["claims"]), len(second["claims"])) == (0, 1)


def test_each_record_is_an_article_of_its_own() -> None:
    text = "LDN helps many people. " * 12
    alone = {finding.code for finding in check_text(text, "a.txt", "CAV")}
    assert alone
    write("a.json", [{"body": text}, {"body": "The sky is blue."}, {"body": text}])
    found = check_path("a.json", "CAV")
    assert {(finding.code, finding.place) for finding in found} == {
        (code, f"record {number}, field body") for code in alone for number in (1, 3)
    }
