import pytest
from tests.authoring.labels.making import section, spl

from healthlint.authoring.drafts.model import Draft, Name
from healthlint.authoring.importing.lexicons import known
from healthlint.authoring.importing.naming import Naming, NewName, Thing
from healthlint.authoring.labels.spl import read
from healthlint.span import Span

TEXT = "Glowing ears (GE) and a glowing ear. Blue dot (BD) inhibitors."


def naming(*names, things=()):
    label = read(spl(section("34067-9", "", TEXT)), "label.xml", "0" * 64)
    drafts = [Draft("boxed-warning", {}, {"risk": name}, Span(0, 1), "") for name in names]
    return Naming(label, drafts, lambda texts: {text: thing for text, thing in things if text in texts})


def test_a_name_in_two_numbers_is_one_thing():
    found = naming()
    assert found.of(Name("condition", "glowing ear")) == ("condition", "glowing-ear")
    assert found.of(Name("condition", "Glowing ears")) == ("condition", "glowing-ear")
    assert found.new == (NewName("conditions", "glowing-ear", ("glowing ear", "glowing ears")),)


def test_abbreviations_are_written_out_and_are_no_names_by_themselves():
    found = naming()
    found.of(Name("drug", "BD inhibitors"))
    found.of(Name("condition", "GE"))
    assert found.new == (
        NewName("drugs", "blue-dot-inhibitors", ("blue dot inhibitors", "bd inhibitors")),
        NewName("conditions", "glowing-ears", ("glowing ears", "glowing ear")),
    )


@pytest.mark.parametrize(("text", "known_as"), [("hay fevers", "hay-fever"), ("diarrhea", "diarrhoea")])
def test_the_id_of_a_lexicon_is_kept(text, known_as):
    name = Name("condition", text)
    found = naming(name, things=[(text, Thing("effect", known_as))])
    assert (found.of(name), found.new) == (("effect", known_as), ())


def test_one_of_a_wider_class_is_not_all_of_it():
    name = Name("drug", "erythromycin")
    found = naming(name, things=[("erythromycin", Thing("drug", "macrolides", ("macrolides",)))])
    assert found.of(name) == ("drug", "erythromycin")
    assert found.new == (NewName("drugs", "erythromycin", ("erythromycin",), ("macrolides",)),)


def test_lexicons_are_asked_as_an_article_asks_them(tmp_path):
    found = known(tmp_path / "none")(["Crohn’s disease", "glowing ear", "erythromycin"])
    assert found["Crohn’s disease"].id == "crohns-disease"
    assert "macrolides" in found["erythromycin"].classes
    assert "drug" not in found["erythromycin"].classes
    assert "glowing ear" not in found


def test_the_packs_own_words_are_known(tmp_path):
    folder = tmp_path / "lexicon"
    folder.mkdir()
    (folder / "label.yaml").write_text("conditions:\n  - {id: ear-glow, names: [glowing ear]}\n")
    assert known(tmp_path)(["Glowing Ear"])["Glowing Ear"] == Thing("condition", "ear-glow")
