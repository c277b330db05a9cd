"""A sound-alike drug named in a context that belongs to the other drug."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import ClassVar

from healthlint.analysis.lexicon import Drug
from healthlint.analysis.model import Mention
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.dosing import Doses, intake_of
from healthlint.checks.given_forms import given_as
from healthlint.fast_dataclass import dataclass, replace
from healthlint.reference.model import Fact, Reference
from healthlint.reference.ranges import range_of
from healthlint.span import Span

_AROUND = 60
"""Characters around a name; no phrase about how a drug is taken is longer."""


@dataclass(frozen=True, slots=True)
class Swap(Check):
    """Reports `wrong` in an article about `drug` if `signs` of that drug occur in its sentence.

    Without `signs`, a sign is a condition that the drug is documented for and the wrong one is not; a documented amount
    of the drug; words of `formed` for a form that it is documented in ("a small dose") and the wrong one is not; or
    `taken`, phrases around the name for how a drug is taken, in a documented form ("naloxone capsules"). An amount is
    no sign if the wrong drug is documented at it, or its block says what that one is (`introduced`). Silent if the
    sentence names the drug too, or if `own` phrases, which belong to the wrong drug or mention the mix-up, occur in its
    block. In an article on the wrong drug, the sign is a condition that only the other is documented for, with one of
    `rescue` said of it. `right_name` is the replacement. A rule for any drug names neither: the sound-alikes listed in
    a drug's lexicon are the wrong ones. In the message: {text}, {right}.
    """

    kind: ClassVar[str] = "swap"
    drug: str = ""
    wrong: str = ""
    right_name: str = ""
    signs: Phrases = Phrases(())
    own: Phrases = Phrases(())
    formed: Mapping[str, Phrases] = field(default_factory=dict)
    taken: Phrases = Phrases(())
    rescue: Phrases = Phrases(())
    introduced: Phrases = Phrases(())

    def each(self, drug: Drug) -> Iterator[Check]:
        """The check for every drug whose name is confused with this one."""
        for other in drug.sound_alikes:
            yield replace(self, drug=drug.id, wrong=other, right_name=_name(drug))

    @property
    def spoken_of(self) -> str:
        """Nothing: where the text means one drug, it names the other."""
        return ""

    @property
    def unnamed_too(self) -> bool:
        """True: the right name may not occur at all."""
        return True

    def run(self, article: Article) -> Iterator[Hit]:
        for mention in article.analysis.mentions:
            if mention.concept == self.wrong and self._is_meant(article, mention):
                name = self.right_name.capitalize() if mention.text[0].isupper() else self.right_name
                yield Hit(mention.span, {"text": mention.text, "right": name}, replacement=name)

    def _is_meant(self, article: Article, mention: Mention) -> bool:
        if article.about.topic == self.wrong:
            return self._rescues(article, mention)
        formed = any(each.concept == self.drug and each.form for each in article.analysis.mentions)
        about = article.about.topic == self.drug or (not article.about.topic and formed)
        return about and self._betrayed(article, mention)

    def _rescues(self, article: Article, mention: Mention) -> bool:
        """True if the article's own drug is credited with what only the other is documented for."""
        sentence = article.analysis.sentences[mention.sentence]
        block = article.document.blocks[sentence.block].span
        named = any(each.concept == self.drug for each in article.analysis.mentions_in(block))
        if named or article.says(self.own, block) or not article.says(self.rescue, sentence.span):
            return False
        conditions = (each for each in article.analysis.mentions_in(sentence.span) if each.kind == "condition")
        return any(
            is_of_alike(article.reference, self.wrong, self.drug, each.concept) and article.context(each.span).earnest
            for each in conditions
        )

    def _betrayed(self, article: Article, mention: Mention) -> bool:
        sentence = article.analysis.sentences[mention.sentence].span
        both = any(m.concept == self.drug for m in article.analysis.mentions_in(sentence))
        block = article.document.blocks[article.analysis.sentences[mention.sentence].block].span
        return not both and not article.says(self.own, block) and self._shows(article, sentence, mention)

    def _taken_like_it(self, article: Article, mention: Mention) -> bool:
        mine, theirs = (any(given_as(article.reference, drug)) for drug in (self.drug, self.wrong))
        around = Span(max(0, mention.span.start - _AROUND), mention.span.end + _AROUND)
        return (
            mine and not theirs and any(each.contains(mention.span) for each in article.matches_in(self.taken, around))
        )

    def _shows(self, article: Article, sentence: Span, mention: Mention) -> bool:
        if self.signs.texts:
            return article.says(self.signs, sentence)
        if self._taken_like_it(article, mention):
            return True
        own, other = (_documented(article.reference, drug) for drug in (self.drug, self.wrong))
        named = list(article.conditions(sentence))
        if any(names & other for names in named):
            return False
        if any(names & own for names in named):
            return True
        forms = _forms(article.reference, self.drug) - _forms(article.reference, self.wrong)
        if any(article.says(phrases, sentence) for form, phrases in self.formed.items() if form in forms):
            return True
        if self._is_introduced(article, mention):
            return False
        mine, its = (_doses(article.reference, drug) for drug in (self.drug, self.wrong))
        taken = [
            found
            for quantity in article.analysis.quantities_in(sentence)
            if quantity.kind == "dose" and (found := intake_of(quantity, {})) is not None
        ]
        return any(mine.documents(each) and not its.documents(each) for each in taken)

    def _is_introduced(self, article: Article, mention: Mention) -> bool:
        """True if the block says what the wrong drug is, as it does of a drug of its own: "zelorvint, a peptide"."""
        block = article.document.blocks[article.analysis.sentences[mention.sentence].block].span
        said = list(article.matches_in(self.introduced, block))
        named = (each for each in article.analysis.mentions_in(block) if each.concept == self.wrong)
        return any(place.contains(each.span) for each in named for place in said)

    def reads(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts on what the drug is given for, and on its doses."""
        return reference.select("indication", drug=self.drug) + reference.select("dose-range", drug=self.drug)


def is_of_alike(reference: Reference, drug: str, alike: str, condition: str) -> bool:
    """True for a condition that a sound-alike is documented for and the drug is not."""
    return condition in _documented(reference, alike) - _documented(reference, drug)


def _documented(reference: Reference, drug: str) -> frozenset[str]:
    """The conditions that the drug is documented for."""
    facts = [fact for fact in reference.select("indication", drug=drug) if fact.stance == "asserts"]
    return frozenset(fact.about[key] for fact in facts for key in ("use", "condition") if key in fact.about)


def _forms(reference: Reference, drug: str) -> frozenset[str]:
    """The forms in which the drug is documented to be given."""
    return frozenset(fact.about["form"] for fact in reference.select("indication", drug=drug) if "form" in fact.about)


def _doses(reference: Reference, drug: str) -> Doses:
    return Doses.of(fact for fact in reference.select("dose-range", drug=drug) if _is_dose(fact))


def _is_dose(fact: Fact) -> bool:
    return fact.stance == "asserts" and range_of(fact) is not None


def _name(drug: Drug) -> str:
    return drug.names[0] if drug.names else drug.id
