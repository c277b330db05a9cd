"""The CommonMark specification's own examples: the reader's text is the page's text, each character in its place.

Needs npm's `commonmark-spec`, unpacked in the folder that HEALTHLINT_COMMONMARK_SPEC names; `.ci/run` sees to it.
"""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from tests.document.exactness import assert_exact

from healthlint.document.read import read_text

FOLDER = os.environ.get("HEALTHLINT_COMMONMARK_SPEC", "")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="HEALTHLINT_COMMONMARK_SPEC does not name a folder with npm's commonmark-spec"
)


class Example(NamedTuple):
    """Markdown and the page that it makes."""

    number: int
    source: str
    page: str


def examples() -> list[Example]:
    if not FOLDER:
        return []
    text = Path(FOLDER, "spec.txt").read_text(encoding="utf-8")
    found = re.findall(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", text, re.DOTALL | re.MULTILINE)
    return [Example(n, source.replace("→", "\t"), page.replace("→", "\t")) for n, (source, page) in enumerate(found, 1)]


ADDRESS = re.compile(r"https://[^\s<>]+")


class Page(HTMLParser):
    """The prose of a page, by a parser that is not ours: blocks in order, an image's text after its block.

    Code, web addresses and what is struck out are no prose, so they are left out here too.
    """

    BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li ul ol blockquote hr table tr td div section del pre".split())
    SILENT = frozenset("pre code script style textarea del".split())

    def __init__(self, page: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._text = ""
        self._alts: list[str] = []
        self._link = ("", 0)
        self._silent = 0
        self.feed(page)
        self.close()
        self._end_block()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BLOCKS:
            self._end_block()
        if tag in self.SILENT:
            self._silent += 1
        elif tag == "br":
            self._text += " "
        elif tag == "img":
            self._alts.append(dict(attrs).get("alt") or "")
        elif tag == "a":
            self._link = (unquote(dict(attrs).get("href") or ""), len(self._text))

    def handle_endtag(self, tag: str) -> None:
        target, start = self._link
        if tag == "a" and unquote(self._text[start:]) in (target, target.removeprefix("mailto:")):
            self._text = self._text[:start]
        if tag in self.BLOCKS:
            self._end_block()
        if tag in self.SILENT:
            self._silent = max(self._silent - 1, 0)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text += data if self.lasttag == "a" else ADDRESS.sub("", data)

    def _end_block(self) -> None:
        self.blocks += filter(None, (" ".join(text.split()) for text in (self._text, *self._alts)))
        self._text, self._alts = "", []


def shown(source: str) -> list[str]:
    document = read_text(source, format="markdown")
    blocks = (document.text[block.span.start : block.span.end] for block in document.blocks)
    return [" ".join(block.split()) for block in blocks]


# Where a browser shows something else than the standard library's parser takes for text.
EXCEPTIONS = {
    156: "a tag that the file's end cuts off is not shown",
    157: "a tag that the file's end cuts off is not shown",
    158: "a tag that the file's end cuts off is not shown",
    626: "`<!-->` is a whole comment, so what follows is text",
}


@pytest.mark.parametrize("example", examples(), ids=lambda example: str(example.number))
def test_every_character_stands_where_the_writer_put_it(example: Example) -> None:
    assert_exact(read_text(example.source, format="markdown"))


@pytest.mark.parametrize("example", examples(), ids=lambda example: str(example.number))
def test_the_text_is_that_of_the_page(example: Example) -> None:
    same = shown(example.source) == Page(example.page).blocks
    assert same != (example.number in EXCEPTIONS), (shown(example.source), Page(example.page).blocks)


def test_the_specification_was_read_whole() -> None:
    assert len(examples()) == 652
