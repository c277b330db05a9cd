"""Claims: who does what to whom, how strongly, and what is no claim at all."""

from __future__ import annotations

from functools import cache

import pytest

from healthlint.analysis.analyse import Analyser
from healthlint.analysis.lexicon import merge
from healthlint.analysis.model import Claim
from healthlint.analysis.result import Analysis
from healthlint.document.read import read_text
from healthlint.packs.loader import load_bundled


@cache
def _analyser() -> Analyser:
    return Analyser(merge(pack.lexicon for pack in load_bundled().packs))


def _analyse(text: str, path: str = "article.txt") -> Analysis:
    return _analyser().analyse(read_text(text, path))


def _causal(text: str) -> list[Claim]:
    return [claim for claim in _analyse(text).claims if claim.relation == "causal"]


def _quoted(text: str, claim: Claim) -> str:
    return text[claim.span.start : claim.span.end]


@pytest.mark.parametrize(
    ("text", "strength", "subject", "target", "quote"),
    [
        ("LDN wipes out lupus.", "cure", "naltrexone", "lupus", "LDN wipes out lupus"),
        ("LDN puts lupus into remission.", "cure", "naltrexone", "lupus", "LDN puts lupus into remission"),
        ("Lupus can quickly be cured with LDN.", "cure", "naltrexone", "lupus", "Lupus can quickly be cured with LDN"),
        ("Migraine clears up on naltrexone.", "cure", "naltrexone", "migraine", "Migraine clears up"),
        ("LDN is the cure for lupus.", "cure", "naltrexone", "lupus", "LDN is the cure for lupus"),
        ("LDN halts the progression of lupus.", "cure", "naltrexone", "lupus", "LDN halts the progression of lupus"),
        ("LDN works for everyone.", "universal", "naltrexone", "", "LDN works for everyone"),
        (
            "LDN is scientifically proven to calm lupus.",
            "proven",
            "naltrexone",
            "lupus",
            "LDN is scientifically proven to calm lupus",
        ),
        ("LDN outperforms morphine.", "superior", "naltrexone", "", "LDN outperforms morphine"),
        ("LDN is more effective than morphine.", "superior", "naltrexone", "", "LDN is more effective than morphine"),
        ("LDN takes the edge off migraine.", "benefit", "naltrexone", "migraine", "LDN takes the edge off migraine"),
        ("Migraine is relieved by LDN.", "benefit", "naltrexone", "migraine", "Migraine is relieved by LDN"),
        ("LDN lowers the risk of migraine.", "benefit", "naltrexone", "migraine", "LDN lowers the risk of migraine"),
        ("LDN raises the risk of migraine.", "harm", "naltrexone", "migraine", "LDN raises the risk of migraine"),
        ("LDN calms glial cells.", "mechanism", "naltrexone", "", "LDN calms glial cells"),
        ("Topiramate prevents migraine.", "benefit", "topiramate", "migraine", "Topiramate prevents migraine"),
        ("Walking eases migraine.", "benefit", "", "migraine", "Walking eases migraine"),
        ("LDN is here. Lupus packs its bags.", "cure", "naltrexone", "lupus", "Lupus packs its bags"),
        ("LDN is here. Lupus never came back.", "cure", "naltrexone", "lupus", "Lupus never came back"),
        ("LDN is here. Lupus has vanished.", "cure", "naltrexone", "lupus", "Lupus has vanished"),
        ("Lupus is hard. LDN took it away.", "benefit", "naltrexone", "lupus", "LDN took it away"),
        (
            "LDN does the trick for every last customer.",
            "universal",
            "naltrexone",
            "",
            "LDN does the trick for every last customer",
        ),
        ("LDN never disappoints.", "universal", "naltrexone", "", "LDN never disappoints"),
        ("Less pain on LDN or your money back.", "proven", "naltrexone", "", "Less pain on LDN or your money back"),
        ("Morphine cannot hold a candle to LDN.", "superior", "naltrexone", "", "Morphine cannot hold a candle to LDN"),
        ("LDN beats morphine.", "superior", "naltrexone", "", "LDN beats morphine"),
        ("LDN brings migraine to heel.", "benefit", "naltrexone", "migraine", "LDN brings migraine to heel"),
        ("Lupus responds to LDN.", "benefit", "naltrexone", "lupus", "Lupus responds to LDN"),
    ],
)
def test_claims_of_effect_are_found(text: str, strength: str, subject: str, target: str, quote: str) -> None:
    claim = next(claim for claim in _causal(text) if claim.strength == strength)
    assert (claim.subject, claim.object, _quoted(text, claim)) == (subject, target, quote)


