"""A sound-alike drug is named where the words around it belong to the other one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import ClassVar

from healthlint.analysis.lexicon import Drug
from healthlint.analysis.model import Mention
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.dosing import Doses, given_as, taken_of
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.reference.ranges import range_of
from healthlint.span import Span

_AROUND = 60
"""Characters around a name; no phrase of how a drug is taken is longer."""


@dataclass(frozen=True, slots=True)
class Swap(Check):
    """Reports `wrong` in an article about `drug` when `signs` of that drug stand in its sentence.

    Without `signs`, they are a condition that the drug is documented for and the wrong one is not, or an amount that is
    documented for it, or words of `formed` for a form that it is documented in ("a small dose") and the wrong one is
    not, or `taken`, phrases around the name of how a drug is taken, for one whose form is documented ("naloxone
    capsules"). Silent when the sentence names the drug too, or when `own` phrases, which belong to the wrong one
    or speak of the mix-up, stand in its block. In an article on the wrong one the sign is a condition that only the
    other is documented for, where one of `rescue` is said of it. `right_name` is what is put in its place. A rule on
    any drug names neither: the sound-alikes that the lexicon of a drug lists are the wrong ones. In the message:
    {text}, {right}.
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

    def each(self, drug: Drug) -> Iterator[Check]:
        """Every drug whose name is taken for this one's."""
        for other in drug.sound_alikes:
            yield replace(self, drug=drug.id, wrong=other, right_name=_name(drug))

    @property
    def spoken_of(self) -> str:
        """Nothing: the text speaks of one drug where it names the other."""
        return ""

    @property
    def unnamed_too(self) -> bool:
        """The right name may stand nowhere."""
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
        """True where what only the other drug is documented for is told of the one that the article is about."""
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
        mine, its = (_doses(article.reference, drug) for drug in (self.drug, self.wrong))
        taken = [
            found
            for quantity in article.analysis.quantities_in(sentence)
            if quantity.kind == "dose" and (found := taken_of(quantity, {})) is not None
        ]
        return any(mine.documents(each) and not its.documents(each) for each in taken)

    def reads(self, reference: Reference) -> tuple[Fact, ...]:
        """What the drug is given for, and how much of it."""
        return reference.select("indication", drug=self.drug) + reference.select("dose-range", drug=self.drug)


def is_of_alike(reference: Reference, drug: str, alike: str, condition: str) -> bool:
    """True for what a sound-alike is documented to be for, and the drug is not."""
    return condition in _documented(reference, alike) - _documented(reference, drug)


def _documented(reference: Reference, drug: str) -> frozenset[str]:
    """What the drug is documented to be for."""
    facts = [fact for fact in reference.select("indication", drug=drug) if fact.stance == "asserts"]
    return frozenset(fact.about[key] for fact in facts for key in ("use", "condition") if key in fact.about)


def _forms(reference: Reference, drug: str) -> frozenset[str]:
    """The forms in which it is documented to be given."""
    return frozenset(fact.about["form"] for fact in reference.select("indication", drug=drug) if "form" in fact.about)


def _doses(reference: Reference, drug: str) -> Doses:
    return Doses.of(fact for fact in reference.select("dose-range", drug=drug) if _is_dose(fact))


def _is_dose(fact: Fact) -> bool:
    return fact.stance == "asserts" and range_of(fact) is not None


def _name(drug: Drug) -> str:
    return drug.names[0] if drug.names else drug.id
