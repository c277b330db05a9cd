"""The documentation of each fact type: an example, and the meaning of every key. Used for the docs and the schema,
never by a check."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from healthlint.reference.dose_texts import DOSE_TEXTS
from healthlint.reference.fact_text import Text, text

INTRODUCTION = """\
The types of facts, for [authors of packs](packs.md): an example of each, and its keys; required ones are in
*italics*. The rules are those on any drug; rules in a pack may read other types. A fact that no rule reads is still
used by `healthlint reference show` and `conflicts`."""

ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "drug": "the id of the drug that the fact is about",
        "class": "instead of `drug`: a class of drugs, as in `classes` of lexicons; the fact applies to each",
        "product": "in addition to `drug`: one of its products, an id under its `products` in the lexicon. A product "
        "has the facts of its substance, except where its own facts on doses, strengths, use and status "
        "override them",
        "form": "a form of the drug, as its lexicon has it (`low-dose`)",
        "use": "what the drug is given for: the id or a class of a condition; doses and approvals depend on it",
        "condition": "the condition that an effect or the lack of evidence is about: its id",
        "population": "the people it is about: `adults`, `children`, `infants`, `adolescents`, `older-people`, "
        "`pregnancy`, `breastfeeding`, `kidney-disease`, `liver-disease` (and `mild-`, `moderate-`, "
        "`severe-kidney-disease`) and others that a lexicon has words for",
        "ages": "the people it is about, by age in completed years: `2-5`, `12+`, `0-0.5`",
        "with": "what the drug is taken with: the id or a class of a drug, or of a group of phrases",
        "topic": "another subject that is not a drug or condition; a fact with a topic is never compared with one "
        "without",
        "only": "to whom it is restricted, in words, where no other key says it: `moderate to severe`, `who do not "
        "respond to diet`. Have it in the `statement`, too, which messages show. Approvals are compared by how "
        "severe the illness is. A fact with it is never compared with one without",
    }
)

VALIDITY: Mapping[str, str] = MappingProxyType(
    {
        "quote": "the words of the source at `at`, in quotation marks, if they are few; `pack check` then checks that "
        "the figures of the value are in them",
        "since": "from when it applies: `2021`, `2021-06` or `2021-06-04`; always by default",
        "until": "until when it applied; such a fact counts only for articles dated up to that day",
        "review_by": "the day by which somebody must check that it still holds, YYYY-MM-DD; `pack check` reminds you",
        "draft": "`true` for an unreviewed draft by a program: not a fact yet. Its findings are only shown",
        "reviewed": "`{by: NAME, on: YYYY-MM-DD}`: who has compared it with its source; instead of `draft`",
    }
)

TEXTS: Mapping[str, Text] = MappingProxyType(
    {
        **DOSE_TEXTS,
        "indication": text(
            "what it is given for. Rules on any drug apply to the drugs with such a fact",
            "{drug: brisolin, use: migraine}",
            "{basis: approved, effect: treats}",
            basis="why it is given: `approved` and `conventional` make a plain benefit for that use a documented one",
            effect="what it does for that use",
            substances="the substances, as ids of drugs",
            country="where (`us`); by default where the `agency` decides",
        ),
        "efficacy": text(
            "how well it works",
            "{drug: brisolin, condition: migraine}",
            "{verdict: curative}",
            "denies",
            verdict="from `unknown` to `curative`; the stance `denies` reverses it (not a cure)",
        ),
        "effect-size": text(
            "how large the effect is",
            "{drug: brisolin, condition: migraine}",
            "{measure: headache-days, low: 30, high: 40, unit: percent}",
            measure="what was measured, in your own word; `reference conflicts` compares only figures of one measure. "
            "A rule compares a percentage with the largest of all, or of those with the same `outcome`",
            outcome="what changes: the id of a condition or an effect, or a word that rules have phrases for. "
            "Figures of two outcomes are never compared",
        ),
        "evidence": text(
            "how much is known",
            "{drug: brisolin, condition: back-pain}",
            "{grade: insufficient, kinds: [case-reports], limits: [one-small-study]}",
            grade="from `insufficient` to `substantial`",
            kinds="the kinds of studies, in your own words",
        ),
        "research": text(
            "which study there is, and what it found",
            "{drug: brisolin}",
            "{kind: trial, finding: fewer-attacks, by: a-hospital, year: 2014, limits: [small]}",
            kind="the kind of study",
            finding="what it found, in your own word",
            by="who made it",
            venue="where it was published",
            count="the number of such studies or people",
            count_class="the same, if the source gives no figure",
            rank="`first`: the source calls it the first",
            outcomes="what was looked at",
        ),
        "onset": text("how long until it works", "{drug: brisolin}", "{high: 2, unit: hours}"),
        "duration-of-action": text(
            "how long one dose works",
            "{drug: brisolin}",
            "{high: 9, unit: days}",
            of="what lasts, if not the effect",
            amount="`several`, if the source gives no figure",
        ),
        "safety": text(
            "how safe it is",
            "{drug: brisolin, population: pregnancy}",
            "{verdict: unknown}",
            verdict="the source's verdict; `unknown` contradicts a claim that it is safe",
        ),
        "adverse-effect": text(
            "a possible adverse effect",
            "{drug: brisolin}",
            "{effect: nausea, frequency: most-common}",
            effect="the id of an effect, or of a condition",
            frequency="how often",
            low="the lower end of the share of people who have it, in `unit`",
            high="the upper end",
        ),
        "contraindication": text(
            "who must not take it: people with the `condition`, people who take what `with` names, or a `population`",
            "{drug: brisolin, condition: glaucoma}",
            "{level: contraindicated, when: history}",
            level="how strictly: never, generally not, or with care",
            when="whether a past condition is enough (`history`), or only a present one counts (`present`)",
        ),
        "boxed-warning": text(
            "a risk in the label's boxed warning. An article that praises the drug must mention it",
            "{drug: brisolin}",
            "{risk: liver-failure}",
            risk="the id of the effect or condition; one fact for each",
            limits="whom it is about, in your own words",
        ),
        "addiction-potential": text(
            "whether it is addictive", "{drug: brisolin}", "{potential: addictive}", "denies", potential="what it is"
        ),
        "interaction": text(
            "the effect of combining it with something else",
            "{drug: brisolin, with: alcohol}",
            "{advice: avoid}",
            advice="what the source advises",
        ),
        "washout": text(
            "how long to wait between the drug and something else: another drug (`with`), or an event (`before`) for a"
            " `population` or people with a `condition`",
            "{drug: brisolin, with: opioid}",
            "{low: 10, bound: at-least, unit: days}",
            before="what comes after: `conception`, `surgery`, `breastfeeding`",
        ),
        "comparison": text(
            "how it compares with something else",
            "{drug: brisolin}",
            "{than: ibuprofen, in: speed, verdict: faster}",
            in_="in what, in your own word",
            verdict="how the drug compares",
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
            country="where (`us`); by default where the `agency` decides",
        ),
        "product": text(
            "the substance in a product",
            "{drug: brisolin, product: migrastop}",
            "{kind: brand, maker: a-company, form: tablet}",
            kind="what kind of product it is",
            maker="who makes it",
            form="its form: `tablet`, `pen`",
        ),
        "approval-year": text(
            "when it was approved",
            "{drug: brisolin}",
            "{agency: fda, year: 2015}",
            ago="`years` or `decades`, if the source gives no year",
            country="where (`us`); by default where the `agency` decides",
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
            target="on what, in your own word",
        ),
        "definition": text(
            "what a word means",
            "{condition: chronic-pain}",
            "{low: 3, unit: months, features: [lasting]}",
            class_="what kind of thing it is",
            features="its defining features",
            members="what it includes",
        ),
        "prevalence": text(
            "how common it is",
            "{condition: migraine}",
            "{low: 12, high: 12, unit: percent}",
            frequency="how often those people have it",
        ),
        "burden": text(
            "how a condition affects life", "{condition: migraine}", "{affects: [work]}", affects="what suffers"
        ),
        "history": text(
            "what happened when",
            "{drug: brisolin}",
            "{event: first-sold, year: 2015}",
            event="what, in your own word",
            decade="the first year of the decade",
            period="when, if the source gives no year",
        ),
        "recommendation": text(
            "what the source advises",
            "{drug: brisolin}",
            "{action: keep-a-diary}",
            action="what to do, in your own words with hyphens",
        ),
        "position": text(
            "what somebody thinks", "{topic: migraine-care}", "{view: too-few-clinics}", view="in your own words"
        ),
        "caveat": text(
            "what readers must be told. Rules then report articles without it",
            "{drug: brisolin}",
            "{caveat: consult}",
            caveat="what an article must mention: `off-label`, `evidence-limits` (how little is known), `consult` "
            "(whom to ask), `boxed-warning`, `monitoring` (blood tests and other checks), `pregnancy` (what it means "
            "for one), `schedule` (how often it is taken), `sharing` (that a pen is not shared); side effects and "
            "interactions are required because of the facts on them",
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
