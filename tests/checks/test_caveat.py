from __future__ import annotations

import pytest

from healthlint.analysis.reading.model import Card
from healthlint.analysis.reading.reader import Reading
from healthlint.checks.base import Asked
from healthlint.checks.caveat import Caveat

TITLE = "VLN: a guide\n\n"


@pytest.fixture
def consult(phrases):
    return Caveat(
        drug="velorin",
        named=phrases("<velorin:low-dose>"),
        uses=phrases("lumbitis"),
        approved=phrases("gripes"),
        said=phrases("ask your doctor"),
        said_anyway=phrases("nobody knows"),
        otherwise=phrases("ask your doctor who"),
    )


def test_the_article_as_a_whole_lacks_it(run, consult):
    (found,) = run(consult, TITLE + "VLN is cheap. VLN is small.")
    assert found.text is None


@pytest.mark.parametrize(
    "text",
    [
        "VLN is cheap. Ask your doctor.",
        "VLN is cheap. Nobody knows why.",
        "VLN is cheap. Does nobody know? Nobody knows why.",
    ],
)
def test_it_is_said(run, consult, text):
    assert run(consult, TITLE + text) == []


@pytest.mark.parametrize(
    "text",
    [
        "VLN is cheap. Never ask your doctor.",
        "VLN is cheap. Critics say ask your doctor.",
        "VLN is cheap. Ask your doctor who won the race.",
    ],
)
def test_it_is_named_but_not_said(run, consult, text):
    assert len(run(consult, TITLE + text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Brandol: a guide\n\nBrandol is cheap. VLN is dear.",
        "Velorin: a guide\n\nVelorin is cheap. Velorin is small.",
        "Velorin: a guide\n\nVelorin is for gripes. VLN is small. Velorin stops gripes.",
    ],
)
def test_not_due_in_an_article_about_something_else(run, consult, text):
    assert run(consult, text) == []


def test_a_caveat_is_due_if_the_form_or_use_is_the_topic(run, consult):
    start = "Velorin: a guide\n\nVelorin is cheap. "
    assert run(consult, start + "VLN is small.") == []
    assert len(run(consult, start + "VLN is small. VLN is good. VLN it is.")) == 1
    assert len(run(consult, start + "VLN is for lumbitis. Velorin is for lumbitis and gripes.")) == 1


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Dolomab is strong. Stop it first.", False),
        ("Dolomab is strong.\n\nStop it first.", False),
        ("Dolomab is strong.\n\nTea.\n\nMilk.\n\nStop it first.", True),
        ("Tea is hot. Stop it first.", True),
        ("Dolomab is strong. Never stop it first.", True),
    ],
)
def test_a_pronoun_counts_beside_its_topic(run, phrases, text, missing):
    check = Caveat(
        drug="velorin",
        named=phrases("<velorin:low-dose>"),
        topic=phrases("<opioid>"),
        near_topic=phrases("stop it first"),
    )
    assert bool(run(check, TITLE + "VLN is velorin. " + text)) == missing


def test_an_article_that_names_its_drug_once_and_gives_its_dose(run, phrases):
    check = Caveat(drug="velorin", named=phrases("<velorin:low-dose>"), uses=phrases("lumbitis"))
    assert run(check, "People with lumbitis take VLN. The dose is 5 mg. It is dear.")
    assert not run(check, "People with lumbitis take VLN and brandol. The dose is 5 mg. It is dear.")


def test_a_line_or_two_owe_no_caveat(run, phrases):
    check = Caveat(drug="velorin", named=phrases("<velorin:low-dose>"), uses=phrases("lumbitis"))
    assert not run(check, "People with lumbitis take VLN. The dose is 5 mg.")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Stop dolomab before it. Rest.", False),
        ("Stop brandol before it. Rest.", True),
        ("Stop other pills before it. Rest.", False),
    ],
)
def test_a_warning_names_what_facts_warn_of_or_nothing(run, phrases, fact, text, missing):
    facts = [fact("no-opioids", "interaction", {"advice": "avoid"}, with_="opioids")]
    check = Caveat(
        drug="velorin",
        facts=(Asked("interaction"),),
        on_topic=True,
        said=phrases("stop (<drug>|other pills) before"),
    )
    assert bool(run(check, TITLE + text, facts)) == missing


def test_an_effect_counts_by_its_name_when_the_facts_document_it(run, fact):
    check = Caveat(drug="velorin", facts=(Asked("adverse-effect"),), naming="effect")
    text = TITLE + "It is old. It can bring yawning."
    assert not run(check, text, [fact("yawning", "adverse-effect", {"effect": "yawning"})])
    assert run(check, text, [fact("nausea", "adverse-effect", {"effect": "nausea"})])


def test_a_fact_about_a_use_concerns_an_article_that_names_it(run, fact):
    check = Caveat(drug="velorin", facts=(Asked("caveat"),))
    facts = [fact("off-label", "caveat", {"caveat": "off-label"}, use="gripes")]
    assert run(check, TITLE + "It is given for gripes. It is old.", facts)
    assert not run(check, TITLE + "It is given for lumbitis. It is old.", facts)
    assert not run(check, TITLE + "It is given for lumbitis, as others are for gripes. It is old.", facts)
    assert run(check, TITLE + "It is given for lumbitis. It is for gripes. Others have gripes, too.", facts)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("It may raise the level of dolomab. Rest.", False),
        ("It may raise the level of brandol. Rest.", True),
        ("It does not raise the level of dolomab. Rest.", True),
        ("Dolomab is old. Coffee may raise the level. Rest.", True),
    ],
)
def test_a_caution_counts_in_a_sentence_with_what_facts_warn_of(run, phrases, fact, text, missing):
    facts = [fact("no-opioids", "interaction", {"advice": "caution"}, with_="opioids")]
    check = Caveat(drug="velorin", facts=(Asked("interaction"),), beside_topic=phrases("raise+ the level"))
    assert bool(run(check, TITLE + text, facts)) == missing


class Cautious:
    """A reader to whom "apart" says that things are kept apart, unless "myth" denies it."""

    card = Card(
        "x",
        64,
        ("apart", "together", "rejected"),
        (1.0,) * 3,
        (0.0,) * 3,
        {key: {"said": 700, "veto": 50} for key in ("apart", "together", "rejected")},
        {},
    )

    def read(self, pairs: list[tuple[str, str]]) -> list[Reading]:
        return [Reading(self.card, (900 if "apart" in text else 10, 10, self._denied(text))) for _, text in pairs]

    def _denied(self, text: str) -> int:
        return 950 if "myth" in text else 800 if text.startswith("No") else 10


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Keep velorin apart.", False),
        ("Dolomab is kept apart.", False),
        ("Brandol is kept apart.", True),
        ("No, keep it apart.", False),
        ("That it is kept apart is a myth.", True),
    ],
)
def test_a_caveat_in_any_words_may_be_about_what_facts_warn_of(run, fact, text, missing):
    facts = [fact("no-opioids", "interaction", {"advice": "avoid"}, with_="opioids")]
    check = Caveat(drug="velorin", facts=(Asked("interaction"),), read_as="apart")
    assert bool(run(check, f"{TITLE}{text} Rest. Sleep.", facts, reader=Cautious())) == missing
