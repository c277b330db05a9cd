"""Two values of one attribute that cannot both hold; the later one is reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.checks.base import Article, Check, Hit
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Contradiction(Check):
    """Compares the article's values of these `attributes`, which the lexicon defines. Each row of the table is a
    subject, an attribute, a value, the people and time it applies to, and its place.

    Two rows with the same subject, population and time must be compatible. An explicit alternative ("instead") and
    values that are denied, asked or disputed contradict nothing. In the message: {text}, {earlier}, {subject}.
    """

    kind: ClassVar[str] = "contradiction"
    attributes: tuple[str, ...] = ()

    def run(self, article: Article) -> Iterator[Hit]:
        reported: set[Span] = set()
        for attribute in self.attributes:
            for row, other in article.table.contradictions(attribute):
                if row.place not in reported:
                    reported.add(row.place)
                    values = {"text": article.text(row.value_place or row.place), "subject": row.named}
                    values["earlier"] = article.earlier(other.value_place or other.place, other.said)
                    yield Hit(row.place, values, context=row.context, against=other.value_place or other.place)
