"""What is shown over a finding says what the article says and does nothing that it says."""

from __future__ import annotations

from lsprotocol.types import MarkupContent, Position

from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.server.drafts import Draft
from healthlint.server.hover import hover, plain
from healthlint.server.lines import Lines

HOSTILE = "[x](command:evil) <img src=x onerror=evil()> `a` **b** ![c](http://127.0.0.1/)"


def test_words_of_an_article_are_shown_as_they_are() -> None:
    shown = plain(HOSTILE)
    for sign in "[]<>`*!":
        assert shown.count(sign) == shown.count(f"\\{sign}") == HOSTILE.count(sign)


def test_the_shortest_finding_is_marked_and_all_are_told(bundled: Engine) -> None:
    text = "# LDN\n\nTake 45.0 mg of low-dose naltrexone every day.\n"
    report = bundled.check(read_text(text, "a.md"))
    draft = Draft("untitled:a", "a.md", Lines(text), 1, 1)
    shown = hover(draft, report.findings, bundled.reference, Position(2, 6))
    assert shown is not None
    assert isinstance(shown.contents, MarkupContent)
    assert shown.range is not None
    assert "DOS101" in shown.contents.value
    assert "DOS201" in shown.contents.value
    marked = draft.lines.span(shown.range)
    assert text[marked.start : marked.end] == "45.0 mg"
