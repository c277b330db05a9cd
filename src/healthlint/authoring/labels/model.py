"""A drug label: products and sections, their text as one, and the place in the file of every stretch of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from healthlint.document.prose import Prose
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

BlockKind = Literal["paragraph", "item", "caption"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or caption; `span` is its stretch of the label's text.

    depth: 0 for a paragraph, 1 and more inside lists: an item continues the nearest block before it that is less deep.
    heading: nothing in it stands outside of bold, italics or underline.
    """

    span: Span
    kind: BlockKind = "paragraph"
    depth: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each a stretch of the label's text (an empty one for an empty cell); `head` are header rows."""

    caption: Span
    head: tuple[tuple[Span, ...], ...]
    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """`code` is its LOINC code; `highlights` are what the label's first page says of it."""

    code: str
    title: Span
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = ()
    highlights: tuple[Block, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in the order of the text."""
        yield self
        for each in self.sections:
            yield from each.walk()


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, as the label's data write them (mg, ug, mL, [iU]); a unit of "1" is a piece."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Ingredient:
    """An active ingredient: `name` with its salt, `moiety` without; so much of it in so much of the product.

    `place` is the stretch of the file that says how much."""

    name: str
    moiety: str
    amount: Amount | None
    per: Amount | None
    place: Span


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the label's data and its place in the file; "" where the label has none."""

    text: str = ""
    place: Span = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Product:
    """One product, or a part of a kit; `form`, `route` and `category` (NDA, OTC monograph) in the words of the data."""

    name: Term
    generic: str
    form: Term
    route: str
    category: Term
    ingredients: tuple[Ingredient, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it was read from `file`. `effective` is a day (YYYY-MM-DD) or ""; `set_id` stays through its versions.

    `prose` is the text of all sections, and knows where in the file each character stands.
    """

    file: str
    sha256: str
    format: Literal["spl", "openfda"]
    set_id: str
    version: str
    effective: str
    title: Span
    maker: str
    document_type: Term
    products: tuple[Product, ...]
    sections: tuple[Section, ...]
    prose: Prose

    def walk(self) -> Iterator[Section]:
        """Every section, in the order of the text."""
        for section in self.sections:
            yield from section.walk()

    def words(self, span: Span) -> str:
        """The text of a stretch."""
        return self.prose.text[span.start : span.end]

    def place(self, span: Span) -> Span:
        """The stretch of the file that a stretch of the text came from, in code points, markup between included."""
        return self.prose.locate(span.start, span.end)
