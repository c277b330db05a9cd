"""MDX: finds the JavaScript in a Markdown file and blanks it out; possible prose in it is reported as not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from healthlint.document.model import Unread
from healthlint.document.templates import fill
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.span import Span

_FENCE = pattern(r" {0,3}(`{3,}|~{3,})")
_TICKS = pattern(r"`+")
# A paragraph that begins like this is a statement, up to the next blank line.
_STATEMENT = pattern(r"(?:import|export)\b(?=[ \t{*])")
_BLANK_LINE = pattern(r"\n[ \t\r]*(?=\n|\Z)")
_COMPONENT = pattern(r"</?(?:[A-Z_$][\w.$:-]*|[a-z]\w*\.[\w.]+)(?=[\s/>])|</?>")
_TAG = pattern(r"</?[a-z][\w-]*(?=[\s/>])")
_PROPERTY = pattern(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_STRING = pattern(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`")
_LITERAL = pattern(r"\{\s*([\"'`])([^\"'`\\{}]*)\1\s*\}")
_STOP = pattern(r"[`{<\n]")
_IN_EXPRESSION = pattern(r"[{}\"'`]|/\*|//")
_WORD = pattern(r"[^\W\d_]{2,}")
_ITEM = pattern(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
_INDENTED = pattern(r"[ \t]{4,}(?=\S)")
_FEWEST_WORDS = 5
_FILLER = "\u2060"
_LONGEST = 20_000
"""Characters of an expression or tag; one that is not closed by then is not one."""
_PATIENCE = 20
"""The most text scanned for missing ends, as a multiple of the text's length."""


@dataclass(slots=True)
class Prepared:
    """A view of the file for the Markdown parser, of the same length, and what was left out of it."""

    view: str
    unread: list[Unread] = field(default_factory=list)


def prepare(text: str) -> Prepared:
    """The text without statements, expressions and component tags; the text between the tags stays.

    A comment in an expression becomes an HTML comment. A text with an unmatched brace keeps it: it is not MDX."""
    scanner = _Scanner(text)
    scanner.scan()
    parts: list[str] = []
    place = 0
    for span, shown in sorted(scanner.found, key=lambda found: found[0]):
        if span.start >= place:
            parts += (text[place : span.start], shown)
            place = span.end
    parts.append(text[place:])
    return Prepared(_outdented("".join(parts)), list(_unread(scanner.prose)))


