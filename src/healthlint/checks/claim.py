"""A claim stronger than the evidence: what the text says a treatment does, compared with what is documented."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import ClassVar

from healthlint.analysis.model import Claim as Claimed
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.effects import stated
from healthlint.checks.scare_quotes import is_quoted_alone
from healthlint.checks.swap import is_of_alike
from healthlint.checks.verdict import Standing, against, given_for, judge, sizes_for, standing, too_large
from healthlint.fast_dataclass import dataclass, replace
from healthlint.reference.model import Fact, Reference
from healthlint.span import Span

_CLAUSE = 40
_PERSONS = frozenset(
    "i me my you your we us our he him his she her they them their everybody everyone nobody patient patients".split()
)


@dataclass(frozen=True, slots=True)
class Claim(Check):
    """Reports claims of one of `strengths` (cure, universal, proven, superior, benefit ...).

    `drug`: only claims about this drug; without it, claims about any treatment that has no facts of its own. `targets`:
    only claims about conditions of one of these classes (any, even unnamed, if the drug is known). `unnamed`, if given:
    only claims that name a condition or symptom, or have one of these predicates ("it works"). `ailments`: words that
    count as a symptom in the target although they name no condition ("the stiffness"). With `verdicts`, an effect
    without a stated cause counts if the article is about the drug and the effect is documented for that condition, or
    if one of `ailments` is the target ("the attacks disappeared"). `rival`: only claims that compare with another named
    drug. `predicates`: only these frames of the lexicon ("cure", but not "shrink"), and only if somebody or something
    is said to cause the effect. `more_than_documented`: only claims of a size above every documented effect size of the
    drug. `verdicts`: only claims that the reference judges so (overstated, contradicted, unknown, supported), with the
    facts that decide; if it has none on the effects of the drug, unknown applies to claims about one of the `targets`.
    `attributed` claims count too if true: attribution excuses a claim only if it is no stronger than what is
    documented. With `given`, a claim without a target is not reported after a sentence on what the drug is approved or
    conventionally given for ("It works best ...", about addiction). `spared`: not claims whose clause contains one of
    these. `other_topic`: not claims that do not name the drug and follow a sentence with one of these ("It works best
    ...", about another use). In the message: {claim}, {subject}, {target}, {verdict}, {documented}, {missing}.
    """

    kind: ClassVar[str] = "claim"
    strengths: tuple[str, ...] = ()
    drug: str = ""
    targets: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    ailments: Phrases = Phrases(())
    rival: bool = False
    more_than_documented: bool = False
    verdicts: tuple[Standing, ...] = ()
    attributed: bool = False
    spared: Phrases = Phrases(())
    other_topic: Phrases = Phrases(())
    given: bool = False

    def run(self, article: Article) -> Iterator[Hit]:
        for claim in self._claims(article):
            if (
                self._concerns(article, claim)
                and self._names(article, claim)
                and not self._spared(article, claim)
                and not self._goes_on(article, claim)
            ):
                yield from self._hit(article, claim)

    def _claims(self, article: Article) -> Iterator[Claimed]:
        """The claims. A cure without a subject is taken to be about the drug of the claim before it in its sentence:
        "attacks are fewer on it, and the disease itself is reversed"."""
        last: Claimed | None = None
        claimed = article.analysis.claimed
        for claim in (*claimed.all, *stated(article, self.drug)) if self.drug else claimed.near(self.strengths):
            goes_on = last is not None and last.sentence == claim.sentence and last.subject == self.drug
            if self.drug and goes_on and not claim.subject and claim.agent is None and claim.strength == "cure":
                claim = replace(claim, subject=self.drug)
            yield claim
            last = claim

    def _concerns(self, article: Article, claim: Claimed) -> bool:
        if claim.strength not in self.strengths or (claim.relation != "causal" and not self.more_than_documented):
            return False
        if self.predicates and (claim.predicate not in self.predicates or claim.agent is None):
            return False
        if claim.context.voice == "reported" and not self.attributed:
            return False
        if self.drug:
            return claim.subject == self.drug and not self._is_swapped(article, claim)
        return claim.subject not in article.reference.drugs and self._on_target(article, claim)

    def _is_swapped(self, article: Article, claim: Claimed) -> bool:
        """True for an effect documented for a sound-alike: then the name is wrong, not the claim."""
        alike = next((each.sound_alikes for each in article.analysis.lexicon.drugs if each.id == self.drug), ())
        return any(is_of_alike(article.reference, self.drug, other, claim.object) for other in alike)

    def _names(self, article: Article, claim: Claimed) -> bool:
        """True if the claim names what it must: its target, and the rival that it is better than."""
        # That something else is better than a drug with facts of its own is a caution, not a boast.
        if self.rival and all(rival in article.reference.drugs for rival in _rivals(article, claim)):
            return False
        if not self.unnamed or claim.object or claim.predicate in self.unnamed:
            return True
        return claim.target is not None and self._ailing(article, claim.target)

    def _ailing(self, article: Article, target: Span) -> bool:
        """True for a target in which one of `ailments` begins."""
        rest = Span(target.start, len(article.document.text))
        first = next(article.matches_in(self.ailments, rest), None)
        return first is not None and first.start < target.end

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The documented effect sizes, for a rule that compares sizes."""
        return reference.select("effect-size", drug=self.drug) if self.more_than_documented else ()

    def reads(self, reference: Reference) -> tuple[Fact, ...]:
        """All facts on the effects of the drug, and on what it is given for."""
        types = ("efficacy", "effect-size", "indication") if self.drug else ()
        return tuple(fact for name in types for fact in reference.select(name, drug=self.drug))

    def _on_target(self, article: Article, claim: Claimed) -> bool:
        if not self.targets:
            return True
        return any(
            mention.concept == claim.object and not set(mention.classes).isdisjoint(self.targets)
            for mention in article.analysis.mentions
        )

    def _spared(self, article: Article, claim: Claimed) -> bool:
        if is_quoted_alone(article, claim.predicate_span.start):
            return True
        # A claim's span ends with its target; more about its purpose may follow ("helps people to stay off ...").
        sentence = article.analysis.sentences[claim.sentence].span
        end = claim.span.end + _CLAUSE
        return any(
            span.start < end and claim.span.start < span.end for span in article.matches_in(self.spared, sentence)
        )

    def _goes_on(self, article: Article, claim: Claimed) -> bool:
        """True if "it" refers to the topic of the sentence before."""
        sentences = article.analysis.sentences
        before = sentences[claim.sentence - 1] if claim.sentence else None
        if before is None or before.block != sentences[claim.sentence].block:
            return False
        if _names_its_drug(article, claim):
            return False
        usual = given_for(article.reference, claim.subject) if self.given else frozenset()
        spoken = any(not names.isdisjoint(usual) for names in article.conditions(before.span))
        return spoken or article.says(self.other_topic, before.span)

    def _hit(self, article: Article, claim: Claimed) -> Iterator[Hit]:
        sizes = sizes_for(article.reference, claim)
        if self.more_than_documented and not too_large(claim.magnitude, sizes):
            return
        if self.verdicts and not self._has_listed_verdict(article, claim):
            return
        facts = self._against(article, claim, sizes)
        span = claim.span.cover(claim.magnitude.span) if self.more_than_documented and claim.magnitude else claim.span
        place, said = article.asserted_at(span, claim.context)
        values = {
            "claim": said,
            "subject": claim.subject or "this treatment",
            "target": claim.object.replace("-", " ") or "it",
            "verdict": standing(article.reference, claim, bool(facts)),
            "documented": article.reference.cited(fact.id for fact in facts[:2]),
            "missing": _missing(article, claim),
        }
        yield Hit(place, values, facts=tuple(fact.id for fact in facts), context=claim.context)

    def _has_listed_verdict(self, article: Article, claim: Claimed) -> bool:
        if claim.agent is None and not _names_its_drug(article, claim) and not self._implies_its_drug(article, claim):
            # "The infection clears" does not say that the drug causes it.
            return False
        verdict = judge(article.reference, claim)
        if verdict is None:
            # No effect of the drug is documented: claims stronger than a benefit, on a serious condition, are still too
            # strong.
            approved = claim.strength == "proven" and claim.object in given_for(article.reference, claim.subject)
            return "unknown" in self.verdicts and self._on_target(article, claim) and not approved
        return verdict.standing in self.verdicts

    def _implies_its_drug(self, article: Article, claim: Claimed) -> bool:
        """In an article on the drug: true for a promise, for what nothing else can do, for a line that begins with the
        effect ("Shrinks tumours"), and for what the drug is documented to be for or against ("the attacks
        disappeared")."""
        if article.about.topic != claim.subject:
            return False
        if claim.strength in ("proven", "superior") or _begins(article, claim):
            return True
        if not claim.object and claim.strength != "universal":
            return claim.target is not None and self._ailing(article, claim.target)
        return _tells(article, claim) and (claim.strength == "universal" or _given_for(article, claim))

    def _against(self, article: Article, claim: Claimed, sizes: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """The facts that contradict the claim."""
        if self.more_than_documented:
            return sizes
        verdict = judge(article.reference, claim) if self.verdicts else None
        return verdict.facts if verdict else against(article.reference, claim)


def _missing(article: Article, claim: Claimed) -> str:
    """What would have to be documented."""
    subject = claim.subject.replace("-", " ") or "this treatment"
    rivals = _rivals(article, claim) if claim.strength in ("superior", "equal") else []
    compared = {fact.value["than"] for fact in article.reference.select("comparison", drug=claim.subject)}
    if rivals and compared.isdisjoint(rivals):
        return f"no source compares {subject} with {rivals[0].replace('-', ' ')}"
    label = article.reference.label_of(fact.id for fact in article.reference.select(drug=claim.subject))
    return f"{label} does not say that of {subject}" if label else f"no source documents that of {subject}"


def _rivals(article: Article, claim: Claimed) -> list[str]:
    """The other drugs that a claim names."""
    mentions = article.analysis.mentions_in(claim.span)
    return [each.concept for each in mentions if each.kind == "drug" and each.concept != claim.subject]


def _begins(article: Article, claim: Claimed) -> bool:
    return claim.predicate_span.start == article.analysis.sentences[claim.sentence].span.start


def _tells(article: Article, claim: Claimed) -> bool:
    """True for a past event or a statement about a person: "your hay fever is gone", "the attacks disappeared". A
    general statement ("colds go away") is not a claim."""
    sentence = article.analysis.sentences[claim.sentence]
    tokens = article.analysis.scan.tokens
    words = tokens.words[sentence.first : sentence.last]
    done = [tokens.words[at] for at in tokens.within(claim.predicate_span)]
    return not _PERSONS.isdisjoint(words) or any(word.endswith("ed") or word in ("was", "were") for word in done)


def _given_for(article: Article, claim: Claimed) -> bool:
    known = (article.reference.select(sort, drug=claim.subject) for sort in ("efficacy", "indication"))
    return any(claim.object in (fact.about.get("condition"), fact.about.get("use")) for fact in chain(*known))


def _names_its_drug(article: Article, claim: Claimed) -> bool:
    """True if the claim itself names its drug."""
    sentence = article.analysis.sentences[claim.sentence].span
    area = Span(sentence.start, max(claim.predicate_span.start, claim.span.end))
    return any(
        mention.concept == claim.subject and area.contains(mention.span)
        for mention in article.analysis.mentions_in(area)
        if mention.sentence == claim.sentence
    )
