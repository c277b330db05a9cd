"""Builds blocks from the events of a Markdown parser."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from healthlint.document import frontmatter, templates
from healthlint.document.assemble import Assembler
from healthlint.document.containers import Holder
from healthlint.document.draft import Mark
from healthlint.document.events import events, name_of, parsable
from healthlint.document.fields import USUAL, TextFields
from healthlint.document.invisible import BLANK
from healthlint.document.mdx import Prepared
from healthlint.document.model import Document, Unread
from healthlint.document.open_elements import Context
from healthlint.document.tables import Table
from healthlint.document.walk import Walker
from healthlint.fast_dataclass import replace
from healthlint.pattern import pattern

# A footnote's marker, or a whole inline footnote of Pandoc's.
_NOTE = pattern(r"\[\^([^\]\s]+)\]|\^\[(?P<inline>[^\[\]]*\s[^\[\]]*)\]")
_CONTAINERS = {
    "BlockQuote": "quote", "List": "list", "DefinitionList": "list", "Table": "table", "FootnoteDefinition": "footnote",
}  # fmt: skip
_HOLDERS = ("Item", "BlockQuote", "FootnoteDefinition", "DefinitionListDefinition")
_STRESS = ("Emphasis", "Strong")
# Links whose text is the label of their definition.
_LABELS = ("Collapsed", "Shortcut")


def read_markdown(
    source: str, path: str, fields: TextFields = USUAL, prepare: Callable[[str], Prepared] | None = None
) -> Document:
    """The article as rendered; `fields` are those of its front matter that contain text, and `prepare` removes what a
    dialect adds to Markdown."""
    reader = _Reader(source, fields)
    unread = reader.read(prepare)
    document = reader.out.document(path, source, "markdown")
    return frontmatter.complete(replace(document, unread=tuple(unread)), reader.taken)


class _Reader:
    def __init__(self, source: str, fields: TextFields) -> None:
        self.out = Assembler()
        self.taken = frontmatter.take(self.out, source, fields)
        self._walker = Walker(self.out, self._context)
        self._holders: list[Holder] = []
        self._ordinals: list[int | None] = []
        self._leaf: Context | None = None
        self._table = Table()
        self._text: tuple[int, int] | None = None
        self._html: list[tuple[int, int]] | None = None
        self._muted = ""
        self._struck = 0
        self._term = ""
        self._labels: list[Mark | None] = []

    def read(self, prepare: Callable[[str], Prepared] | None = None) -> Sequence[Unread]:
        """Pass all events to the assembler; returns what was not read."""
        prepared = prepare(self.taken.view) if prepare else Prepared(self.taken.view)
        self._view = parsable(templates.blot(prepared.view))
        for event, start, end in events(self._view):
            self._event(event, start, end)
        self._flush()
        return prepared.unread

    def _event(self, event: Any, start: int, end: int) -> None:
        if self._strikes(event):
            self._flush()
        elif isinstance(event, str):
            self._break(event, start, end)
        else:
            ((kind, value),) = event.items()
            self._say(kind, value, start, end)

    def _strikes(self, event: Any) -> bool:
        """True inside struck-out text, which readers see as withdrawn."""
        if event == {"Start": "Strikethrough"}:
            self._struck += 1
        elif event == {"End": "Strikethrough"}:
            self._struck -= 1
            return True
        return self._struck > 0

    def _say(self, kind: str, value: Any, start: int, end: int) -> None:
        if kind == "Text":
            self._add(value, start, end)
            return
        self._flush()
        if kind == "Start":
            self._start(*name_of(value), start, end)
        elif kind == "End":
            self._end(name_of(value)[0])
        elif kind == "Html":
            self._add_html(start, end)
        elif kind == "InlineHtml":
            self._walker.feed(self._view[start:end], start)
        elif kind == "FootnoteReference" and not self._muted and not self._walker.silent:
            self._note(start, end, value)

    # Text

    def _add(self, text: str, start: int, end: int) -> None:
        if self._muted or self._walker.silent:
            return
        if text != self._view[start:end]:
            self._flush()
            self.out.exact(text, start, end)
        elif self._text is not None and self._text[1] == start:
            self._text = (self._text[0], end)
        else:
            self._flush()
            self._text = (start, end)

    def _flush(self) -> None:
        if self._text is None:
            return
        (start, end), self._text = self._text, None
        text = self._view[start:end]
        place = 0
        # A footnote without a definition gives no event, but readers see the marker.
        for match in _NOTE.finditer(text) if "[^" in text or "^[" in text else ():
            self.out.flow(text[place : match.start()], start + place)
            if match["inline"] is not None:
                self.out.begin_aside("paragraph")
                self.out.flow(match["inline"], start + match.start("inline"))
                self.out.end_aside()
            else:
                self._note(start + match.start(), start + match.end(), match.group(1))
            place = match.end()
        self.out.flow(text[place:], start + place)

    def _note(self, start: int, end: int, label: str) -> None:
        mark = self.out.draft.mark()
        self.out.flow(self._view[start:end], start)
        self.out.note(f"^{label}", mark)

    def _break(self, event: str, start: int, end: int) -> None:
        self._flush()
        if event == "Rule":
            self._boundary()
        elif not self._muted:
            (self.out.line_break if event == "HardBreak" else self.out.soft_break)(start, end)

    def _add_html(self, start: int, end: int) -> None:
        if self._html is not None:
            self._html.append((start, end))

    # Structure

    def _start(self, name: str, value: Any, start: int, end: int) -> None:
        if name in _STRESS:
            self.out.stress(True)
        elif name == "Link":
            self._start_link(value)
        elif name == "Image":
            self.out.begin_aside("alt")
        elif name not in ("Superscript", "Subscript"):
            self._start_block(name, value, start)

    def _start_link(self, value: Any) -> None:
        if value["link_type"] in ("Autolink", "Email"):
            self.out.url(value["dest_url"])
            self._muted = "Link"
        else:
            self.out.link(value["dest_url"].strip(BLANK))  # a template's address was blanked out
        self._labels.append(self.out.draft.mark() if value["link_type"] in _LABELS else None)

    def _start_block(self, name: str, value: Any, start: int) -> None:
        self._close()
        if name in _CONTAINERS:
            self._walker.open.containers.enter(_CONTAINERS[name])
        if name == "CodeBlock":
            self._muted = name
        elif name == "HtmlBlock":
            self._html = []
        elif name == "List":
            self._ordinals.append(value)
        elif name in _HOLDERS:
            self._holders.append(self._holder(name, value, start))
        else:
            self._start_leaf(name, value)
        self._open()

    def _holder(self, name: str, value: Any, start: int) -> Holder:
        if name == "BlockQuote":
            return Holder("quote", ())
        if name == "Item":
            return Holder("item", self._item_label(start))
        if name == "FootnoteDefinition":
            return Holder("reference", (f"^{value}",))
        return Holder("paragraph", (self._term,) if self._term else ())

    def _start_leaf(self, name: str, value: Any) -> None:
        depth = self._walker.open.depth
        if name == "DefinitionListTitle":
            self._leaf = ("term", depth, ())
        elif name == "Heading":
            self._leaf = ("heading", int(value["level"][1]), ())
        else:
            self._start_table_part(name, depth)

    def _start_table_part(self, name: str, depth: int) -> None:
        if name == "Table":
            self._table = Table()
            self._in_head = False
        elif name in ("TableHead", "TableRow"):
            self._in_head = name == "TableHead"
            self._table.start_row()
        elif name == "TableCell":
            self._leaf = ("cell", depth, self._table.start_cell(self._in_head))

    def _item_label(self, start: int) -> tuple[str, ...]:
        ordinal = self._ordinals[-1] if self._ordinals else None
        if ordinal is None:
            return (self._view[start : start + 1],)
        self._ordinals[-1] = ordinal + 1
        return (f"{ordinal}.",)

    def _end(self, name: str) -> None:
        if name in _STRESS:
            self.out.stress(False)
        elif name == "Link":
            if self._muted == "Link":
                self._muted = ""
            else:
                self.out.link(None)
            if (mark := self._labels.pop()) is not None:
                self.out.label(mark)
        elif name == "Image":
            self.out.end_aside()
        elif name not in ("Superscript", "Subscript"):
            self._end_block(name)

    def _end_block(self, name: str) -> None:
        if name == "HtmlBlock":
            self._feed_html()
        text = self._close()
        if name == "TableCell":
            self._table.add(text)
            self._table.end_cell()
        elif name in ("TableHead", "TableRow"):
            self._table.end_row()
        elif name == "DefinitionListTitle":
            self._term = text
        elif name == "List":
            self._ordinals.pop()
        elif name in _HOLDERS:
            self._holders.pop()
        if name in _CONTAINERS:
            self._walker.open.containers.leave(_CONTAINERS[name])
        if name not in ("HtmlBlock", "Item", "List"):
            self._walker.end_inline()
        self._leaf = None
        self._muted = ""
        self._open()

    def _feed_html(self) -> None:
        stretches, self._html = self._html or [], None
        if not stretches:
            return
        place = first = stretches[0][0]
        parts: list[str] = []
        for start, end in stretches:
            # Between two lines there is only a line end and the marks of the surrounding quotation or list.
            parts.append(re.sub(r"[^\r\n]", " ", self._view[place:start]))
            parts.append(self._view[start:end])
            place = end
        self._walker.feed("".join(parts), first)

    # Blocks

    def _boundary(self) -> None:
        self._close()
        self._open()

    def _close(self) -> str:
        text = self.out.close()
        if text and self._holders and self._holders[-1].kind != "paragraph":
            self._holders[-1].labels = ()
        return text

    def _open(self) -> None:
        around = self._walker.open
        kind, level, labels = self._context() or around.context() or ("paragraph", around.depth, ())
        self.out.open(kind, level, around.containers.names, labels)

    def _context(self) -> Context | None:
        if self._leaf is not None:
            return self._leaf
        if not self._holders:
            return None
        holder = self._holders[-1]
        return holder.kind, self._walker.open.depth, holder.labels
