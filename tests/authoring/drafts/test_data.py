import pytest
from tests.authoring.drafts.reading import drafted
from tests.authoring.labels.making import openfda, product, section, spl

from healthlint.authoring.drafts.abbreviations import abbreviations
from healthlint.authoring.drafts.draft import found
from healthlint.authoring.drafts.substance import slug, substance
from healthlint.authoring.labels.openfda import read as read_openfda
from healthlint.authoring.labels.spl import read
from healthlint.errors import InputError


def test_strengths_are_those_of_the_data():
    made = product(amount="40", per="0.8", per_unit="mL", form="INJECTION, SOLUTION")
    assert drafted("strength", products=made) == [
        ({}, {"low": 40, "high": 40, "unit": "mg", "in": 0.8, "in-unit": "ml", "form": "injection"})
    ]
    assert drafted("administration", products=made) == [({}, {"aspect": "form", "choice": "injection"})]


def test_two_substances_are_one_drug_with_a_strength_each():
    both = product() + product(substance="ZELORVANE")
    both = both.replace("<name>BRISOLIN</name></genericMedicine>", "<name>Brisolin, Zelorvane</name></genericMedicine>")
    label = read(spl(products=both), "label.xml", "0" * 64)
    assert substance(label).id == "brisolin-and-zelorvane"
    assert [about["topic"] for about, _ in drafted("strength", products=both)] == ["brisolin", "zelorvane"]


def test_other_parts_of_a_kit_are_no_substance():
    kit = product() + product(substance="ALCOHOL").replace(
        "<genericMedicine><name>ALCOHOL</name></genericMedicine>", "<genericMedicine/>"
    )
    assert substance(read(spl(products=kit), "label.xml", "0" * 64)).id == "brisolin"


def test_status_brand_and_year():
    assert drafted("regulatory-status") == [({}, {"status": "prescription", "country": "us"})]
    assert drafted("product") == [({"product": "migrastop"}, {"kind": "brand"})]
    assert drafted("approval-year") == [({}, {"agency": "fda", "year": 2015, "country": "us"})]


def test_openfda_gives_strengths_in_its_text():
    label = read_openfda(openfda(dosage_forms_and_strengths="3 FORMS Tablets: 10 mg and 20 mg."), "l.json", "0" * 64)
    of, all_ = found(label)
    assert of.id == "brisolin"
    assert [draft.value["low"] for draft in all_.drafts if draft.type == "strength"] == [10, 20]


def test_a_label_of_nothing_is_refused():
    with pytest.raises(InputError, match="no active substance"):
        substance(read(spl(section("34067-9", "", "For migraine."), products=""), "label.xml", "0" * 64))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("with rheumatoid arthritis (RA) or", {"RA": "rheumatoid arthritis"}),
        ("taking methotrexate (MTX)", {"MTX": "methotrexate"}),
        ("psoriatic arthritis (PsA)", {"PsA": "psoriatic arthritis"}),
        ("the whole trial (ASCOT)", {}),
    ],
)
def test_abbreviations_are_those_that_letters_show(text, expected):
    assert dict(abbreviations(text)) == expected


def test_ids_have_at_most_eight_words():
    assert slug("Crohn’s Disease (CD)") == "crohns-disease-cd"
    assert slug("one two three four five six seven eight nine").count("-") == 7


def test_a_repackaged_label_has_the_strengths_of_its_text_as_well():
    text = "Tablets containing 5, 10, and 40 mg of brisolin, and a solution of 3 mg/mL."
    found = drafted("strength", section("43678-2", "3 DOSAGE FORMS", text))
    assert sorted(value["low"] for _, value in found) == [5, 10, 40]
