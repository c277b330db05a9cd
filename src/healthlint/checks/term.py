"""Words that should not stand there: any of a list of phrases, wherever it is used in earnest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from healthlint.analysis.scan import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Term(Check):
    """Reports every place of `terms`. In the message, `{text}` is what stands there.

    `except`: phrases that hold the term in another sense ("breakthrough pain"). `drug`: only where the words are about
    this drug, once a sentence (without it, wherever they stand).
    """

    kind: ClassVar[str] = "term"
    terms: Phrases = Phrases(())
    except_: Phrases = Phrases(())
    drug: str = ""

    def run(self, article: Article) -> Iterator[Hit]:
        spared = list(article.matches(self.except_))
        for span in _longest(article.matches(self.terms)):
            if any(other.contains(span) for other in spared):
                continue
            if not self.drug or article.drug_at(span) == self.drug:
                yield Hit(span, {"text": article.text(span)})

    @property
    def once_a_sentence(self) -> bool:
        """A statement about a drug is one statement, however many of the phrases it holds."""
        return bool(self.drug)


def _longest(spans: Iterator[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not kept or not kept[-1].contains(span):
            kept.append(span)
    return kept
