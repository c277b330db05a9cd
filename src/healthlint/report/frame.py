"""The code frame of a finding: its line, shortened if necessary, with the span underlined."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.findings.model import Finding
from healthlint.report.emoji import columns, splits
from healthlint.report.paint import Paint
from healthlint.report.safe import visible

_LEAST = 24
"""Characters of a line that are shown on even the narrowest terminal."""
_DOTS = "..."


def frame(finding: Finding, width: int, paint: Paint) -> Iterator[str]:
    """Two lines, if possible no wider than `width`."""
    number = str(finding.start.line) if finding.line.numbered else ""
    gutter = " " * len(number)
    room = max(_LEAST, width - len(f"  {gutter} | "))
    line, first, last = _clip(finding.line.text, finding.line.start, finding.line.end, room)
    yield f"  {number} | {visible(line)}".rstrip()
    marks = paint("^" * max(1, columns(visible(line[first:last]))), finding.severity)
    more = " ..." if finding.end.line > finding.start.line else ""
    yield f"  {gutter} | {' ' * columns(visible(line[:first]))}{marks}{more}"


def _clip(line: str, first: int, last: int, room: int) -> tuple[str, int, int]:
    """The part of a line that fits, with dots where it was cut, and the start and end of the span in it."""
    last = min(last, len(line))
    if columns(visible(line)) <= room:
        return line, first, last
    window = _window(line, first, room - 2 * len(_DOTS))
    middle = (first + min(last, first + window)) // 2
    left = min(max(0, min(middle - window // 2, len(line) - window)), first)
    right = left + window
    while splits(line, left) and left < first:
        left += 1
    while splits(line, right) and right > first + 1:
        right -= 1
    before, after = (_DOTS if left else ""), (_DOTS if right < len(line) else "")
    shift = len(before) - left
    return before + line[left:right] + after, first + shift, min(last, right) + shift


def _window(line: str, first: int, room: int) -> int:
    """The number of characters that fit; fewer than the columns if some are two columns wide."""
    near = visible(line[max(0, first - room) : first + room])
    return max(1, room * len(near) // max(len(near), columns(near)))
