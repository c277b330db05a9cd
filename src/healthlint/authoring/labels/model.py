"""A drug label: products, sections and their joint text, with the place of every stretch in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from healthlint.document.prose import Prose
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

BlockKind = Literal["paragraph", "item", "caption"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or caption; `span` is its place in the label's text.

    depth: 0 for a paragraph, 1 and more inside lists; an item continues the nearest preceding block of smaller depth.
    heading: all of it is bold, italic or underlined.
    """

    span: Span
    kind: BlockKind = "paragraph"
    depth: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each a span of the label's text (empty for an empty cell); `head` are header rows."""

    caption: Span
    head: tuple[tuple[Span, ...], ...]
    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """`code` is its LOINC code; `highlights` is its summary on the label's first page."""

    code: str
    title: Span
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = ()
    highlights: tuple[Block, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all subsections, in text order."""
        yield self
        for each in self.sections:
            yield from each.walk()


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit as in the label's data (mg, ug, mL, [iU]); the unit "1" is a piece."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Ingredient:
    """An active ingredient: `name` with its salt, `moiety` without; an amount of it per amount of the product.

    `place` is the place of the amount in the file."""

    name: str
    moiety: str
    amount: Amount | None
    per: Amount | None
    place: Span


@dataclass(frozen=True, slots=True)
class Term:
    """A term in the label's data and its place in the file; "" if the label has none."""

    text: str = ""
    place: Span = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Product:
    """One product, or a part of a kit; `form`, `route` and `category` (NDA, OTC monograph) as in the data."""

    name: Term
    generic: str
    form: Term
    route: str
    category: Term
    ingredients: tuple[Ingredient, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it was read from `file`. `effective` is a day (YYYY-MM-DD) or ""; `set_id` is the same for all its
    versions.

    `prose` is the text of all sections, with the place in the file of each character.
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
        """Every section, in text order."""
        for section in self.sections:
            yield from section.walk()

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.prose.text[span.start : span.end]

    def place(self, span: Span) -> Span:
        """The place in the file of a span of the text, in code points, including markup."""
        return self.prose.locate(span.start, span.end)
