"""What the taught reader says, against what else the article says; the reader here knows a few words by heart."""

from __future__ import annotations

import pytest

from healthlint.analysis.reading.model import Card
from healthlint.analysis.reading.reader import Reading as Read
from healthlint.checks.base import Article
from healthlint.checks.reading import Reading, vetoed

LABELS = ("safe", "together", "approved", "rejected")
USES = {
    "alone": 900,
    "documented": 800,
    "short": 760,
    "brief": 900,
    "suggest": 600,
    "said": 700,
    "veto": 50,
    "lonely": 970,
    "company": 780,
}
THRESHOLDS = dict.fromkeys((*LABELS, "safe-approved"), USES)
CARD = Card("x", 64, LABELS, (1.0,) * 4, (0.0,) * 4, THRESHOLDS, dict.fromkeys(LABELS, 1))
KNOWN = {
    "harmless": ("safe", 950),
    "lamblike": ("safe", 990),
    "mild": ("safe", 770),
    "placid": ("safe", 790),
    "gentle": ("safe", 700),
    "fine with": ("together", 950),
    "passed": ("approved", 950),
}


class Parrot:
    """A reader that goes by single words."""

    def read(self, pairs: list[tuple[str, str]]) -> list[Read]:
        return [Read(CARD, self._answer(text)) for _, text in pairs]

    def _answer(self, text: str) -> tuple[int, ...]:
        said = dict(found for word, found in KNOWN.items() if word in text)
        said |= {"rejected": 990} if "nonsense" in text else {}
        return tuple(said.get(label, 10) for label in LABELS)


@pytest.fixture
def read(texts):
    return lambda check, text, **settings: texts(check, text, reader=Parrot(), **settings)


SAFE = Reading(says=("safe",), not_says=("rejected",), facts=("adverse-effect",))


def test_a_sentence_is_reported_that_says_it(read):
    assert read(SAFE, "Velorin is harmless. It is blue.") == ["Velorin is harmless."]


def test_without_a_reader_nothing_is_reported(texts):
    assert texts(SAFE, "Velorin is harmless.") == []


def test_uncertain_findings_are_reported_on_request(read, run):
    assert read(SAFE, "Velorin is gentle.") == []
    (found,) = run(SAFE, "Velorin is gentle.", reader=Parrot(), suggest=True)
    assert found.hit.severity == "suggestion"


LONG = " It is blue." * 8


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Velorin is harmless.", [False]),
        ("Velorin is harmless." + LONG, [True]),
        ("Velorin is lamblike." + LONG, [False]),
        ("Velorin is placid." + LONG, [True]),
        ("Velorin is gentle.", []),
    ],
)
def test_in_a_long_article_it_needs_company_unless_it_is_very_sure(run, text, found):
    assert [each.hit.company for each in run(SAFE, text, reader=Parrot())] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("Velorin is mild.", True), ("Velorin is gentle.", False), ("Velorin is mild." + LONG, False)],
)
def test_in_a_few_sentences_on_a_drug_with_facts_less_sure_is_sure_enough(read, fact, text, found):
    assert bool(read(SAFE, text, facts=[fact("yawns", "adverse-effect")])) is found


def test_with_other_findings_no_illness_need_be_named(run, phrases):
    check = Reading(says=("safe",), ailing=phrases("gripes"))
    assert [each.hit.company for each in run(check, "The tea is lamblike." + LONG, reader=Parrot())] == [True]
    assert [each.hit.company for each in run(check, "The tea is lamblike: no gripes." + LONG, reader=Parrot())] == [
        False
    ]


def test_a_statement_rejected_in_its_sentence_is_not_reported(read):
    assert read(SAFE, "Harmless is nonsense: velorin is not harmless.") == []


def test_the_shortest_part_that_says_it_is_underlined(read):
    text = "Says the shop on the corner, the one with the bell, velorin is harmless, and it is cheap as well."
    assert read(SAFE, text) == ["velorin is harmless"]


def test_facts_on_the_drug_are_shown(run, fact):
    (found,) = run(
        SAFE, "Velorin is harmless.", [fact("yawns", "adverse-effect", statement="makes yawn")], reader=Parrot()
    )
    assert found.hit.facts == ("yawns",)
    assert found.values["because"] == "documented for velorin: makes yawn (Press)"
    assert found.values["chance"] == "0.95"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Velorin is fine with wine.", True),
        ("Velorin is fine with brandol.", False),
        ("Wine? Velorin is fine with that.", True),
        ("Brandol? Velorin is fine with that.", False),
        ("Velorin is fine with whatever you take.", True),
        ("Brandol is fine with wine.", False),
    ],
)
def test_only_what_a_fact_warns_of_may_not_be_combined(read, fact, text, found):
    check = Reading(says=("together",), warned=True, facts=("interaction",))
    warning = fact("no-wine", "interaction", with_="alcohol")
    assert bool(read(check, f"Velorin\n\n{text}", facts=[warning])) is found


