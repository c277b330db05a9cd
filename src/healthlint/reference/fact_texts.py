"""The documentation of each fact type: an example, and the meaning of every key. Used for the docs and the schema,
never by a check."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from healthlint.reference.dose_texts import DOSE_TEXTS
from healthlint.reference.fact_text import Text, text

INTRODUCTION = """\
What a fact may say, for [the author of a pack](packs.md): an example of each type, and its keys; one in
*italics* has to be there. The rules are those on any drug; a rule of a pack may read other types. A fact
that nothing reads still counts in `healthlint reference show` and `conflicts`."""

ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "drug": "the id of the drug that the fact is about",
        "class": "instead of `drug`: a class of drugs, as in `classes` of lexicons; the fact applies to each",
        "product": "beside `drug`: one product of it, an id under its `products` in the lexicon. A product has the "
        "facts of its substance, and facts of its own on doses, strengths, use and status in their place",
        "form": "a form of the drug, as its lexicon has it (`low-dose`)",
        "use": "what the drug is given for: the id or a class of a condition; doses and approvals go by it",
        "condition": "the condition that an effect or the lack of evidence is about: its id",
        "population": "the people it is about: `adults`, `children`, `infants`, `adolescents`, `older-people`, "
        "`pregnancy`, `breastfeeding`, `kidney-disease`, `liver-disease` (and `mild-`, `moderate-`, "
        "`severe-kidney-disease`) and others that a lexicon has words for",
        "ages": "the people it is about, by age in completed years: `2-5`, `12+`, `0-0.5`",
        "with": "what the drug is taken with: the id or a class of a drug, or of a group of phrases",
        "topic": "what else it is about, where that is no drug or condition; a fact with it is never compared with one "
        "without",
        "only": "to whom it is restricted, in words, where no other key says it: `moderate to severe`, `who do not "
        "respond to diet`. Have it in the `statement`, too, which messages show. Approvals are compared by how "
        "severe the illness is. A fact with it is never compared with one without",
    }
)

VALIDITY: Mapping[str, str] = MappingProxyType(
    {
        "quote": "the words of the source at `at`, in quotation marks, where they are few; `pack check` then sees "
        "whether the figures of the value stand in them",
        "since": "from when it holds: `2021`, `2021-06` or `2021-06-04`; left out, always",
        "until": "until when it held; such a fact counts only for an article from before the end of that day",
        "review_by": "the day by which somebody has to see whether it still holds, YYYY-MM-DD; `pack check` speaks up",
        "draft": "`true` for what a program has drafted and nobody has reviewed: no fact yet. Its findings are only "
        "shown",
        "reviewed": "`{by: NAME, on: YYYY-MM-DD}`: who has compared it with its source; instead of `draft`",
    }
)

TEXTS: Mapping[str, Text] = MappingProxyType(
    {
        **DOSE_TEXTS,
        "indication": text(
            "what it is given for. Rules on any drug are about the drugs that have such a fact",
            "{drug: brisolin, use: migraine}",
            "{basis: approved, effect: treats}",
            basis="why it is given: `approved` and `conventional` make a plain benefit for that use a documented one",
            effect="what it does there",
            substances="which substances are meant, in ids of drugs",
            country="where (`us`); left out, where the `agency` decides",
        ),
        "efficacy": text(
            "how well it works",
            "{drug: brisolin, condition: migraine}",
            "{verdict: curative}",
            "denies",
            verdict="from `unknown` to `curative`; the stance `denies` turns it round (no cure)",
        ),
        "effect-size": text(
            "how large the effect is",
            "{drug: brisolin, condition: migraine}",
            "{measure: headache-days, low: 30, high: 40, unit: percent}",
            measure="what was measured, in a word of your own; it keeps figures apart in `reference conflicts`. A rule "
            "compares a percentage with the largest of all, or of those with the same `outcome`",
            outcome="what changes: the id of a condition or an effect, or a word that rules have phrases for. "
            "Figures of two outcomes are never compared",
        ),
        "evidence": text(
            "how much is known",
            "{drug: brisolin, condition: back-pain}",
            "{grade: insufficient, kinds: [case-reports], limits: [one-small-study]}",
            grade="from `insufficient` to `substantial`",
            kinds="which studies there are, in words of your own",
        ),
        "research": text(
            "which study there is, and what it found",
            "{drug: brisolin}",
            "{kind: trial, finding: fewer-attacks, by: a-hospital, year: 2014, limits: [small]}",
            kind="the kind of study",
            finding="what it found, in a word of your own",
            by="who made it",
            venue="where it was published",
            count="how many such studies or people",
            count_class="the same, where the source gives no figure",
            rank="`first`: the source calls it the first",
            outcomes="what was looked at",
        ),
        "onset": text("how long until it works", "{drug: brisolin}", "{high: 2, unit: hours}"),
        "duration-of-action": text(
            "how long one dose works",
            "{drug: brisolin}",
            "{high: 9, unit: days}",
            of="what of it lasts, where that is not the effect",
            amount="`several`, where the source gives no figure",
        ),
        "safety": text(
            "how safe it is",
            "{drug: brisolin, population: pregnancy}",
            "{verdict: unknown}",
            verdict="what the source says of it; `unknown` speaks against a claim that it is safe",
        ),
        "adverse-effect": text(
            "what may go wrong",
            "{drug: brisolin}",
            "{effect: nausea, frequency: most-common}",
            effect="the id of an effect, or of a condition",
            frequency="how often",
            low="the lower end of the share of people who have it, in `unit`",
            high="the upper end",
        ),
        "contraindication": text(
            "who must not take it: those with the `condition`, those who take what `with` names, or a `population`",
            "{drug: brisolin, condition: glaucoma}",
            "{level: contraindicated, when: history}",
            level="how strictly: never, as a rule not, or with care",
            when="whether it is enough to have had the condition (`history`), or it counts while it lasts (`present`)",
        ),
        "boxed-warning": text(
            "what the box at the head of the label warns of. An article that praises the drug owes it to its readers",
            "{drug: brisolin}",
            "{risk: liver-failure}",
            risk="the id of the effect or condition; one fact for each",
            limits="whom it is about, in words of your own",
        ),
        "addiction-potential": text(
            "whether it is addictive", "{drug: brisolin}", "{potential: addictive}", "denies", potential="what it is"
        ),
        "interaction": text(
            "what happens together with something else",
            "{drug: brisolin, with: alcohol}",
            "{advice: avoid}",
            advice="what the source advises",
        ),
        "washout": text(
            "how long to wait between the drug and something else: `with` another drug, or `before` what a "
            "`population` or somebody with a `condition` plans",
            "{drug: brisolin, with: opioid}",
            "{low: 10, bound: at-least, unit: days}",
            before="what comes after: `conception`, `surgery`, `breastfeeding`",
        ),
        "comparison": text(
            "how it compares with something else",
            "{drug: brisolin}",
            "{than: ibuprofen, in: speed, verdict: faster}",
            in_="in what, in a word of your own",
            verdict="how the drug does",
        ),
        "role": text(
            "its place among treatments",
            "{drug: brisolin}",
            "{role: complement, treatments: [physiotherapy]}",
            role="the place",
            treatments="the other treatments",
        ),
        "regulatory-status": text(
            "what regulators say",
            "{drug: brisolin, use: migraine}",
            "{status: approved, agency: fda}",
            status="what holds, or with the stance `denies` does not. Rules read `approved`, `prescription`, "
            "`off-label` and `investigational`, and that it is not `controlled` or that there is no `generic`",
            country="where (`us`); left out, where the `agency` decides",
        ),
        "product": text(
            "which substance a product holds",
            "{drug: brisolin, product: migrastop}",
            "{kind: brand, maker: a-company, form: tablet}",
            kind="what kind of product it is",
            maker="who makes it",
            form="what form it has: `tablet`, `pen`",
        ),
        "approval-year": text(
            "when it was approved",
            "{drug: brisolin}",
            "{agency: fda, year: 2015}",
            ago="`years` or `decades`, where the source gives no year",
            country="where (`us`); left out, where the `agency` decides",
        ),
        "availability": text(
            "how it is obtained",
            "{drug: brisolin}",
            "{via: compounding-pharmacy, ease: hard, period: now}",
            via="where or how",
            ease="how easily",
            period="when that was so",
        ),
        "cost": text("what it costs", "{drug: brisolin}", "{level: inexpensive}", level="how much"),
        "insurance": text("who pays", "{drug: brisolin}", "{coverage: not-covered}", coverage="whether insurers do"),
        "mechanism": text(
            "how it works",
            "{drug: brisolin}",
            "{action: blocks, target: pain-receptors}",
            action="what it does",
            target="to what, in a word of your own",
        ),
        "definition": text(
            "what a word means",
            "{condition: chronic-pain}",
            "{low: 3, unit: months, features: [lasting]}",
            class_="what kind of thing it is",
            features="what makes it one",
            members="what belongs to it",
        ),
        "prevalence": text(
            "how common it is",
            "{condition: migraine}",
            "{low: 12, high: 12, unit: percent}",
            frequency="how often those people have it",
        ),
        "burden": text(
            "what a condition does to life", "{condition: migraine}", "{affects: [work]}", affects="what suffers"
        ),
        "history": text(
            "what happened when",
            "{drug: brisolin}",
            "{event: first-sold, year: 2015}",
            event="what, in a word of your own",
            decade="the first year of the decade",
            period="when, where the source gives no year",
        ),
        "recommendation": text(
            "what the source advises",
            "{drug: brisolin}",
            "{action: keep-a-diary}",
            action="what to do, in words of your own with hyphens",
        ),
        "position": text(
            "what somebody thinks", "{topic: migraine-care}", "{view: too-few-clinics}", view="in words of your own"
        ),
        "caveat": text(
            "what a reader has to be told. Rules then miss it in an article",
            "{drug: brisolin}",
            "{caveat: consult}",
            caveat="what is due; `consult`, `evidence-limits` and `off-label` are missed by rules on any drug, and "
            "side effects and interactions by the facts on them",
        ),
        "affiliation": text(
            "who works where",
            "{topic: experts}",
            "{person: a-person, institution: a-hospital, role: head}",
            person="who",
            institution="where",
            role="as what",
        ),
        "publication": text(
            "what was published",
            "{topic: summary}",
            "{authors: [a-person], venue: a-journal, year: 2014}",
            authors="by whom",
            venue="where",
            day="the day of the month",
        ),
    }
)
