"""Word's fields: the text between `begin` and `separate` is an instruction, the text after it the result."""

from __future__ import annotations

import re
from dataclasses import field

from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

_HYPERLINK = pattern(r"\s*HYPERLINK\s+(?P<local>\\l\s+)?\"(?P<target>[^\"]*)\"", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    in_result: bool = False
    linked: bool = False


class Fields:
    """The open fields of a paragraph; one still open at its end is assumed to end there.

    Otherwise an unclosed field would swallow the rest of the article."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._instructing = 0

    @property
    def in_instruction(self) -> bool:
        """True where the text is an instruction, not prose."""
        return self._instructing > 0

    def begin(self) -> None:
        """A field begins, with its instruction."""
        self._open.append(_Field())
        self._instructing += 1

    def instruct(self, text: str) -> None:
        """Text of the innermost instruction."""
        if self._open:
            self._open[-1].instruction.append(text)

    def separate(self) -> str | None:
        """The result begins; returns the address that it links to, if the field is a hyperlink."""
        if not self._open or self._open[-1].in_result:
            return None
        innermost = self._open[-1]
        innermost.in_result = True
        self._instructing -= 1
        target = link_target("".join(innermost.instruction))
        innermost.linked = target is not None
        return target

    def end(self) -> bool:
        """A field ends; True if it was a hyperlink."""
        if not self._open:
            return False
        ended = self._open.pop()
        self._instructing -= not ended.in_result
        return ended.linked

    def end_paragraph(self) -> None:
        """Close all fields."""
        self._open.clear()
        self._instructing = 0


def link_target(instruction: str) -> str | None:
    """The target of a field's instruction, if it is a hyperlink."""
    found = _HYPERLINK.match(instruction)
    return found and ("#" if found["local"] else "") + found["target"]