def test_the_drug_of_the_article_is_meant_where_facts_warn_of_the_one_that_the_sentence_is_about(read, fact):
    check = Reading(says=("together",), warned=True, facts=("interaction",))
    text = "Velorin\n\nVelorin is blue. Many take {}. {} is fine with it."
    warning = fact("no-brandol", "interaction", with_="brandol")
    assert read(check, text.format("brandol", "Brandol"), facts=[warning]) == ["Brandol is fine with it."]
    assert read(check, text.format("brandol", "Brandol"), facts=[fact("no-wine", "interaction", with_="alcohol")]) == []


def test_an_approved_use_is_settled_unless_another_is_named(read, phrases):
    check = Reading(says=("approved",), settled=phrases("gripes"))
    assert read(check, "Velorin was passed for gripes.") == []
    assert read(check, "Velorin was passed for gripes and lumbitis.") != []
    assert read(check, "Velorin was passed long ago.") != []


def test_a_source_in_the_paragraph_answers_for_it(read):
    check = Reading(says=("safe",), sourced=True)
    assert read(check, "It is [harmless](https://example.org).", path="a.md") == []
    assert read(check, "It is harmless.\n\nSee [this](https://example.org).", path="a.md") == ["It is harmless."]


def test_a_partner_in_the_section_answers_for_it(read, phrases):
    check = Reading(says=("safe",), partners=phrases("of ten"))
    assert read(check, "It is harmless. Two of ten yawned.") == []


@pytest.mark.parametrize(("text", "silenced"), [("It is blue.", True), ("It is gentle.", False)])
def test_a_rule_is_silenced_only_where_the_reader_is_sure(run, text, silenced, monkeypatch):
    seen = []
    monkeypatch.setattr(Reading, "run", lambda self, article: seen.append(article) or ())
    run(SAFE, text, reader=Parrot())
    (article,) = seen
    assert isinstance(article, Article)
    (sentence,) = article.analysis.sentences
    from healthlint.checks.base import Hit

    assert vetoed(Hit(sentence.span), ("safe",), article) is silenced
    assert not vetoed(Hit(None), ("safe",), article)


def test_only_where_the_sentence_holds_a_word_that_the_rule_needs(read, phrases):
    check = Reading(says=("safe",), holding=phrases("blue"))
    assert read(check, "Velorin is harmless.") == []
    assert read(check, "Velorin is harmless and blue.") == ["Velorin is harmless and blue."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Velorin is harmless and passed.", False),
        ("Velorin is harmless and passed in gripes.", False),
        ("Velorin is harmless and passed in lumbitis.", True),
        ("Brandol is harmless and passed in lumbitis.", False),
    ],
)
def test_documented_indications_decide_established_effects(read, fact, phrases, text, found):
    check = Reading(says=("safe", "-approved"), alternative=phrases("seaweed"), ailing=phrases("lumbitis"))
    given = fact("for-gripes", "indication", {"basis": "approved"}, condition="gripes")
    assert bool(read(check, text, facts=[given])) is found


def test_relative_effects_of_a_documented_drug_are_left_to_its_facts(read, fact):
    check = Reading(says=("safe",), unknown=True)
    yawns = fact("yawns", "adverse-effect")
    assert read(check, "Brandol is harmless.") == ["Brandol is harmless."]
    assert read(check, "Velorin\n\nVelorin is blue. Both tablets are harmless.", facts=[yawns]) == []


def test_supporting_facts_are_not_shown(run, fact):
    check = Reading(says=("safe",), facts=("safety",))
    facts = [fact("few", "safety", value={"verdict": "few-side-effects"}), fact("open", "safety", value=UNKNOWN)]
    (found,) = run(check, "Velorin is harmless.", facts, reader=Parrot())
    assert found.hit.facts == ("open",)


def test_the_warning_of_what_the_sentence_names_goes_first(run, fact):
    facts = [
        fact("wines", "interaction", {"advice": "avoid"}, with_="alcohol"),
        fact("brandols", "interaction", {"advice": "avoid"}, with_="brandol"),
    ]
    check = Reading(says=("together",), warned=True, facts=("interaction",))
    (found,) = run(check, "Velorin\n\nVelorin is fine with brandol.", facts, reader=Parrot())
    assert found.hit.facts[0] == "brandols"


UNKNOWN = {"verdict": "unknown"}


def test_the_decisive_words_are_underlined_with_some_context(read, phrases):
    check = Reading(says=("safe",), telling=phrases("harmless"))
    text = "Velorin is a drop that the old shop in our street has called harmless, for years."
    assert read(check, text) == ["in our street has called harmless"]


def test_a_sentence_with_a_spared_phrase_is_not_reported(read, phrases):
    check = Reading(says=("safe",), spared=phrases("in mice"))
    assert read(check, "In mice velorin is harmless.") == []


@pytest.mark.parametrize("text", ["# Making it harmless\n\nIt is blue.", "| Use |\n| --- |\n| harmlessly lumbitis |"])
def test_a_topic_heading_is_not_reported(read, text):
    assert read(SAFE, text, path="a.md") == []
