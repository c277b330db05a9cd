"""The table of an article: the rows of each attribute, read by its family on first use, and their contradictions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from healthlint.analysis.attributes import Attribute, Family
from healthlint.analysis.places import Places
from healthlint.analysis.statements.attributes import (
    ages,
    cells,
    counts,
    digits,
    doses,
    expansions,
    figures,
    points,
    recalls,
    stances,
    things,
)
from healthlint.analysis.statements.attributes.compare import Earlier, contradicted
from healthlint.analysis.statements.attributes.model import Row
from healthlint.analysis.statements.attributes.qualifiers import Qualifiers
from healthlint.fast_dataclass import replace
from healthlint.span import Span

FAMILIES: Mapping[Family, Callable[[Places, Attribute], Iterator[Row]]] = {
    "figure": figures.rows,
    "thing": things.rows,
    "count": counts.rows,
    "digits": digits.rows,
    "points": points.rows,
    "age": ages.rows,
    "expansion": expansions.rows,
    "range": doses.rows,
    "stance": stances.rows,
    "recall": recalls.rows,
    "cell": cells.rows,
}


class Table:
    """The attributes of one article."""

    def __init__(self, places: Places) -> None:
        lexicon = places.analysis.lexicon
        self._places = places
        self._attributes = {attribute.id: attribute for attribute in lexicon.attributes}
        self._qualifiers = Qualifiers(places, lexicon.qualifiers)
        self._rows: dict[str, tuple[Row, ...]] = {}

    def rows(self, attribute: str) -> tuple[Row, ...]:
        """The rows of an attribute in the order of comparison, without alternatives and insincere ones."""
        if attribute not in self._rows:
            known = self._attributes.get(attribute)
            self._rows[attribute] = (
                () if known is None else tuple(self._kept(FAMILIES[known.family](self._places, known)))
            )
        return self._rows[attribute]

    def all(self) -> Iterator[Row]:
        """Every row, attribute by attribute."""
        for attribute in self._attributes:
            yield from self.rows(attribute)

    def contradictions(self, attribute: str) -> Iterator[tuple[Row, Row]]:
        """Each row that contradicts an earlier one, with that one."""
        reported: set[Span] = set()
        earlier = Earlier()
        for row in self.rows(attribute):
            other = contradicted(row, earlier.of(row))
            earlier.add(row)
            # One report is enough for two sides of a stance.
            if other is not None and not (row.value.sort == "stance" and other.place in reported):
                reported |= {row.place, other.place}
                yield row, other

    def _kept(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            alternative, qualifiers = self._qualifiers.of(row.place)
            if self._places.holds(row.attribute.unless, row.place, row.context):
                continue
            # "120 adults took it instead" is still a count.
            counted = row.value.sort in ("count", "digits")
            if counted or not alternative:
                reply = row.reply and not alternative
                sentence = self._places.sentence_at(row.place.start)
                start, block = (-1, -1) if sentence is None else (sentence.first, sentence.block)
                yield replace(row, qualifiers=qualifiers, sentence=start, block=block, reply=reply)
