"""The comment that silences a finding is put where it does, in every format."""

from __future__ import annotations

import pytest

from healthlint.document.read import each_in_text
from healthlint.engine import Engine
from healthlint.errors import InputError
from healthlint.server.diagnostics import findings_of
from healthlint.server.silence import comment_for
from healthlint.triage.model import Report

CODE = "LAN001"


def reports(text: str, name: str, engine: Engine) -> list[Report]:
    return [engine.check(each) for each in each_in_text(text, name) if not isinstance(each, InputError)]


def silenced(text: str, name: str, engine: Engine, code: str = CODE) -> str | None:
    """The text with the comment for its last finding of a code."""
    found = [each for each in findings_of(reports(text, name, engine)) if each.code == code]
    edit = comment_for(text, found[-1], lambda each: reports(each, name, engine), "quoted -- for a reason")
    return None if edit is None else text[: edit.span.start] + edit.text + text[edit.span.end :]


COMMENT = f"<!-- healthlint: ignore {CODE} -- quoted – for a reason -->"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md", "One line.\n\nA miracle\nin two lines.\n", f"One line.\n\n{COMMENT}\nA miracle\nin two lines.\n"),
        ("a.md", "- One item.\n- A miracle.\n", f"- One item.\n- A miracle. {COMMENT}\n"),
        ("a.md", "> A miracle drug it is, we say.\n", f"> A miracle drug it is, we say. {COMMENT}\n"),
        ("a.txt", "A miracle.\r\n\r\nMore.\r\n", f"{COMMENT}\r\nA miracle.\r\n\r\nMore.\r\n"),
        (
            "a.html",
            "<ul>\n<li>One.</li>\n<li>A miracle.</li>\n</ul>\n",
            f"<ul>\n<li>One.</li>\n<li>A miracle.</li> {COMMENT}\n</ul>\n",
        ),
    ],
)
def test_a_comment_silences_one_finding(name: str, text: str, expected: str, bundled: Engine) -> None:
    assert silenced(text, name, bundled) == expected


def test_front_matter_has_comments_of_its_own(bundled: Engine) -> None:
    text = "---\ntitle: The miracle of yoga\n---\n\nIt helps some people a little.\n"
    expected = text.replace("yoga\n", f"yoga # healthlint: ignore {CODE} -- quoted – for a reason\n", 1)
    assert silenced(text, "a.md", bundled) == expected


def test_a_table_keeps_its_rows(bundled: Engine) -> None:
    text = "| What | How |\n| --- | --- |\n| Yoga | a miracle |\n| Walks | good |\n"
    after = silenced(text, "a.md", bundled)
    assert after is not None
    assert CODE not in {each.code for each in findings_of(reports(after, "a.md", bundled))}
    assert after.replace(f" {COMMENT}", "") == text


def test_a_comment_never_silences_a_second_rule(bundled: Engine) -> None:
    text = "A miracle, and a naltroxene miracle.\n"
    before = {each.code for each in findings_of(reports(text, "a.md", bundled))}
    after = silenced(text, "a.md", bundled)
    assert after is not None
    assert {each.code for each in findings_of(reports(after, "a.md", bundled))} == before - {CODE}


def test_without_a_reason_the_comment_says_where_to_write_one(bundled: Engine) -> None:
    text = "A miracle.\n"
    found = next(iter(findings_of(reports(text, "a.md", bundled))))
    edit = comment_for(text, found, lambda each: reports(each, "a.md", bundled))
    assert edit is not None
    assert "-- say why this is right here -->" in edit.text
