"""Template tags in Markdown (Hugo shortcodes, Jekyll and Jinja tags, kramdown attributes), found and blanked out."""

from __future__ import annotations

import re

from healthlint.pattern import pattern
from healthlint.span import Span

# One alternative opens, one closes, and a blank line gives up, so that a lone "{{" does not swallow the article.
_MARK = pattern(r"\{\{|[%>]?\}\}|\{%|%\}|\{#|#\}|(?:\r?\n[ \t]*){2,}")
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_ATTRIBUTES = pattern(r"\{:[^{}\n]{0,200}\}")
_NAME = pattern(r"\{[{%][-<%\s]*(/?)\s*(\w+)")
_UNSEEN = {"highlight": "endhighlight", "comment": "endcomment", "mermaid": "", "math": ""}
_FILLER = "\u2060"


def blot(text: str) -> str:
    """The text with its template tags blanked out, of the same length.

    A tag alone on its line becomes a blank line; one inside a line becomes word joiners, which Markdown takes for
    letters and readers do not see: spaces could turn the line into code.
    """
    if not any(mark in text for mark in ("{{", "{%", "{#", "{:")):
        return text
    parts: list[str] = []
    place = 0
    for span in _hidden(text):
        if span.start < place:
            continue
        parts.append(text[place : span.start])
        parts.append(fill(text, span))
        place = span.end
    parts.append(text[place:])
    return "".join(parts)


def _hidden(text: str) -> list[Span]:
    """Tags, and a pair of tags as a whole if its inside is not prose."""
    spans: list[Span] = []
    waiting: tuple[str, int] | None = None
    for tag in _tags(text):
        name = _NAME.match(text, tag.start, tag.end)
        word, ends = (name.group(2), bool(name.group(1))) if name else ("", False)
        if waiting is not None:
            unseen, start = waiting
            if word == _UNSEEN[unseen] or (ends and word == unseen):
                spans.append(Span(start, tag.end))
                waiting = None
                continue
        elif word in _UNSEEN and not ends:
            waiting = (word, tag.start)
        spans.append(tag)
    spans.extend(Span(*match.span()) for match in _ATTRIBUTES.finditer(text))
    return sorted(spans, key=lambda span: (span.start, -span.end))


def _tags(text: str) -> list[Span]:
    found: list[Span] = []
    opened: tuple[str, int] | None = None
    for match in _MARK.finditer(text):
        mark = match.group()
        if opened is None:
            if mark in _CLOSERS:
                opened = (_CLOSERS[mark], match.start())
        elif mark.endswith(opened[0]):
            found.append(Span(opened[1], match.end()))
            opened = None
        elif mark.isspace():
            opened = None
    return found


def fill(text: str, span: Span) -> str:
    inside = text[span.start : span.end]
    filler = " " if _fills_line(text, span) else _FILLER
    return re.sub(r"[^\r\n]", filler, inside)


def _fills_line(text: str, span: Span) -> bool:
    """True if nothing else is on the tag's line."""
    start, end = span.start, span.end
    while start and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] in " \t":
        end += 1
    return (not start or text[start - 1] in "\r\n") and (end == len(text) or text[end] in "\r\n")
