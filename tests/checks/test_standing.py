"""Names are no slips of drugs: what is silent, what is only shown, what is fixed."""

from __future__ import annotations

import pytest

from healthlint.checks.base import Hit
from healthlint.checks.spelling import Spelling
from healthlint.packs.locate import pack_dirs


@pytest.fixture
def hits(run):
    folders = [str(folder) for folder in pack_dirs()]

    def hits(text: str, path: str = "a.txt", accepted: frozenset[str] = frozenset()) -> list[Hit]:
        return [each.hit for each in run(Spelling(), text, folders=folders, path=path, accepted=accepted)]

    return hits


@pytest.mark.parametrize(
    "text",
    [
        # a title before, initials around, a name of several words
        "Yesterday Mayor Zoloff opened the clinic.",
        "We asked Dr Naltrex about it.",
        "We asked Prof. Lipitar about it.",
        "It was tried by Saxena PK and others.",
        "It was tried by P. K. Saxena and others.",
        "It was tried by Saxena, P. and others.",
        "She lives in Zoloff Street.",
        "Peter Zoloff takes it at night.",
        "Zoloff Smith takes it at night.",
        # a citation
        "It helps in pain (Saxena 2019) and in sleep (Zoloff et al., 2020).",
        # a first word that speaks
        "Zoloff said that it helps.",
        "Naltrexin announced a trial.",
        # a product
        "Turmagen™ capsules and Naltrex® tablets are sold there.",
        "Naltrex (TM) is a tablet, and so is naltrex®.",
        "© 2024 Naltrex",
        # repeated inside sentences
        "We went to Naltrex in May. At Naltrex they were kind.",
        "Naltrex is a clinic. We went to Naltrex in May.",
        # a site's or mail box's own name
        "Naltrex is open. See https://www.naltrex.com for more.",
        "Naltrex is open. Write to help@naltrex.org today.",
        # inside a sentence, near a short name
        "A talk by Saxena was short.",
        # firms, and what belongs to somebody
        "Zolaft & Sons make chairs.",
        "Zoloff's clinic is near the river.",
        "It is called Henoch-Schnlein by some.",
        # who speaks, and who is listed
        "She felt well again.\n\nMark Marmur\n\nThe end of it all was near.",
        "They bought a firm of the name of Medivation in May.",
        "Zoloff: I am glad to be here.",
        "Our board\n\n- Zoloff\n- Saxena\n- Smith\n",
        # the rest of a word after its first letter in brackets, and the first half of another
        "(L)entigines and (E)lectrocardiographic defects",
        "A florid cemento-osseous change.",
        # what is said of a spelling
        "Naltrexone is often misspelled as naltroxene.",
        "He wrote: take naltroxene [sic] at night.",
    ],
)
def test_a_name_is_left_alone(hits, text):
    assert hits(text) == []


def test_a_list_of_references_is_left_alone(hits):
    text = (
        "Saxenda\n\nSaxenda is a pen.\n\nReferences\n\n1. Saxena P, Zoloff A. Naltrexin in pain. J Pain. 2019;3:1-9.\n"
    )
    assert hits(text) == []
    assert hits("# Saxenda\n\nIt is a pen.\n\n## References\n\n1. Saxena P. Weight loss. 2019.\n", "a.md") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("She takes Naltroxene at night.", "Naltroxene"),
        ("Naltroxene helps. Naltroxene is cheap.", "Naltroxene"),
    ],
)
def test_a_possible_name_gets_a_displayed_suggestion(hits, text, wrong):
    for found in hits(text):
        assert (found.severity, found.applicability) == ("suggestion", "display")
        assert found.values == {"text": wrong, "right": "Naltrexone"}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("They are benzodiazepines (Valium, Librium, and Xanex).", "Xanax"),
        ("Famotidine (Pecid) and cimetidine (Tagamet) work.", "Pepcid"),
        ("Such drugs are Klonapin, Librium and Valium.", "Klonopin"),
        ("Such drugs are:\n\n- Klonapin\n- Librium\n- Valium\n", "Klonopin"),
    ],
)
def test_a_name_among_drugs_is_one_but_not_fixed_unseen(hits, text, right):
    (found,) = hits(text)
    assert (found.severity, found.applicability, found.replacement) == (None, "display", right)


