"""Problems of single facts: figures missing from their quotes, missing keys, past dates, failing probes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from healthlint.analysis.lexicon import Lexicon, merged_drugs
from healthlint.analysis.quantities.numbers import read
from healthlint.analysis.quantities.reading import Reading
from healthlint.analysis.tokens import tokenize
from healthlint.authoring.dead_facts import listed, unnamed, unread, way_out
from healthlint.authoring.probes import Probe, Prober
from healthlint.engine import Engine
from healthlint.packs.model import Loaded, Pack
from healthlint.reference.model import Fact, Reference

_FIGURES = ("low", "high", "amount", "equals", "in", "year")
_GIVEN = ("injection", "infusion", "implant", "patch", "cream")


def mistakes(pack: Pack, lexicon: Lexicon, today: date) -> Iterator[tuple[Fact, str]]:
    """The facts to correct, each with its problem."""
    drugs = merged_drugs(lexicon)
    for fact in pack.reference.facts:
        yield from ((fact, message) for message in _figures(fact))
        drug, product = drugs.get(fact.about.get("drug", "")), fact.about.get("product", "")
        if drug and product and product not in drug.products:
            way_out = "add it under 'products' of the drug in lexicon/"
            yield fact, f"fact '{fact.id}' is about the product '{product}', which no lexicon names; {way_out}"
        if fact.review_by and date.fromisoformat(fact.review_by) < today:
            yield (
                fact,
                f"fact '{fact.id}' was to be reviewed by {fact.review_by}; check that it holds and set a new date",
            )


def notes(pack: Pack, lexicon: Lexicon) -> Iterator[str]:
    """Other reasons why facts are not compared."""
    drugs = merged_drugs(lexicon)
    for fact in pack.reference.facts:
        form, named = fact.about.get("form", ""), drugs.get(fact.about.get("drug", ""))
        if named and form and form not in named.forms:
            yield f"no lexicon names the form '{form}' of '{fact.id}': add it under 'forms' of the drug in lexicon/"
    drafts = [fact.id for fact in pack.reference.facts if fact.draft]
    if drafts:
        many = f"{len(drafts)} draft{'s' * (len(drafts) != 1)}"
        yield f"{many}: not used until reviewed (healthlint pack review {pack.name} --by NAME)"
    for drug, form in sorted(_never_compared(pack)):
        yield (
            f"doses of '{drug}' given as {form} are never compared: add a fact of type administration, "
            f"value: {{aspect: form, choice: {form}}}"
        )


def probed(pack: Pack, loaded: Loaded) -> Iterator[str]:
    """The probes of the pack's facts that fail, grouped by type, and the facts that no rule reads."""
    probes = list(_probes(pack, loaded))
    dead = unread(pack, loaded)
    ids = {fact.id for fact in dead}
    for kind in dict.fromkeys(fact.type for fact in pack.reference.facts):
        mine = [probe for probe in probes if probe.fact.type == kind]
        unheard = [fact for fact in dead if fact.type == kind]
        silent = [probe for probe in mine if not probe.caught]
        alarms = [probe for probe in mine if not probe.spared]
        if unheard:
            said = next((f' in "{probe.contradicts}"' for probe in silent if probe.fact.id in ids), "")
            found = f", so nothing is found{said}" if said else ""
            yield f"no rule reads {listed(unheard)} ({kind}){found}: {way_out(unheard)}"
        if read := [probe for probe in silent if probe.fact.id not in ids]:
            yield f'no finding where {_facts_are(read)} contradicted ({kind}): "{read[0].contradicts}"'
        if alarms:
            yield f'a finding where {_facts_are(alarms)} stated as the source does ({kind}): "{alarms[0].agrees}"'


def _facts_are(probes: list[Probe]) -> str:
    return f"{listed([probe.fact for probe in probes])} {'is' if len(probes) == 1 else 'are'}"


def _probes(pack: Pack, loaded: Loaded) -> Iterator[Probe]:
    engine = Engine(loaded)
    covered = ("", *engine.reference.drugs)
    strange = unnamed(pack, loaded)
    prober = Prober(engine, engine.lexicon)
    reference = Reference.merge(each.reference for each in loaded.packs)
    for fact in pack.reference.facts:
        known = fact.id not in strange and fact.about.get("drug", "") in covered
        probe = prober.probe(fact, reference) if known and not fact.draft and not fact.until else None
        if probe is not None:
            yield probe


def _figures(fact: Fact) -> Iterator[str]:
    """The figures of the value that do not occur in the quoted words."""
    said = set(_numbers(fact.quote))
    for key in _FIGURES if fact.quote else ():
        value = fact.value.get(key)
        if isinstance(value, int | float) and float(value) not in said:
            where = f"is not in its quote ({fact.quote!r})"
            yield f"fact '{fact.id}': {key}: {value:g} {where}; correct one of them"


def _numbers(quote: str) -> Iterator[float]:
    tokens = tokenize(quote)
    text = Reading(quote, tokens.words, tokens.starts, tokens.ends, 0, len(tokens.words))
    for at in range(len(tokens.words)):
        number = read(text, at)
        if number is not None:
            yield number.value


def _never_compared(pack: Pack) -> set[tuple[str, str]]:
    """The drugs with doses and their documented forms, if no fact says that doses in that form are meant."""
    facts = pack.reference.facts
    dosed = {fact.about.get("drug", "") for fact in facts if fact.type == "dose-range"}
    forms = {
        (fact.about.get("drug", ""), word)
        for fact in facts
        for word in (str(fact.value.get("form", "")), fact.about.get("form", ""))
        if word in _GIVEN
    }
    documented = {
        (fact.about.get("drug", ""), word)
        for fact in facts
        if fact.type == "administration" and fact.value.get("aspect") == "form"
        for word in str(fact.value.get("choice", "")).split("-")
    }
    return {pair for pair in forms - documented if pair[0] in dosed}
