"""Words that must not stand alone, and what belongs beside them is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.record import dataclass
from healthlint.span import Area, outermost


@dataclass(frozen=True, slots=True)
class Alone(Check):
    """Reports `terms` in a section, from one heading to the next, in which none of `partners` stands.

    A partner counts whatever its context. `except`: phrases that hold a term in another sense. In the message: {text}.
    """

    kind: ClassVar[str] = "alone"
    terms: Phrases = Phrases(())
    partners: Phrases = Phrases(())
    except_: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        spared = Area(article.matches(self.except_))
        for span in outermost(article.matches(self.terms)):
            if not spared.overlaps(span) and not article.says(self.partners, article.section_at(span.start)):
                yield Hit(span, {"text": article.text(span)})

    @property
    def once_a_sentence(self) -> bool:
        """What is missing is missing once."""
        return True