@pytest.mark.parametrize(
    ("text", "applicability"),
    [
        ("She takes naltroxene at night.", "safe"),
        ("Naltroxene is a tablet.", "safe"),
        ("“Naltroxene helps me,” she said.", "safe"),
        ("Fibromyalga and Fibromyalga again", "safe"),
        # A short name at the start of a sentence may be anybody's.
        ("Zoloff helps against depression.", "unsafe"),
        # Other languages name drugs so.
        ("She takes naltrexona and ibuprofeno.", "unsafe"),
        ("She takes ibuprofène.", "unsafe"),
        # A space was lost, and only the writer knows where.
        ("The urine albuminis checked.", "unsafe"),
        ("Froelich syndrome is rare.", "unsafe"),
    ],
)
def test_a_word_that_is_not_a_name_in_the_text_is_fixed(hits, text, applicability):
    assert {found.applicability for found in hits(text)} == {applicability}


@pytest.mark.parametrize(
    ("wrong", "rights"),
    [
        ("lamicsil", ("lamisil", "lamictal")),
        ("tramadone", ("tramadol", "trazodone")),
        ("klonodine", ("clonidine", "klonopin")),
    ],
)
def test_between_two_drugs_both_are_named_and_neither_is_written(hits, wrong, rights):
    (found,) = hits(f"She takes {wrong} at night.")
    assert found.applicability == "display"
    assert all(f"'{right}'" in f"'{found.values['right']}'" for right in rights)


def test_two_spellings_of_one_drug_are_no_rivals(hits):
    (found,) = hits("She takes amoxicilin.")
    assert (found.replacement, found.values["right"]) == ("amoxicillin", "amoxicillin")


@pytest.mark.parametrize(
    "text",
    [
        "See docs/naltroxene.md, naltroxene.pdf or ~/naltroxene/a for more.",
        r"See C:\texts\naltroxene for more.",
        "The formula $naltroxene$ and :naltroxene: here.",
        "Its key is naltroxene_dose, #naltroxene, @naltroxene or {naltroxene}.",
        'A [naltroxene id="3"] shortcode and [/naltroxene].',
        "As in [@naltroxene] and [[naltroxene|the drug]].",
        "Type `naltroxene` here, or <naltroxene>.",
    ],
)
def test_an_identifier_is_no_word(hits, text):
    assert hits(text) == []


def test_labels_of_notes_and_links_are_no_words(hits):
    text = "A note.[^naltroxene] See [naltroxene] and [naltroxene][].\n\n[^naltroxene]: Text.\n\n[naltroxene]: https://x.org\n"
    assert hits(text, "a.md") == []


def test_words_beside_identifiers_are_words(hits):
    text = "Take [naltroxene][dose] for $5, naltroxene for $6 and naltroxene/bupropion.\n\n[dose]: https://x.org/naltroxene\n"
    assert [found.values["text"] for found in hits(text, "a.md")] == ["naltroxene"] * 3


@pytest.mark.parametrize("word", ["naltrexol", "naltrexol's", "naltrexol’s", "naltrexols", "naltrexols'", "Naltrexols"])
def test_an_accepted_word_is_accepted_with_its_plural_and_possessive(hits, word):
    text = f"Its {word.replace('exol', 'oxenol')} level was low."
    assert hits(text, accepted=frozenset({"naltroxenol"})) == []


def test_other_words_are_not_accepted_with_it(hits):
    assert hits("She takes naltroxene.", accepted=frozenset({"naltroxen", "altroxene"})) != []


def test_the_title_of_a_cited_work_is_not_fixed_unseen(hits):
    text = "# Pain\n\nIt hurts.\n\n## References\n\n1. Smith J. Low dose naltroxene. Lancet 2018.\n"
    assert [found.applicability for found in hits(text, "a.md")] == ["unsafe"]


def test_a_link_definition_parsed_as_text_is_a_label(hits):
    text = "See [naltroxene].\n\n[^a]: A note.\n[naltroxene]: https://x.org\n"
    assert hits(text, "a.md") == []
