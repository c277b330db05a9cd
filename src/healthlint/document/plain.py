"""Builds blocks from plain text, by the conventions for lines, gaps and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from healthlint.document.assemble import REFERENCE_MARK, Assembler
from healthlint.document.invisible import BLANK
from healthlint.document.model import Document
from healthlint.document.tables import Table
from healthlint.pattern import pattern

_LINE = pattern(r"([^\r\n]*)(\r\n|\n|\r|$)")
_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + BLANK
_RULE = pattern(r"([-=_*~#])(?:[ \t]?\1){2,}")
_BULLET = pattern(r"([-*•‣◦▪●·–+])[ \t]+(?=\S)")
_NUMBER = pattern(r"(\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})\)|\d{1,3}\.)[ \t]+(?=\S)")
# "Step 1", "MYTH 7:": a word that numbers what follows it.
_COUNTED = pattern(r"(?:[A-Z][a-z]+|[A-Z]+) \d{1,3}(?::|\.|\)|(?=[ \t]{2}))[ \t]+(?=\S)|Q\d{0,2}[:.][ \t]+(?=\S)")
_GAP = pattern(r"(?<![.!?:;,])(?<![.!?][\"')”’])(?:[ \t]{2,}|\t)(?=\S)")
_ENDS_SENTENCE = pattern(r"[.?!:…][\"')\]”’]*$")
_ENDS_PROSE = pattern(r"[.,;:…][\"')\]”’]*$")
_STARTS_LOW = pattern(r"[\"'(“‘]?[a-z]")
_LONGEST_WRAP = 120
_LONGEST_HEADING = 100
_LONGEST_TITLE = 160


class Line(NamedTuple):
    """A line without the white space around it."""

    start: int
    end: int
    text: str


class Row(NamedTuple):
    """Lines that were wrapped by an editor, read as one; `marker` came before the text of a list item."""

    lines: tuple[Line, ...]
    kind: str
    marker: str = ""


def read_plain(source: str, path: str) -> Document:
    """The text in blocks."""
    out = Assembler()
    view = _without_comments(source, out)
    chunks = list(_chunks(view))
    width = _width([line for chunk in chunks for line in chunk])
    rows = [list(_rows(chunk, width)) for chunk in chunks]
    _write(out, rows)
    return out.document(path, source, "plain")


def _without_comments(source: str, out: Assembler) -> str:
    """The text with HTML comments replaced by word joiners, which are invisible; suppressions work here too."""
    parts: list[str] = []
    place = 0
    while (start := source.find("<!--", place)) >= 0:
        end = source.find("-->", start + 4)
        if end < 0:
            break
        out.comment(start, end + 3)
        parts.append(source[place:start])
        parts.append(re.sub(r"[^\r\n]", "\u2060", source[start : end + 3]))
        place = end + 3
    parts.append(source[place:])
    return "".join(parts)


# Lines


def _chunks(text: str) -> Iterator[list[Line]]:
    """Runs of lines between blank lines and rules; an underline stays with the line above it."""
    chunk: list[Line] = []
    for match in _LINE.finditer(text):
        line = _line(match.group(1), match.start())
        if not line.text:
            # A line that contains only a comment does not count as a line.
            if not match.group(1).strip(" \t") and chunk:
                yield chunk
                chunk = []
        elif _RULE.fullmatch(line.text):
            if _underlines(chunk, line):
                chunk.append(line)
            if chunk:
                yield chunk
            chunk = []
        else:
            chunk.append(line)
    if chunk:
        yield chunk


def _line(text: str, at: int) -> Line:
    lead = len(text) - len(text.lstrip(_BLANK))
    body = text.strip(_BLANK)
    return Line(at + lead, at + lead + len(body), body)


def _underlines(chunk: list[Line], rule: Line) -> bool:
    if len(chunk) != 1 or rule.text[0] not in "=-~":
        return False
    return abs(len(chunk[0].text) - len(rule.text)) <= max(3, len(chunk[0].text) // 3)


def _width(lines: list[Line]) -> int:
    """The width at which lines are wrapped; one in ten may be longer."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


# Rows


def _rows(chunk: list[Line], width: int) -> Iterator[Row]:
    if len(chunk) == 2 and _RULE.fullmatch(chunk[1].text):
        yield Row((chunk[0],), "underlined", chunk[1].text[0])
        return
    table = _table_start(chunk)
    lines: list[Line] = []
    marker = ""
    numbers = 0
    for index, line in enumerate(chunk):
        if index >= table:
            if lines:
                yield Row(tuple(lines), "item" if marker else "text", marker)
                lines = []
            yield Row((line,), "cells")
            continue
        found = _item_marker(line, lines[-1] if lines else None, numbers, bool(marker))
        if found is None and lines and not _is_break(lines[-1], line, width, bool(marker)):
            lines.append(line)
            continue
        if lines:
            yield Row(tuple(lines), "item" if marker else "text", marker)
        lines = [line]
        marker = ""
        if found is not None:
            marker = found.group(1)
            numbers = int(re.sub(r"\D", "", marker) or 0)
            lines = [Line(line.start + found.end(), line.end, line.text[found.end() :])]
    if lines:
        yield Row(tuple(lines), "item" if marker else "text", marker)


