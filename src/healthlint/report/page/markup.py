"""Builds HTML elements from untrusted text: everything that is not our own markup is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from healthlint.pattern import pattern
from healthlint.report.safe import visible

# A browser drops or misreads these, or reorders what follows; a lone surrogate cannot be written at all.
_UNFIT = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# A page printed in a CI job must not contain a line that the runner obeys.
_COMMAND = pattern(r"(\n\s*):(?=:)")


def text(words: str) -> str:
    """`words` escaped for an element or a quoted attribute."""
    shown = escape(_UNFIT.sub(lambda found: visible(found[0]), words.replace("\r\n", "\n")))
    return _COMMAND.sub(r"\1&#58;", shown)


def element(name: str, content: str | Iterable[str] = "", **attributes: str | int | bool | None) -> str:
    """An element around markup. Attribute values are escaped; None and False omit an attribute, True gives its name
    alone. `class_` stands for `class`, and `_` inside a name for `-`."""
    inside = content if isinstance(content, str) else "".join(content)
    return f"<{name}{''.join(_attribute(*pair) for pair in attributes.items())}>{inside}</{name}>"


def _attribute(name: str, value: str | int | bool | None) -> str:
    name = name.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'


def count(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
