"""State shared by the parts of one Word file: styles, numbering, the paragraphs so far, the numbers of notes."""

from __future__ import annotations

from dataclasses import field

from healthlint.document.word.numbering import Numbering
from healthlint.document.word.paragraph import Paragraph
from healthlint.document.word.styles import Styles
from healthlint.document.word.written import Written
from healthlint.fast_dataclass import dataclass


@dataclass(slots=True)
class Notes:
    """The numbers of footnotes or endnotes, by id, in the order in which the document refers to them."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, note_id: str) -> int:
        """The number of a note, given at its first mention."""
        return self.numbers.setdefault(note_id, len(self.numbers) + 1)


@dataclass(slots=True)
class Shared:
    """State shared by all parts of one file."""

    styles: Styles
    numbering: Numbering
    paragraphs: list[Paragraph] = field(default_factory=list)
    written: Written = field(default_factory=Written)
    notes: dict[str, Notes] = field(default_factory=lambda: {"footnote": Notes(), "endnote": Notes()})

    def earlier(self, kind: str) -> int:
        """The number of notes before the first of this kind."""
        return len(self.notes["footnote"].numbers) if kind == "endnote" else 0
