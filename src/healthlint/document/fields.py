"""The fields of a record that contain text, and their formats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from healthlint.errors import UsageError, did_you_mean
from healthlint.pattern import pattern

TextFormat = Literal["plain", "markdown", "html"]
Role = Literal["title", "body", "beside"]
"""A text with the role `beside` repeats part of the article, as a summary or teaser does; alone it is no article."""

_FORMATS: dict[str, TextFormat] = {"plain": "plain", "markdown": "markdown", "html": "html"}
TITLES = ("title", "headline")
_BODIES = (
    "body",
    "content",
    "text",
    "html",
    "markdown",
    "md",
    "content_html",
    "content_text",
    "article_body",
    "articlebody",
)
BESIDE = ("dek", "standfirst", "subtitle", "summary", "description", "excerpt")
_PARTS = ("blocks", "sections")
_IN_PARTS = ("heading", "title", "text", "content", "body", "html", "markdown")

_HTML_KEY = pattern(r"(?:.*[._-])?x?html|rendered")
_MARKDOWN_KEY = pattern(r"(?:.*[._-])?(?:markdown|md)")
_BEGINS_WITH_TAG = pattern(r"\s*<(?:[a-zA-Z/]|!--)")
_MARKDOWN_MARK = pattern(r"^#{1,6} \S|\]\([^)\s]|\*\*\S|^ {0,3}(?:```|~~~)|\[\^[^\]\s]+\]|^\|.*\|[ \t]*$", re.MULTILINE)
_HAS_TAG_OR_ENTITY = pattern(r"</[a-zA-Z]|<br ?/?>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")


@dataclass(frozen=True, slots=True)
class TextField:
    """`path` leads from a record to a text: keys separated by dots, `*` for every item of a list.

    Without a `format`, the name of the field decides, or else the text; see `format_of`."""

    path: tuple[str, ...]
    role: Role = "body"
    format: TextFormat | None = None


@dataclass(frozen=True)
class TextFields:
    """The fields to read, the likelier title first."""

    fields: tuple[TextField, ...]

    @classmethod
    def of(cls, written: Iterable[str]) -> TextFields:
        """The fields given as `NAME` or `NAME=FORMAT`; all but titles count as the article's own text.

        Raises UsageError for an empty name or an unknown format."""
        return cls(tuple(map(_field, written)))

    @cached_property
    def steps(self) -> Steps:
        """The paths as a tree, for walking along a record."""
        root = Steps()
        for rank, field in enumerate(self.fields):
            root.add(field, rank)
        return root


class Steps:
    """A key in the tree of paths: the keys below it, and the field that ends here (with its rank)."""

    def __init__(self, ends: tuple[int, TextField] | None = None) -> None:
        self.next: dict[str, Steps] = {}
        self.ends = ends

    def add(self, field: TextField, rank: int) -> None:
        """Add a path; of two equal ones the first counts."""
        step = self
        for key in field.path:
            step = step.next.setdefault(key.casefold(), Steps())
        step.ends = step.ends or (rank, field)

    def after(self, key: str) -> Steps | None:
        """The steps below a key, in any case."""
        return self.next.get(key.casefold())


def format_of(field: TextField, text: str) -> TextFormat:
    """How a field's text is written.

    What the field says goes first, then its name: `html` and `rendered` (WordPress) are HTML, `markdown` and `md`
    Markdown. Else the text tells: one that begins with a tag is HTML, one with a heading, link, bold, fence, table or
    footnote of Markdown is Markdown, one with a closing tag or an entity is HTML, and the rest is plain."""
    if field.format is not None:
        return field.format
    name = next((key.lower() for key in reversed(field.path) if key != "*"), "")
    if _HTML_KEY.fullmatch(name):
        return "html"
    if _MARKDOWN_KEY.fullmatch(name):
        return "markdown"
    if _BEGINS_WITH_TAG.match(text):
        return "html"
    if _MARKDOWN_MARK.search(text):
        return "markdown"
    return "html" if _HAS_TAG_OR_ENTITY.search(text) else "plain"


def _field(written: str) -> TextField:
    name, equals, wanted = written.partition("=")
    path = tuple(name.strip().split("."))
    if not all(path):
        raise UsageError(f"'{written}' is not a field; write a key, or keys separated by dots, such as body=html")
    if equals and wanted.strip() not in _FORMATS:
        hint = did_you_mean(wanted.strip(), _FORMATS)
        raise UsageError(f"unknown format '{wanted.strip()}' of field '{name}'; known: {', '.join(_FORMATS)}{hint}")
    return TextField(path, _role(path), _FORMATS.get(wanted.strip()))


def _role(path: tuple[str, ...]) -> Role:
    # `sections.*.title` is a heading inside the article, `fields.title` and Drupal's `title.*.value` are its own.
    named = path if "*" not in path else path[:1]
    return "title" if any(key.casefold() in TITLES for key in named) else "body"


def _usual() -> TextFields:
    fields: list[TextField] = []
    roles: tuple[tuple[Role, tuple[str, ...]], ...] = (("title", TITLES), ("body", _BODIES), ("beside", BESIDE))
    for role, names in roles:
        for name in names:
            # WordPress keeps {"rendered": ...} there, Drupal [{"value": ...}].
            paths = ((name,), (name, "rendered"), (name, "*", "value"))
            fields += [TextField(path, role) for path in paths]
    fields += [TextField((part, "*", name)) for part in _PARTS for name in _IN_PARTS]
    return TextFields(tuple(fields))


USUAL = _usual()
"""Read unless other fields are named: title or headline; body, content, text, html, markdown or md (with their variants
`content_html`, `content_text`, `articleBody`); dek, standfirst, subtitle, summary, description or excerpt; each as a
text, a list of texts, `x.rendered` or `x.*.value`; and the texts of `blocks.*` and `sections.*`."""