def _item_marker(line: Line, before: Line | None, number: int, in_list: bool) -> re.Match[str] | None:
    """The marker of a list item; inside a paragraph, a line may begin with a dash or a number by chance."""
    bullet = _BULLET.match(line.text)
    if bullet is not None:
        return bullet if before is None or in_list or _ENDS_SENTENCE.search(before.text) or _short(before) else None
    found = _NUMBER.match(line.text)
    if found is None or before is None or (in_list and not found.group(1)[0].isdigit()):
        return found
    digits = re.sub(r"\D", "", found.group(1))
    expected = str(number + 1) if in_list else "1"
    return found if digits in (expected, "") and (in_list or digits) else None


def _short(line: Line) -> bool:
    return len(line.text) <= 60 and len(line.text.split()) <= 8


def _is_break(before: Line, after: Line, width: int, in_item: bool) -> bool:
    """True if the writer, not the margin, ended the line `before`."""
    if REFERENCE_MARK.match(after.text) and (REFERENCE_MARK.match(before.text) or _ENDS_SENTENCE.search(before.text)):
        return True
    if width > _LONGEST_WRAP:
        return True
    word = after.text.split(None, 1)[0]
    if len(before.text) + 1 + len(word) > width:
        # The next word had no room. In a text of few lines, a line as wide as the widest means nothing.
        return bool(_COUNTED.match(before.text)) and bool(_ENDS_SENTENCE.search(before.text))
    if _STARTS_LOW.match(after.text) or in_item:
        return False
    if _ENDS_SENTENCE.search(before.text) or before.text.isupper():
        return True
    return len(before.text) <= width * 3 // 4


def _table_start(chunk: list[Line]) -> int:
    """Where a table of aligned columns begins: at least two lines to the end of the chunk, with the same number of
    columns."""
    index = len(chunk)
    columns = 0
    while index:
        count = len(_GAP.findall(chunk[index - 1].text))
        if not count or (columns and count != columns):
            break
        columns = count
        index -= 1
    return index if len(chunk) - index >= 2 else len(chunk)


# Blocks


def _write(out: Assembler, chunks: list[list[Row]]) -> None:
    first = True
    for number, rows in enumerate(chunks):
        following = chunks[number + 1][0] if number + 1 < len(chunks) else None
        table = Table()
        cells = [row for row in rows if row.kind == "cells"]
        is_head = _heads_columns(cells)
        for index, row in enumerate(rows):
            after = rows[index + 1] if index + 1 < len(rows) else following
            alone = len(rows) == 1
            last_of_many = index == len(rows) - 1 and not alone
            if row.kind == "cells":
                _write_cells(out, row, table, is_head)
                is_head = first = False
                continue
            _open(out, row, after, first, last_of_many, alone)
            first = False
            _write_lines(out, row.lines)


def _open(out: Assembler, row: Row, after: Row | None, first: bool, last_of_many: bool, alone: bool) -> None:
    text = " ".join(line.text for line in row.lines)
    if row.kind == "underlined":
        out.open("title" if first else "heading", 1 if first or row.marker == "=" else 2)
    elif row.kind == "item":
        number = (row.marker,)
        if alone and after and after.kind == "text" and _like_heading(text) and row.marker[-1:] in ".)":
            out.open("heading", 2, labels=number)
        else:
            out.open("item", 1, ("list",), number)
    elif first and after and len(text) <= _LONGEST_TITLE and not _ENDS_PROSE.search(text):
        out.open("title", 1)
    elif entry := REFERENCE_MARK.match(text):
        out.open("reference", labels=(entry.group(1),))
    elif after and not last_of_many and _is_heading(text):
        out.open("heading", 2)
    else:
        out.open("paragraph")


def _is_heading(text: str) -> bool:
    if _COUNTED.match(text):
        return len(text) <= 2 * _LONGEST_HEADING
    return _like_heading(text) and not _STARTS_LOW.match(text)


def _like_heading(text: str) -> bool:
    if len(text) > _LONGEST_HEADING or not any(map(str.isalpha, text)):
        return False
    if text.isupper():
        return not text.endswith((".", ","))
    return len(text.split()) <= 16 and not _ENDS_PROSE.search(text) and not text.endswith("!")


def _write_lines(out: Assembler, lines: tuple[Line, ...]) -> None:
    for before, line in zip((None, *lines), lines, strict=False):
        if before is not None:
            # Between two lines there is one line end, however the second is indented.
            out.line_break(before.end, line.start)
        out.literal(line.text, line.start)


def _write_cells(out: Assembler, row: Row, table: Table, is_head: bool) -> None:
    (line,) = row.lines
    table.start_row()
    place = 0
    for gap in [*_GAP.finditer(line.text), None]:
        end = gap.start() if gap else len(line.text)
        out.open("cell", 0, ("table",), table.start_cell(is_head))
        out.literal(line.text[place:end], line.start + place)
        table.add(out.close())
        table.end_cell()
        place = gap.end() if gap else end
    table.end_row()


def _heads_columns(cells: list[Row]) -> bool:
    """A first row without figures above rows with them."""
    return bool(cells) and not _has_digit(cells[0]) and all(map(_has_digit, cells[1:]))


def _has_digit(row: Row) -> bool:
    return any(character.isdigit() for line in row.lines for character in line.text)