@pytest.mark.parametrize(
    ("text", "agent", "quote"),
    [
        ("LDN, which is cheap, cures lupus.", "LDN", "LDN, which is cheap, cures lupus"),
        ("LDN, a cheap drug, easily wipes out lupus.", "LDN", "LDN, a cheap drug, easily wipes out lupus"),
        ("LDN (sold as Revia) cured lupus.", "LDN", "LDN (sold as Revia) cured lupus"),
        ("LDN, not a vitamin, cures lupus.", "LDN", "LDN, not a vitamin, cures lupus"),
        ("LDN \u2014 a cheap drug \u2014 cures lupus.", "LDN", "LDN \u2014 a cheap drug \u2014 cures lupus"),
        (
            "Low doses of LDN, which are cheap, cure lupus.",
            "Low doses of LDN",
            "Low doses of LDN, which are cheap, cure lupus",
        ),
        (
            "LDN, which is cheap because nobody owns it, cures lupus.",
            "LDN",
            "LDN, which is cheap because nobody owns it, cures lupus",
        ),
        (
            "LDN, which my neighbour takes every night at ten before she goes to bed, cures lupus.",
            "LDN",
            "cures lupus",
        ),
        ("Yoga, which LDN beats, cures lupus.", "Yoga", "Yoga, which LDN beats, cures lupus"),
        ("Does LDN (a cheap drug) cure lupus?", "LDN", "LDN (a cheap drug) cure lupus"),
        ("Ginger, LDN and yoga cure lupus.", "LDN and yoga", "LDN and yoga cure lupus"),
        ("Ginger, a root, and LDN cure lupus.", "LDN", "LDN cure lupus"),
        ("Because (it is cheap) LDN cures lupus.", "LDN", "LDN cures lupus"),
    ],
)
def test_the_agent_precedes_an_insertion(text: str, agent: str, quote: str) -> None:
    claim = next(claim for claim in _causal(text) if claim.object == "lupus")
    assert _quoted(text, claim) == quote
    assert (text[claim.agent.start : claim.agent.end] if claim.agent else "") == agent


def test_a_denial_continues_after_an_insertion() -> None:
    (claim,) = _causal("LDN, which is not a vitamin, does not cure lupus.")
    assert claim.context.polarity == "negated"
    (claim,) = _causal("In lupus, a chronic illness, LDN cures nothing.")
    assert claim.object == ""


@pytest.mark.parametrize(
    "text",
    [
        "LDN is used to treat lupus.",
        "The treatment of lupus takes time.",
        "He was diagnosed with lupus.",
        "A doctor treats lupus.",
        "We treat lupus.",
        "The trial will examine whether LDN reduces pain.",
        "Further research on how LDN reduces pain is needed.",
        "LDN should be taken with food to reduce nausea.",
        "The review improves understanding of lupus.",
        "Reduced pain was the main outcome.",
        "They had reduced pain.",
        "A computer-aided tool was built.",
        "Prices increased up to 2019.",
        "LDN stops at five milligrams.",
        "The trial of LDN was halted.",
        "Nausea vanished on LDN.",
        "Some have pain that vanished before.",
        "After the lupus had vanished she slept.",
    ],
)
def test_sentences_that_claim_nothing(text: str) -> None:
    assert _causal(text) == []


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Short nights are associated with obesity.", "associated"),
        ("Short nights are linked to obesity.", "associated"),
        ("Blood pressure predicts stroke.", "predicts"),
        ("Smokers are more likely to have a stroke.", "likelier"),
    ],
)
def test_associations_are_not_causal(text: str, predicate: str) -> None:
    claims = _analyse(text).claims
    assert [claim.relation for claim in claims if claim.predicate == predicate] == ["association"]
    assert _causal(text) == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("LDN cuts pain by 70 percent.", "70 percent"),
        ("LDN halves pain.", "halves"),
        ("On LDN the pain dropped by half.", "half"),
        ("Patients report 45% less pain on LDN.", "45%"),
    ],
)
def test_magnitudes(text: str, amount: str) -> None:
    assert amount in [claim.magnitude.text for claim in _analyse(text).claims if claim.magnitude]


def test_the_verb_of_a_list_shares_hedge_and_agent() -> None:
    first, second = _causal("LDN may ease pain and improve sleep.")
    assert (first.context.certainty, second.context.certainty) == ("hedged", "hedged")
    assert (first.subject, second.subject) == ("naltrexone", "naltrexone")


def test_a_negation_inside_the_predicate_is_part_of_it() -> None:
    (claim,) = _causal("LDN never fails.")
    assert (claim.strength, claim.context.polarity) == ("universal", "affirmed")


def test_a_pronoun_means_the_drug_of_the_sentence_before() -> None:
    claims = _causal("LDN is old. It cures lupus. The medicine also eases migraine.")
    assert [claim.subject for claim in claims] == ["naltrexone", "naltrexone"]


def test_a_pronoun_may_mean_something_unknown() -> None:
    claims = _causal("LDN is old. Ginger tea eases nausea. It also cures lupus.")
    assert [claim.subject for claim in claims] == ["", ""]


def test_a_bullet_without_a_subject_is_about_the_drug_of_its_section() -> None:
    text = "# Low-dose naltrexone\n\nWhat it does:\n\n- Reverses lupus\n- Banishes migraine\n"
    analysis = _analyse(text, "page.md")
    assert [(claim.subject, claim.object) for claim in analysis.claims] == [
        ("naltrexone", "lupus"),
        ("naltrexone", "migraine"),
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("LDN is cheap. People like it.", "naltrexone"),
        ("LDN replaces opioids. People like it.", "naltrexone"),
        ("Bread is cheap. People like it.", ""),
        ("They mixed gabapentin and naltrexone. People like it.", ""),
        ("LDN is old, and LDN is cheap. No alcohol with it. People like it.", "naltrexone"),
    ],
)
def test_antecedents_of_pronouns(text: str, meant: str) -> None:
    analysis = _analyse(text)
    assert analysis.about.meant_at(text.rindex("it")).what == meant


def test_a_claim_never_leaves_its_sentence() -> None:
    text = "LDN is old. It cures lupus, it eases migraine, and it works for everyone. Nobody knows why."
    analysis = _analyse(text)
    assert analysis.claims
    for claim in analysis.claims:
        assert analysis.sentences[claim.sentence].span.contains(claim.span)
