"""The text allows what the reference warns against: the drug together with something it must not meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from healthlint.analysis.model import Mention
from healthlint.analysis.scan import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.reference.model import Fact
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Interaction(Check):
    """Reports `allowed` phrases (they name the other substance as `<opioid>`, `<alcohol>` ...) about `drug`.

    Only when a fact of type interaction warns of that substance or of a class it belongs to. In the message: {text},
    {other}.
    """

    kind: ClassVar[str] = "interaction"
    drug: str = ""
    allowed: Phrases = Phrases(())
    warned: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        warnings = [fact for fact in article.reference.select(drug=self.drug)
                    if fact.type in ("interaction", "washout") and fact.about.get("with")]
        if not warnings or article.subject != self.drug:
            return
        spared = list(article.matches(self.warned))
        for span in sorted(set(article.matches(self.allowed))):
            if any(other.overlaps(span) for other in spared):
                continue
            facts = self._warned(article, span, warnings)
            if facts:
                yield Hit(span, {"text": article.text(span), "other": facts[0].about["with"]},
                          facts=tuple(fact.id for fact in facts[:3]))

    @property
    def once_a_sentence(self) -> bool:
        """A permission is one permission, however many of the phrases it holds."""
        return True

    def _warned(self, article: Article, span: Span, warnings: list[Fact]) -> list[Fact]:
        """The warnings that name a substance of the stretch or, if it names none, the last one before it that counts."""
        sentence = article.sentence_at(span.start)
        inside = [m for m in article.analysis.mentions if m.kind == "drug" and span.contains(m.span)]
        if sentence is not None and not any(_named(mention, warnings) for mention in inside):
            inside = [m for m in article.analysis.mentions if m.kind == "drug" and sentence.span.contains(m.span)
                      and m.span.end <= span.start and m.concept != self.drug
                      and article.context(m.span).polarity == "affirmed"][-1:]
        return [fact for mention in inside for fact in _named(mention, warnings)]


def _named(mention: Mention, warnings: list[Fact]) -> list[Fact]:
    names = {mention.concept, *mention.classes}
    return [fact for fact in warnings if fact.about["with"] in names or fact.about["with"].rstrip("s") in names]
