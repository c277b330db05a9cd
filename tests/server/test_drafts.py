"""Which texts are open, and which of several names a file is shown under."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import (
    PositionEncodingKind,
    TextDocumentContentChangePartial,
    TextDocumentContentChangeWholeDocument,
    TextDocumentItem,
)
from tests.server.session import uri_of

from healthlint.server.drafts import Draft, Drafts
from healthlint.server.lines import Lines
from healthlint.span import Span

TEXT = st.text(st.sampled_from("ab \n\ré😀"), max_size=20)


def opened(drafts: Drafts, uri: str, text: str = "a\n", language: str = "markdown") -> Draft:
    return drafts.open(TextDocumentItem(uri, language, 1, text))


@given(TEXT, st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), TEXT), max_size=5))
def test_changes_are_applied_one_after_the_other(text: str, changes: list[tuple[int, int, str]]) -> None:
    """As an editor applies them, which counts from what the change before has left."""
    drafts, expected, events = Drafts(), text, []
    opened(drafts, "untitled:a", text)
    for start, end, new in changes:
        lines = Lines(expected, PositionEncodingKind.Utf16)
        range_ = lines.range(Span(min(start, end), max(start, end)))
        events.append(TextDocumentContentChangePartial(range_, new))
        span = lines.span(range_)
        expected = expected[: span.start] + new + expected[span.end :]
    draft = drafts.change("untitled:a", 2, events)
    assert draft is not None
    assert draft.text == expected


def test_every_change_is_another_revision() -> None:
    drafts = Drafts()
    first = opened(drafts, "untitled:a")
    again = drafts.change("untitled:a", 1, [TextDocumentContentChangeWholeDocument("a\n")])
    assert again is not None
    assert again.revision > first.revision
    assert drafts.change("untitled:b", 1, []) is None


def test_one_file_is_shown_under_its_first_name(tmp_path: Path) -> None:
    drafts, file, link = Drafts(), tmp_path / "a.md", tmp_path / "b.md"
    file.write_text("a\n", encoding="utf-8")
    link.symlink_to(file)
    first, second = opened(drafts, uri_of(link)), opened(drafts, uri_of(file))
    assert drafts.first_of(second) is first
    drafts.close(first.uri)
    assert drafts.first_of(second) is second


def test_unsaved_drafts_have_separate_identities(tmp_path: Path) -> None:
    drafts = Drafts()
    drafts.folder = str(tmp_path)
    one, other = opened(drafts, "untitled:1"), opened(drafts, "untitled:2", language="html")
    assert drafts.first_of(other) is other
    assert (one.path, other.path) == (str(tmp_path / "untitled.md"), str(tmp_path / "untitled.html"))
    third = opened(drafts, "untitled:3")
    assert drafts.first_of(third) is third
