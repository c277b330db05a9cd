"""The effect of a Word file's styles on paragraphs and runs: styles.xml, each style with the one it is based on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from healthlint.document.model import BlockKind
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

# Word writes the names of its built-in styles in English in any language; only their ids are translated.
_HEADING = pattern(r"heading ([1-6])")
_CONTENTS = pattern(r"toc \d|contents \d|table of figures|index \d")
_KINDS: dict[str, BlockKind] = {
    "title": "title", "quote": "quote", "intense quote": "quote", "block text": "quote", "quotations": "quote",
    "block quotation": "quote", "caption": "caption", "bibliography": "reference",
}  # fmt: skip
_BODY_LEVEL = 9


@dataclass(slots=True)
class Style:
    """One style as the file defines it; None means inherited."""

    id: str
    type: str = ""
    name: str = ""
    based_on: str = ""
    outline: int | None = None
    number: str | None = None
    depth: int | None = None
    vanish: bool | None = None
    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A resolved style. `kind` is None if the style does not decide; `number` is the list that it belongs to."""

    kind: BlockKind | None = None
    level: int = 0
    contents: bool = False
    number: str | None = None
    depth: int | None = None
    vanish: bool = False
    stress: bool = False
    struck: bool = False


@dataclass(slots=True)
class Styles:
    """All styles of a file; also the event handler that reads them."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    _style: Style | None = None
    _looks: dict[str, Look] = field(default_factory=dict)

    def look(self, style_id: str | None) -> Look:
        """The resolved style; for None, the default paragraph style."""
        name = self.default if style_id is None else style_id
        found = self._looks.get(name)
        if found is None:
            found = self._looks[name] = _look(list(self._chain(name)))
        return found

    def _chain(self, name: str) -> list[Style]:
        chain: list[Style] = []
        seen: set[str] = set()
        while name in self.by_id and name not in seen:
            seen.add(name)
            chain.append(self.by_id[name])
            name = self.by_id[name].based_on
        return chain

    # Events

    def start(self, name: str, attributes: Callable[[], dict[str, str]], at: int) -> None:
        if name == "style":
            said = attributes()
            self._style = Style(said.get("styleId", ""), said.get("type", ""))
            self.by_id.setdefault(self._style.id, self._style)
            if said.get("default") in ("1", "true", "on") and self._style.type == "paragraph":
                self.default = self._style.id
        elif self._style is not None and name in _SETTINGS:
            _SETTINGS[name](self._style, attributes().get("val", ""))

    def end(self, name: str, at: int) -> None:
        if name == "style":
            self._style = None

    def text(self, text: str, start: int, end: int, verbatim: bool) -> None: ...


def switched_on(value: str) -> bool:
    """The value of a property that is on or off; a bare one is on."""
    return value.lower() not in ("0", "false", "off", "none")


def _set_name(style: Style, value: str) -> None:
    style.name = value.strip().lower()


def _set_based_on(style: Style, value: str) -> None:
    style.based_on = value


def _set_outline(style: Style, value: str) -> None:
    style.outline = _level(value)


def _level(value: str) -> int | None:
    # There are nine levels, and Python refuses to parse a number of thousands of digits.
    return int(value) if value.isdecimal() and len(value) < 7 else None


def _set_number(style: Style, value: str) -> None:
    style.number = value


def _set_depth(style: Style, value: str) -> None:
    style.depth = _level(value)


def _set_vanish(style: Style, value: str) -> None:
    style.vanish = switched_on(value)


def _set_bold(style: Style, value: str) -> None:
    style.bold = switched_on(value)


def _set_italic(style: Style, value: str) -> None:
    style.italic = switched_on(value)


def _set_strike(style: Style, value: str) -> None:
    style.strike = bool(style.strike) or switched_on(value)


_SETTINGS: dict[str, Callable[[Style, str], None]] = {
    "name": _set_name, "basedOn": _set_based_on, "outlineLvl": _set_outline, "numId": _set_number, "ilvl": _set_depth,
    "vanish": _set_vanish, "b": _set_bold, "i": _set_italic, "strike": _set_strike, "dstrike": _set_strike,
}  # fmt: skip


def _look(chain: list[Style]) -> Look:
    kind, level = _kind(chain)
    return Look(
        kind,
        level,
        any(_CONTENTS.fullmatch(style.name) for style in chain),
        next((style.number for style in chain if style.number is not None), None),
        next((style.depth for style in chain if style.depth is not None), None),
        next((style.vanish for style in chain if style.vanish is not None), False),
        next((style.bold for style in chain if style.bold is not None), False)
        or next((style.italic for style in chain if style.italic is not None), False),
        next((style.strike for style in chain if style.strike is not None), False),
    )


def _kind(chain: list[Style]) -> tuple[BlockKind | None, int]:
    for style in chain:
        heading = _HEADING.fullmatch(style.name)
        if style.outline is not None and style.outline >= _BODY_LEVEL:
            # "TOC Heading" is based on a heading but is not one.
            return None, 0
        if style.outline is not None or heading:
            return "heading", int(heading.group(1)) if heading else min((style.outline or 0) + 1, 6)
        if style.name in _KINDS:
            kind = _KINDS[style.name]
            return kind, 1 if kind in ("title", "quote") else 0
    return None, 0
