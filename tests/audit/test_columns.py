"""What a record becomes: its text, its format, what it is known by, and all other values."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="it needs the extra 'audit'")

from healthlint.audit.columns import row
from healthlint.audit.options import Columns, Options
from healthlint.audit.source import Source
from healthlint.audit.store import Store


def made(record: dict[str, Any], characters: int = 100, **named: Any) -> dict[str, Any]:
    columns = Columns(**{name: value for name, value in named.items() if name != "format_"})
    options = Options("out", "a.md", columns=columns, format=named.get("format_", ""), characters=characters)
    return row(record, Source(Store.of("in"), "in/a.jsonl", "in/a.jsonl", characters), 7, options)


def test_the_usual_columns_are_found() -> None:
    found = made({"ID": 5, "Body": "Tea.", "Link": "https://a.example/x", "published": date(2026, 1, 2), "Title": "T"})
    told = {name: found[name] for name in ("file", "row", "id", "text", "url", "date", "site", "title", "format")}
    assert told == {
        "file": "in/a.jsonl", "row": 7, "id": "5", "text": "Tea.", "url": "https://a.example/x", "date": "2026-01-02",
        "site": "a.example", "title": "T", "format": "plain",
    }  # fmt: skip


def test_named_columns_take_their_place() -> None:
    found = made({"text": "No.", "post": {"copy": "Tea."}, "id": 1, "key": "k"}, text="post.copy", id="key")
    assert (found["text"], found["id"]) == ("Tea.", "k")
    assert json.loads(found["extra"]) == {"text": "No.", "post": {"copy": "Tea."}, "id": 1}


def test_all_other_values_pass_through() -> None:
    others = {"n": 1, "tags": ["a"], "at": datetime(2026, 1, 2, 3, tzinfo=UTC), "none": None, "raw": b"\xff"}
    assert json.loads(made({"text": "Tea.", **others})["extra"]) == {
        "n": 1, "tags": ["a"], "at": "2026-01-02T03:00:00+00:00", "none": None, "raw": "1 bytes",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("record", "named", "wanted"),
    [
        ({"text": "<p>Tea</p>"}, {}, "html"),
        ({"text": "# Tea\n"}, {}, "markdown"),
        ({"text": "Tea"}, {}, "plain"),
        ({"html": "Tea"}, {}, "html"),
        ({"text": "Tea", "format": "text/html; charset=utf-8"}, {}, "html"),
        ({"text": "<p>Tea</p>", "kind": "md"}, {"format": "kind"}, "markdown"),
        ({"text": "<p>Tea</p>"}, {"format_": "plain"}, "plain"),
    ],
)
def test_the_format_is_told_by_an_option_a_column_or_the_text(
    record: dict[str, Any], named: dict[str, str], wanted: str
) -> None:
    assert made(record, **named)["format"] == wanted


@pytest.mark.parametrize(
    ("record", "named", "said"),
    [
        ({"text": " \n"}, {}, "is empty: nothing to check"),
        ({"text": None}, {}, "has no text under 'text'"),
        ({"text": 5}, {}, "has no text under 'text'"),
        ({"copy": "Tea", "n": 1}, {}, "its columns: copy, n; name yours with --text-column"),
        ({"copy": "Tea"}, {"text": "body"}, "has no text column ('body')"),
        ({"text": "x" * 101}, {}, "has more than 100 characters"),
        ({"text": "Tea", "format": "pdf"}, {}, "is in the format 'pdf'; known: plain, markdown, html"),
    ],
)
def test_a_record_that_cannot_be_checked_is_a_problem(record: dict[str, Any], named: dict[str, str], said: str) -> None:
    found = made(record, **named)
    assert said in found["problem"]
    assert "text" not in found


def test_a_lone_surrogate_keeps_the_places_of_the_others() -> None:
    assert made({"text": "a\ud800b", "id": "\udfff"}) | {"extra": ""} == made({"text": "a\ufffdb", "id": "\ufffd"})


def test_a_site_is_named_or_told_by_the_address_or_the_file() -> None:
    assert made({"text": "Tea", "source": "The Herald", "url": "https://a.example/"})["site"] == "The Herald"
    assert made({"text": "Tea", "url": "http://[broken"})["site"] == "in/a.jsonl"
    assert made({"text": "Tea", "id": "in/a.jsonl"})["site"] == "in"
