"""Research is called upon to prove something, and none is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from healthlint.analysis.citations import markers
from healthlint.analysis.scan import Phrases
from healthlint.checks.base import Article, Check, Hit


@dataclass(frozen=True, slots=True)
class Unsourced(Check):
    """Reports `terms` ("studies show") in a block with no link, no numbered marker and none of the phrases `named`.

    In the message: {text}.
    """

    kind: ClassVar[str] = "unsourced"
    terms: Phrases = Phrases(())
    named: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        found = list(article.matches(self.terms))
        if not found:
            return
        document = article.document
        sources = [span for span, _ in document.links] + [marker.span for marker in markers(document)]
        sources += article.matches(self.named)
        for span in found:
            block = document.block_at(span.start)
            if block is None or not any(block.span.contains(source) for source in sources):
                yield Hit(span, {"text": article.text(span)})
