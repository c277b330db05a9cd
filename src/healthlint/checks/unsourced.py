"""Research cited as proof without naming any."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import ClassVar

from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

_BEHIND = 2


@dataclass(frozen=True, slots=True)
class Unsourced(Check):
    """Reports `terms` ("studies show") in a block with no link, no numbered marker and none of the phrases `named`.

    Silent if the sentence continues with one of `mild` ("studies show that it may ..."), which is no appeal to proof.
    For terms that contain one of `definite` ("the latest research"), sources in the next two blocks count too.

    In the message: {text}.
    """

    kind: ClassVar[str] = "unsourced"
    terms: Phrases = Phrases(())
    named: Phrases = Phrases(())
    mild: Phrases = Phrases(())
    hedges: Phrases = Phrases(())
    definite: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        found = list(article.matches(self.terms))
        if not found:
            return
        document = article.document
        sources = [span for span, _ in document.links] + [marker.span for marker in article.markers]
        sources += article.matches(self.named)
        for span in found:
            if self._mild(article, span):
                continue
            area = self._area(article, span)
            if area is None or not any(area.contains(source) for source in sources):
                yield Hit(span, {"text": article.text(span)})

    def _area(self, article: Article, span: Span) -> Span | None:
        """Where a source has to be given: the block, and for a definite term the next two as well."""
        document = article.document
        block = document.block_at(span.start)
        if block is None:
            return None
        if not article.says(self.definite, span):
            return block.span
        behind = document.blocks[document.blocks.index(block) :][: _BEHIND + 1]
        return block.span.cover(behind[-1].span)

    def _mild(self, article: Article, span: Span) -> bool:
        sentence = article.sentence_at(span.start)
        mild = chain(
            article.matches(self.mild),
            () if article.about.topic in article.reference.drugs else article.matches(self.hedges),
        )
        return sentence is not None and any(
            other.overlaps(span) or span.start <= other.start < sentence.span.end for other in mild
        )
