"""Words that need other words with them, which are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.backing import is_backed, is_documented
from healthlint.checks.base import Article, Check, Hit
from healthlint.fast_dataclass import dataclass
from healthlint.span import Area, outermost


@dataclass(frozen=True, slots=True)
class Unaccompanied(Check):
    """Reports `terms` in a section (from one heading to the next) that contains none of `partners`; a partner elsewhere
    counts if its sentence shares a word of `outcomes` with the sentence of the term.

    A partner counts in any context. Percentages that facts document as the effect of a drug named in the article are
    not reported. `except`: phrases that use a term in another sense. In the message: {text}.
    """

    kind: ClassVar[str] = "unaccompanied"
    terms: Phrases = Phrases(())
    partners: Phrases = Phrases(())
    outcomes: Phrases = Phrases(())
    except_: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        spared = Area(article.matches(self.except_))
        for span in outermost(article.matches(self.terms)):
            if spared.overlaps(span) or is_documented(article, span):
                continue
            if not is_backed(article, span, self.partners, self.outcomes):
                yield Hit(span, {"text": article.text(span)})

    @property
    def once_a_sentence(self) -> bool:
        """True: what is missing is reported once a sentence."""
        return True
