"""Something that the article as a whole must say and does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from healthlint.analysis.model import Context
from healthlint.analysis.scan import Phrases
from healthlint.checks.base import Article, Check, Hit

_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Caveat(Check):
    """Reports the article when none of `said` stands in it with an affirmative meaning.

    `said_anyway` counts whatever its context ("no one knows" is negative and still says it); `otherwise` are phrases
    that hold words of the others in another sense. Due only in an article about `drug` that names the form in question
    (`named`) in its title or three times, or speaks of `uses` more often than of the `approved` ones.
    """

    kind: ClassVar[str] = "caveat"
    drug: str = ""
    named: Phrases = Phrases(())
    uses: Phrases = Phrases(())
    approved: Phrases = Phrases(())
    said: Phrases = Phrases(())
    said_anyway: Phrases = Phrases(())
    otherwise: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        if self._due(article) and not self._said(article):
            yield Hit(None)

    def _due(self, article: Article) -> bool:
        named = set(article.matches(self.named))
        if article.subject != self.drug or not named:
            return False
        titles = [block.span for block in article.document.blocks if block.kind == "title"]
        if len(named) >= _OFTEN or any(title.contains(span) for title in titles for span in named):
            return True
        return len(set(article.matches(self.uses))) > len(set(article.matches(self.approved)))

    def _said(self, article: Article) -> bool:
        otherwise = list(article.matches(self.otherwise))
        plain = (span for span in article.matches(self.said) if _earnest(article.context(span)))
        return any(
            not any(other.overlaps(span) for other in otherwise)
            for spans in (article.matches(self.said_anyway), plain) for span in spans
        )


def _earnest(context: Context) -> bool:
    return context.polarity == "affirmed" and context.voice != "critic" and context.certainty != "questioned"
