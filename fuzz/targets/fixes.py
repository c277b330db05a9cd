"""The fix engine: a file -> the file mended, and edits of anybody put into a file."""

from __future__ import annotations

from collections.abc import Sequence

from fuzz import holds
from fuzz.inputs import file
from fuzz.words import DIRECTIVES, HEALTH, HTML, JSON, MARKDOWN, NUMBERS, ODD, WORD
from healthlint.document.decode import decoded
from healthlint.document.formats import format_of, reader_of
from healthlint.document.model import Document
from healthlint.document.read import each_in_bytes
from healthlint.document.rewrite import rewrite
from healthlint.engine import Engine, default_engine
from healthlint.errors import HealthlintError
from healthlint.findings.model import Edit
from healthlint.fixes.mend import Mended, mend
from healthlint.span import Span
from healthlint.triage.model import Report

PIECES = [*NUMBERS, *DIRECTIVES, *WORD, *JSON, *HEALTH, *ODD, *MARKDOWN, *HTML]
SEEDS: list[bytes] = []
LONGEST = 2048


def run(data: bytes) -> None:
    """Mends the file, with unsafe fixes where its second byte is odd; then puts an edit of its own into it."""
    name, content = file(data)
    unsafe = len(data) % 2 == 1
    try:
        done = _mended(content, name, unsafe)
    except HealthlintError:
        return
    again = _mended(done.data, name, unsafe)
    assert again.data == done.data, "fixing twice is not fixing once"
    assert not again.mended
    _any_edit(content, name)


def _engine() -> Engine:
    return default_engine(("TYP", "DOS101", "DOS102", "DOS103", "SUP001", "SUP002", "LAN001"))


def _mended(content: bytes, name: str, unsafe: bool) -> Mended:
    return mend(content, lambda data: _reports(data, name), lambda data, edits: _rewritten(data, name, edits), unsafe)


def _reports(data: bytes, name: str) -> list[Report]:
    reports = [_engine().check(each) for each in each_in_bytes(data, name) if isinstance(each, Document)]
    for report in reports:
        holds.report(report)
    return reports


def _rewritten(data: bytes, name: str, edits: Sequence[Edit]) -> bytes:
    after = rewrite(data, name, [(edit.span, edit.text) for edit in edits])
    _nothing_else(data, after, name, [(edit.span, edit.text) for edit in edits])
    return after


def _nothing_else(before: bytes, after: bytes, name: str, edits: Sequence[tuple[Span, str]]) -> None:
    """Outside the edits the file is as it was; in a Word file, what people see of it is."""
    if name.endswith(".docx"):
        old, new = (_page(data, name) for data in (before, after))
        assert old[0].page is not None
        seen = [(old[0].page.stretch(span), text) for span, text in edits]
        assert _applied(old[1], seen, str) == new[1]
        return
    escape = getattr(reader_of(format_of(name)), "escape", str)
    old_text, new_text = decoded(before, name), decoded(after, name)
    shift = len(old_text.text) - len(old_text.text.removeprefix("\ufeff"))
    moved = [(Span(span.start + shift, span.end + shift), text) for span, text in edits]
    assert _applied(old_text.text, moved, escape) == new_text.text
    assert (old_text.encoding, old_text.mark) == (new_text.encoding, new_text.mark)


def _page(data: bytes, name: str) -> tuple[Document, str]:
    (document,) = each_in_bytes(data, name)
    assert isinstance(document, Document)
    assert document.page is not None
    return document, document.page.text


def _applied(text: str, edits: Sequence[tuple[Span, str]], escape: type[str]) -> str:
    holds.edits([span for span, _ in edits], len(text))
    parts, at = [], 0
    for span, new in edits:
        parts += [text[at : span.start], escape(new)]
        at = span.end
    return "".join([*parts, text[at:]])


def _any_edit(content: bytes, name: str) -> None:
    """Takes some characters of a block out and puts others in their place, whatever markup stands between them."""
    found = [each for each in each_in_bytes(content, name) if isinstance(each, Document) and each.text]
    for document in found[:1]:
        block = document.blocks[len(content) % len(document.blocks)].span
        start = block.start + sum(content) % len(block)
        end = min(start + 1 + len(content) % 7, block.end)
        span = document.prose.locate(start, end)
        edits = [(span, "née & <x>")]
        try:
            after = rewrite(content, name, edits)
        except HealthlintError:
            continue
        if not name.endswith(".docx"):
            _nothing_else(content, after, name, edits)
        assert list(each_in_bytes(after, name))
