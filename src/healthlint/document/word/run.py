"""A run of a Word file: its properties, and the characters that it writes as elements."""

from __future__ import annotations

from healthlint.document.word.paragraph import Chunk
from healthlint.document.word.styles import switched_on
from healthlint.fast_dataclass import dataclass

CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
# The font "Symbol" has its own characters in place of letters; articles use it for these.
_SYMBOLS = {
    0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xBB: "≈", 0xB9: "≠",
}  # fmt: skip
_PRIVATE = 0xF000
_XML_SPACE = " \t\r\n"


@dataclass(slots=True)
class Run:
    """The properties of a run that affect its text."""

    vanish: bool | None = None
    stress: bool | None = None
    raised: bool = False
    struck: bool | None = None
    style: str | None = None

    def set(self, name: str, value: str) -> None:
        """One property."""
        if name == "rStyle":
            self.style = value
        elif name == "vertAlign":
            self.raised = value == "superscript"
        elif name == "vanish":
            self.vanish = switched_on(value)
        elif name in ("strike", "dstrike"):
            # One line and two are separate properties; either withdraws the text.
            self.struck = bool(self.struck) or switched_on(value)
        else:
            # Bold and italics both count as stress.
            self.stress = bool(self.stress) or switched_on(value)


def symbol(said: dict[str, str]) -> str:
    """The character that a w:sym element shows; "" for an unknown one."""
    try:
        code = int(said.get("char", ""), 16)
    except ValueError:
        return ""
    if code >= _PRIVATE:
        return _SYMBOLS.get(code - _PRIVATE, "") if said.get("font", "") == "Symbol" else ""
    return chr(code) if code > 0 and chr(code).isprintable() else ""


def trimmed(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks without white space at the ends, which Word drops unless told to keep it."""
    first, last = 0, len(chunks)
    while first < last and not chunks[first].text.strip(_XML_SPACE):
        first += 1
    while last > first and not chunks[last - 1].text.strip(_XML_SPACE):
        last -= 1
    kept = chunks[first:last]
    if kept and len(kept[0].text) == kept[0].end - kept[0].start:
        text, start, end = kept[0]
        cut = len(text) - len(text.lstrip(_XML_SPACE))
        kept[0] = Chunk(text[cut:], start + cut, end)
    if kept and len(kept[-1].text) == kept[-1].end - kept[-1].start:
        text, start, end = kept[-1]
        cut = len(text) - len(text.rstrip(_XML_SPACE))
        kept[-1] = Chunk(text[: len(text) - cut], start, end - cut)
    return kept
