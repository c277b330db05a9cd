"""The numbers that Word puts before list items: numbering.xml, and the running counters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

_PLACE = pattern(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_DEPTH = 8


@dataclass(slots=True)
class Level:
    """The numbering of one depth of a list."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str = ""


@dataclass(slots=True)
class List:
    """The definition of a list (an abstractNum); lists of one definition share their counters."""

    levels: dict[int, Level] = field(default_factory=dict)
    style: str = ""
    like_style: str = ""
    counters: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """All lists of a file; also the event handler that reads them."""

    lists: dict[str, List] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _list: List | None = None
    _level: Level | None = None
    _number: str = ""
    _depth: int = 0

    def depth_of(self, number: str, style: str) -> int | None:
        """The depth at which a list uses a paragraph style."""
        found = self._definition(number)
        depths = (depth for depth, level in found.levels.items() if style and level.style == style) if found else ()
        return next(iter(depths), None)

    def label(self, number: str, depth: int) -> tuple[str, ...]:
        """Count one item of a list, and return the label that Word shows before it."""
        found = self._definition(number)
        if found is None:
            return ()
        depth = min(depth, _MOST_DEPTH)
        found.counters.update(self.restarts.pop(number, {}))
        level = found.levels.get(depth, Level())
        if level.format == "bullet":
            return ("•",)
        found.counters[depth] = found.counters.get(depth, level.start - 1) + 1
        for deeper in [other for other in found.counters if other > depth]:
            del found.counters[deeper]
        shown = _PLACE.sub(lambda match: _counter(found, int(match.group(1)) - 1), level.text)
        return (shown,) if shown.strip() and level.format != "none" else ()

    def _definition(self, number: str) -> List | None:
        found = self.lists.get(self.numbers.get(number, ""))
        if found is not None and found.like_style and not found.levels:
            same = (other for other in self.lists.values() if other.style == found.like_style)
            return next(same, found)
        return found

    # Events

    def start(self, name: str, attributes: Callable[[], dict[str, str]], at: int) -> None:
        if name in ("abstractNum", "num", "lvlOverride", "lvl"):
            self._open(name, attributes())
        elif name in _SETTINGS:
            self._set(name, attributes().get("val", ""))

    def end(self, name: str, at: int) -> None:
        if name == "lvl":
            self._level = None
        elif name in ("abstractNum", "num"):
            self._list = None
            self._number = ""

    def text(self, text: str, start: int, end: int, verbatim: bool) -> None: ...

    def _open(self, name: str, said: dict[str, str]) -> None:
        if name == "abstractNum":
            self._list = self.lists.setdefault(said.get("abstractNumId", ""), List())
        elif name == "num":
            self._number = said.get("numId", "")
        else:
            self._depth = _number(said.get("ilvl", ""))
            if name == "lvl" and self._list is not None:
                self._level = self._list.levels.setdefault(self._depth, Level())

    def _set(self, name: str, value: str) -> None:
        if self._level is not None:
            _set_level(self._level, name, value)
        elif self._list is not None:
            if name == "styleLink":
                self._list.style = value
            elif name == "numStyleLink":
                self._list.like_style = value
        elif name == "abstractNumId":
            self.numbers[self._number] = value
        elif name == "startOverride":
            self.restarts.setdefault(self._number, {})[self._depth] = _number(value) - 1


def _set_level(level: Level, name: str, value: str) -> None:
    if name == "start":
        level.start = _number(value)
    elif name == "numFmt":
        level.format = value
    elif name == "lvlText":
        level.text = value
    elif name == "pStyle":
        level.style = value


_SETTINGS = frozenset(
    ("start", "numFmt", "lvlText", "pStyle", "styleLink", "numStyleLink", "abstractNumId", "startOverride")
)


def _number(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 7 else 0


def _counter(found: List, depth: int) -> str:
    level = found.levels.get(depth, Level())
    number = found.counters.get(depth, level.start)
    if level.format in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
        return letter if level.format == "lowerLetter" else letter.upper()
    if level.format in ("lowerRoman", "upperRoman") and 0 < number < 5000:
        return roman(number) if level.format == "lowerRoman" else roman(number).upper()
    return str(number)


def roman(number: int) -> str:
    """`iv` for 4."""
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text