class _Scanner:
    """Scans the text once; `found` are spans with their replacements, `prose` is the prose hidden in them."""

    def __init__(self, text: str) -> None:
        self.found: list[tuple[Span, str]] = []
        self.prose: list[tuple[str, str, Span]] = []
        self._text = text
        self._first = len(text) - len(text.lstrip())
        self._budget = _PATIENCE * (len(text) + _LONGEST)

    def scan(self) -> None:
        text, at = self._text, 0
        fresh = True
        while at < len(text):
            if fresh and (fence := _FENCE.match(text, at)):
                at, fresh = self._end_of_code(fence[1], fence.end()), True
                continue
            if fresh and self._starts_block(at) and _STATEMENT.match(text, at):
                at = self._statement(at)
                continue
            stop = _STOP.search(text, at)
            if stop is None:
                return
            fresh = stop[0] == "\n"
            at = self._after(stop[0], stop.start())

    def _after(self, mark: str, at: int) -> int:
        """Where to continue after a mark."""
        if mark == "`":
            ticks = _TICKS.match(self._text, at)
            assert ticks is not None
            end = self._text.find(ticks[0], ticks.end())
            return ticks.end() if end < 0 else end + len(ticks[0])
        if mark == "{":
            return self._expression(at)
        if mark == "<":
            return self._tag(at)
        return at + 1

    def _starts_block(self, at: int) -> bool:
        """True at the start of a line after a blank one or another statement."""
        before = self._text.rfind("\n", 0, max(at - 1, 0)) + 1
        follows = bool(self.found) and self.found[-1][0].end == at
        return at <= self._first or follows or not self._text[before:at].strip()

    def _end_of_code(self, fence: str, at: int) -> int:
        end = self._text.find(f"\n{fence}", at)
        line = self._text.find("\n", end + 1) if end >= 0 else -1
        return len(self._text) if line < 0 else line + 1

    def _statement(self, at: int) -> int:
        blank = _BLANK_LINE.search(self._text, at)
        end = blank.start() + 1 if blank else len(self._text)
        self._hide(Span(at, end), " ")
        self._remember("a JavaScript statement", Span(at, end))
        return end

    def _expression(self, at: int) -> int:
        end = self._closed(at)
        if end < 0:
            return at + 1
        span = Span(at, end)
        inside = self._text[at + 1 : end - 1].strip()
        if inside.startswith("/*") and inside.endswith("*/") and self._text[at : at + 3] == "{/*":
            self._show_comment(span)
        elif literal := _LITERAL.fullmatch(self._text, at, end):
            self._hide(Span(at, literal.start(2)), _FILLER)
            self._hide(Span(literal.end(2), end), _FILLER)
        else:
            self.found.append((span, fill(self._text, span)))
            self._remember("a JavaScript expression", span)
        return end

    def _closed(self, at: int) -> int:
        """Where the brace at `at` is closed; -1 if it is not, or if too many were not."""
        end = _closed(self._text, at, at + _LONGEST) if self._budget > 0 else -1
        if end < 0:
            self._budget -= min(_LONGEST, len(self._text) - at)
        return end

    def _show_comment(self, span: Span) -> None:
        written = self._text[span.start : span.end]
        close = len(written) - len(written.rstrip("}").rstrip().removesuffix("*/"))
        self.found.append(
            (span, f"<!--{written[4:-close]}{'-->'.ljust(close)}" if len(written) > 7 else " " * len(span))
        )

    def _tag(self, at: int) -> int:
        name = _COMPONENT.match(self._text, at)
        if name is None and not _TAG.match(self._text, at):
            return at + 1
        end = self._end_of_tag(at + 1)
        if end < 0:
            return at + 1
        if name is not None:
            span = Span(at, end)
            self.found.append((span, fill(self._text, span)))
            for each in _PROPERTY.finditer(self._text, at, end):
                text = Span(*each.span(each.lastindex or 0))
                self.prose.append((f"property {each[1]} of {name[0]}>", self._text[text.start : text.end], text))
        return end

    def _end_of_tag(self, at: int) -> int:
        """Where a tag ends, outside braces and quotes; the expressions of an HTML tag are hidden."""
        text, most = self._text, min(len(self._text), at + _LONGEST)
        while at < most:
            mark = text[at]
            if mark == ">":
                return at + 1
            if mark in "\"'":
                at = text.find(mark, at + 1, most)
                if at < 0:
                    return -1
            elif mark == "{":
                end = self._closed(at)
                if end < 0:
                    return -1
                self._hide(Span(at, end), " ")
                self._remember("a JavaScript expression", Span(at, end))
                at = end - 1
            elif mark == "<":
                return -1
            at += 1
        return -1

    def _hide(self, span: Span, filler: str) -> None:
        shown = "".join(letter if letter in "\r\n" else filler for letter in self._text[span.start : span.end])
        self.found.append((span, shown))

    def _remember(self, what: str, span: Span) -> None:
        for string in _STRING.finditer(self._text, span.start, span.end):
            place = Span(*string.span(string.lastindex or 0))
            self.prose.append((what, self._text[place.start : place.end], place))


def _closed(text: str, at: int, most: int) -> int:
    """Where the brace at `at` is closed by JavaScript's rules; -1 if it is not before `most`."""
    depth = 0
    while (mark := _IN_EXPRESSION.search(text, at, most)) is not None:
        at = mark.end()
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
            if not depth:
                return at
        elif mark[0] in ("/*", "//"):
            end = text.find("*/" if mark[0] == "/*" else "\n", at)
            at = len(text) if end < 0 else end + (2 if mark[0] == "/*" else 1)
        else:
            string = _STRING.match(text, mark.start())
            at = string.end() if string else at
    return -1


def _unread(prose: list[tuple[str, str, Span]]) -> Iterator[Unread]:
    found: dict[str, list[tuple[int, Span]]] = {}
    for what, text, span in prose:
        words = len(_WORD.findall(text))
        if words >= _FEWEST_WORDS and " " in text.strip():
            found.setdefault(what, []).append((words, span))
    for what, each in found.items():
        words = sum(number for number, _ in each)
        yield Unread(what, f"{words} words", "write them between tags or as Markdown", len(each), each[0][1])


def _outdented(view: str) -> str:
    """The view without indented code, which MDX does not have: children of components are indented."""
    lines = view.split("\n")
    code, listed = "", False
    for at, line in enumerate(lines):
        fence = _FENCE.match(line.lstrip() if code or line[:4].isspace() else line)
        if fence:
            code = "" if code and fence[1].startswith(code) else code or fence[1]
            continue
        if code or not line.strip():
            continue
        if _ITEM.match(line):
            listed = True
        elif not line[0].isspace():
            listed = False
        elif not listed and (indent := _INDENTED.match(line)):
            lines[at] = _FILLER * indent.end() + line[indent.end() :]
    return "\n".join(lines)
