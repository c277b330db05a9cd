"""Which fields hold text, and in which format."""

from __future__ import annotations

import pytest

from healthlint.document.fields import USUAL, TextField, TextFields, format_of
from healthlint.errors import UsageError


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("html", "no tag", "html"),
        ("content_html", "no tag", "html"),
        ("bodyHtml", "no tag", "plain"),
        ("title.rendered", "LDN", "html"),
        ("md", "<p>a", "markdown"),
        ("body.markdown", "plain words", "markdown"),
        ("html.*", "no tag", "html"),
        ("body", "  \n<p>LDN", "html"),
        ("body", "<!-- wp:paragraph -->", "html"),
        ("body", "< 5 mg", "plain"),
        ("body", "One.\n\n## Two\n", "markdown"),
        ("body", "It is **safe**.", "markdown"),
        ("body", "See [this](https://x.org).", "markdown"),
        ("body", "It is <em>safe</em>.", "html"),
        ("body", "Safe &amp; sound", "html"),
        ("body", "Q&A; 2 * 3 * 4 #1", "plain"),
        ("body", "AT&T is <b", "plain"),
    ],
)
def test_the_name_and_then_the_text_tell_the_format(name: str, text: str, format: str) -> None:
    assert format_of(TextField(tuple(name.split("."))), text) == format


def test_the_declared_format_takes_precedence_over_the_name() -> None:
    assert format_of(TextField(("html",), format="plain"), "<p>") == "plain"


def test_fields_as_people_write_them() -> None:
    assert TextFields.of(["title", "post.body=html", "blocks.*.text"]).fields == (
        TextField(("title",), "title"),
        TextField(("post", "body"), "body", "html"),
        TextField(("blocks", "*", "text")),
    )


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Headline", "title"),
        ("fields.title", "title"),
        ("title.*.value", "title"),
        ("sections.*.title", "body"),
        ("dek", "body"),
    ],
)
def test_a_title_is_known_by_its_name(name: str, role: str) -> None:
    (field,) = TextFields.of([name]).fields
    assert field.role == role


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "is not a field"),
        ("=html", "is not a field"),
        ("a..b", "is not a field"),
        ("body=", "unknown format '' of field 'body'; known: plain, markdown, html"),
        ("body=htm", "did you mean 'html'"),
    ],
)
def test_an_invalid_field_is_refused(written: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        TextFields.of([written])


def test_the_usual_title_before_any_other_field() -> None:
    assert USUAL.fields[0] == TextField(("title",), "title")
