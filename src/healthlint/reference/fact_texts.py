"""What a fact of each type says, for its author: an example, and the meaning of every key. The documentation and the
schema read it, never a check."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from healthlint.record import dataclass

_COMMON = {
    "low": "the lower end, in `unit`; left out where the source gives none",
    "high": "the upper end; the same as `low` for a single figure",
    "bound": "how the source puts a single figure; a finding compares `low` and `high` only",
    "unit": "of `low` and `high`",
    "limits": "what the source says is wanting, in ids of your own (`one-small-study`)",
    "agency": "who decided (`fda`)",
    "year": "the year",
    "than": "what it is compared with: the id of a drug, or a word of your own",
    "month": "the month, 1 to 12",
}

ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "drug": "the id of the drug that the fact is about",
        "form": "a form of the drug, as its lexicon has it (`low-dose`)",
        "use": "what the drug is given for: the id or a class of a condition; doses and approvals go by it",
        "condition": "the condition that an effect or the lack of evidence is about: its id",
        "population": "the people it is about; SAF202 knows `pregnancy`, `pregnant-women`, `breastfeeding`, "
        "`children`, `infants`, `older-people` and `older-adults`, of others readers see the statement",
        "with": "what the drug is taken with: the id or a class of a drug, or of a group of phrases",
        "topic": "what else it is about, where that is no drug or condition; a fact with it is never compared with one "
        "without",
    }
)


@dataclass(frozen=True, slots=True)
class Text:
    """`says` completes "a fact of this type says"; `example` is its `about`, `value` and, if not `asserts`, stance."""

    says: str
    about: str
    value: str
    keys: Mapping[str, str]
    stance: str = "asserts"

    def meaning(self, key: str) -> str:
        """What a key of the value means."""
        return self.keys.get(key) or _COMMON[key]


def _text(says: str, about: str, value: str, stance: str = "asserts", **keys: str) -> Text:
    return Text(says, about, value, {name.replace("_", "-").strip("-"): told for name, told in keys.items()}, stance)


TEXTS: Mapping[str, Text] = MappingProxyType(
    {
        "dose-range": _text(
            "how much is taken: from `low` to `high` in each `per`",
            "{drug: brisolin, use: migraine}",
            "{low: 10, high: 20, unit: mg, per: day}",
            per="the period that the figures are for: the total of a `day`, `week` or `month`, or what is taken at "
            "a time (`dose`: an injection, a puff); left out, it is a day. An amount without a frequency in the text "
            "is held against the figures as they are, any other against the total",
            times="with `per: dose` and `every`: how often at most",
            every="with `per: dose`: the period in which it is taken `times` times (left out: once)",
        ),
        "relative-dose": _text(
            "how much is taken, as a share of something",
            "{drug: brisolin, use: migraine}",
            "{of: usual-dose, low: 0.1, high: 0.1}",
            of="the whole, in a word of your own",
            low="the lower end, as a share of it",
            high="the upper end",
        ),
        "dose-response": _text(
            "how the effect goes with the dose",
            "{drug: brisolin}",
            "{direction: more-is-better}",
            "denies",
            direction="what holds, or with the stance `denies` does not",
        ),
        "dose-effect": _text(
            "what one dose does",
            "{drug: brisolin, use: migraine}",
            "{low: 5, high: 5, unit: mg, effect: no-relief}",
            effect="whether that dose relieves",
        ),
        "strength": _text(
            "what one tablet, pen or vial holds; one fact for each strength",
            "{drug: brisolin}",
            "{low: 10, high: 10, unit: mg, made-by: manufacturer}",
            made_by="a `compounder` makes others than the `manufacturer`; left out, it is the manufacturer",
        ),
        "administration": _text(
            "how it is taken",
            "{drug: brisolin}",
            "{aspect: form, choice: injection}",
            aspect="what is told; `form` is compared",
            choice="in a word of your own. As a form, `injection`, `infusion`, `implant`, `patch` and `cream` (also as "
            "part of a word: `depot-injection`) say that doses in that form are meant, too: without, they are unknown",
        ),
        "course": _text(
            "how long it is taken", "{drug: brisolin}", "{length: long-term}", length="for some weeks, or for good"
        ),
        "durability": _text(
            "whether the effect lasts while it is taken",
            "{drug: brisolin}",
            "{effect: sustained}",
            effect="what it does",
        ),
        "indication": _text(
            "what it is given for. Rules on any drug are about the drugs that have such a fact",
            "{drug: brisolin, use: migraine}",
            "{basis: approved, effect: treats}",
            basis="why it is given: `approved` and `conventional` make a plain benefit for that use a documented one",
            effect="what it does there",
            substances="which substances are meant, in ids of drugs",
        ),
        "efficacy": _text(
            "how well it works",
            "{drug: brisolin, condition: migraine}",
            "{verdict: curative}",
            "denies",
            verdict="from `unknown` to `curative`; the stance `denies` turns it round (no cure)",
        ),
        "effect-size": _text(
            "how large the effect is",
            "{drug: brisolin, condition: migraine}",
            "{measure: headache-days, low: 30, high: 40, unit: percent}",
            measure="what was measured, in a word of your own; it keeps figures apart in `reference conflicts`. A rule "
            "compares a percentage with the largest of all",
        ),
        "evidence": _text(
            "how much is known",
            "{drug: brisolin, condition: back-pain}",
            "{grade: insufficient, kinds: [case-reports], limits: [one-small-study]}",
            grade="from `insufficient` to `substantial`",
            kinds="which studies there are, in words of your own",
        ),
        "research": _text(
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
        "onset": _text("how long until it works", "{drug: brisolin}", "{high: 2, unit: hours}"),
        "duration-of-action": _text(
            "how long one dose works",
            "{drug: brisolin}",
            "{high: 9, unit: days}",
            of="what of it lasts, where that is not the effect",
            amount="`several`, where the source gives no figure",
        ),
        "safety": _text(
            "how safe it is",
            "{drug: brisolin, population: pregnancy}",
            "{verdict: unknown}",
            verdict="what the source says of it; `unknown` speaks against a claim that it is safe",
        ),
        "adverse-effect": _text(
            "what may go wrong",
            "{drug: brisolin}",
            "{effect: nausea, frequency: most-common}",
            effect="the id of an effect, or of a condition",
            frequency="how often",
        ),
        "addiction-potential": _text(
            "whether it is addictive", "{drug: brisolin}", "{potential: addictive}", "denies", potential="what it is"
        ),
        "interaction": _text(
            "what happens together with something else",
            "{drug: brisolin, with: alcohol}",
            "{advice: avoid}",
            advice="what the source advises",
        ),
        "washout": _text(
            "how long to wait between the drug and something else",
            "{drug: brisolin, with: opioid}",
            "{low: 10, bound: at-least, unit: days}",
        ),
        "comparison": _text(
            "how it compares with something else",
            "{drug: brisolin}",
            "{than: ibuprofen, in: speed, verdict: faster}",
            in_="in what, in a word of your own",
            verdict="how the drug does",
        ),
        "role": _text(
            "its place among treatments",
            "{drug: brisolin}",
            "{role: complement, treatments: [physiotherapy]}",
            role="the place",
            treatments="the other treatments",
        ),
        "regulatory-status": _text(
            "what regulators say",
            "{drug: brisolin, use: migraine}",
            "{status: approved, agency: fda}",
            status="what holds, or with the stance `denies` does not. Rules read `approved`, `prescription`, "
            "`off-label` and `investigational`, and that it is not `controlled` or that there is no `generic`",
        ),
        "approval-year": _text(
            "when it was approved",
            "{drug: brisolin}",
            "{agency: fda, year: 2015}",
            ago="`years` or `decades`, where the source gives no year",
        ),
        "availability": _text(
            "how it is obtained",
            "{drug: brisolin}",
            "{via: compounding-pharmacy, ease: hard, period: now}",
            via="where or how",
            ease="how easily",
            period="when that was so",
        ),
        "cost": _text("what it costs", "{drug: brisolin}", "{level: inexpensive}", level="how much"),
        "insurance": _text("who pays", "{drug: brisolin}", "{coverage: not-covered}", coverage="whether insurers do"),
        "mechanism": _text(
            "how it works",
            "{drug: brisolin}",
            "{action: blocks, target: pain-receptors}",
            action="what it does",
            target="to what, in a word of your own",
        ),
        "definition": _text(
            "what a word means",
            "{condition: chronic-pain}",
            "{low: 3, unit: months, features: [lasting]}",
            class_="what kind of thing it is",
            features="what makes it one",
            members="what belongs to it",
        ),
        "prevalence": _text(
            "how common it is",
            "{condition: migraine}",
            "{low: 12, high: 12, unit: percent}",
            frequency="how often those people have it",
        ),
        "burden": _text(
            "what a condition does to life", "{condition: migraine}", "{affects: [work]}", affects="what suffers"
        ),
        "history": _text(
            "what happened when",
            "{drug: brisolin}",
            "{event: first-sold, year: 2015}",
            event="what, in a word of your own",
            decade="the first year of the decade",
            period="when, where the source gives no year",
        ),
        "recommendation": _text(
            "what the source advises",
            "{drug: brisolin}",
            "{action: keep-a-diary}",
            action="what to do, in words of your own with hyphens",
        ),
        "position": _text(
            "what somebody thinks", "{topic: migraine-care}", "{view: too-few-clinics}", view="in words of your own"
        ),
        "caveat": _text(
            "what a reader has to be told. Rules then miss it in an article",
            "{drug: brisolin}",
            "{caveat: consult}",
            caveat="what is due; `consult`, `evidence-limits` and `off-label` are missed by rules on any drug, and "
            "side effects and interactions by the facts on them",
        ),
        "affiliation": _text(
            "who works where",
            "{topic: experts}",
            "{person: a-person, institution: a-hospital, role: head}",
            person="who",
            institution="where",
            role="as what",
        ),
        "publication": _text(
            "what was published",
            "{topic: summary}",
            "{authors: [a-person], venue: a-journal, year: 2014}",
            authors="by whom",
            venue="where",
            day="the day of the month",
        ),
    }
)
