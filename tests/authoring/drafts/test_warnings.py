"""Contraindications, the box, interactions, adverse reactions."""

import pytest
from tests.authoring.drafts.reading import drafted, quoted, unread
from tests.authoring.labels.making import section

AGAINST, BOX, WITH, REACTIONS = "34070-3", "34066-1", "34073-7", "34084-4"
PART = "42229-5"


def against(*blocks, title="4 CONTRAINDICATIONS", inside=""):
    return [about for about, _ in drafted("contraindication", section(AGAINST, title, *blocks, inside=inside))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X is contraindicated in patients with glaucoma and peptic ulcer.", ["glaucoma", "peptic ulcer"]),
        ("X is contraindicated in patients with a known hypersensitivity to brisolin.", ["hypersensitivity"]),
        ("None.", []),
        ("There are no known contraindications.", []),
        ("Nobody knows how it works.", []),
    ],
)
def test_illnesses(text, expected):
    assert [about["condition"] for about in against(text)] == expected


def test_drugs_with_the_examples_that_are_given():
    text = "Do not use X in patients who are using a nitrate, such as riociguat or isosorbide."
    assert [about["with"] for about in against(text)] == ["nitrate", "riociguat", "isosorbide"]


def test_items_need_no_verb():
    found = against("- Active liver disease", "- Concomitant use with ritonavir", "- Women who are pregnant")
    assert found == [{"condition": "liver disease"}, {"with": "ritonavir"}, {"population": "pregnancy"}]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("4.1 Active liver disease, which may be silent", "", [{"condition": "liver disease"}]),
        ("4.2 Nursing mothers", "It passes into milk.", [{"population": "breastfeeding"}]),
        ("4.3 Hypersensitivity to any part of it", "", [{"condition": "hypersensitivity"}]),
        (
            "4.4 Nitrates",
            "X is contraindicated in patients who are taking organic nitrates.",
            [{"with": "nitrates"}, {"with": "organic nitrates"}],
        ),
    ],
)
def test_titles_name_what_their_text_explains(title, text, expected):
    inner = section(PART, title, *([text] if text else []))
    assert against(inside=inner) == expected


def test_the_place_in_a_title_is_without_its_number():
    part = section(AGAINST, "4", inside=section(PART, "4.1 Glaucoma"))
    assert quoted("contraindication", part) == ["Glaucoma"]


def test_do_not_use_of_drug_facts():
    part = section(
        "50570-1",
        "Do not use",
        "- in a child under 4 years of age",
        "- in a child who is taking a monoamine oxidase inhibitor, or for 2 weeks after. Ask a doctor.",
        "- to make a child sleepy",
    )
    assert [about for about, _ in drafted("contraindication", part)] == [
        {"population": "children", "ages": "0-3"},
        {"with": "monoamine oxidase inhibitor"},
    ]
    listed = {"to make a child sleepy", "Ask a doctor.", "2 weeks after"}
    assert {*unread(part)} == {("contraindication", words) for words in listed}


def box(title, *blocks):
    return [value["risk"] for _, value in drafted("boxed-warning", section(BOX, title, *blocks))]


def test_the_box_is_told_by_its_title():
    body = "Serious infections were seen. So was malignancy."
    assert box("WARNING: SERIOUS INFECTIONS AND MALIGNANCY", body) == ["serious infections", "malignancy"]
    assert box("WARNING: RISK OF LACTIC ACIDOSIS", "It may occur.") == ["lactic acidosis"]
    both = "Suicidal thoughts and behaviors were seen."
    assert box("WARNING: SUICIDAL THOUGHTS AND BEHAVIORS", both) == ["suicidal thoughts and behaviors"]


def test_the_box_is_told_by_what_was_reported():
    found = box(
        "",
        "Reported infections include: • Active tuberculosis (TB), including latent TB. • Invasive fungal infections",
        "Cases of lymphoma, a rare cancer, have been reported. Most cases have occurred in men.",
    )
    assert found == ["tuberculosis", "invasive fungal infections", "lymphoma"]


def test_a_warning_about_a_seal_is_not_drafted():
    assert box("", "DO NOT USE IF SAFETY SEAL IS BROKEN") == []


def advice(title, *blocks):
    part = section(WITH, "7 DRUG INTERACTIONS", inside=section(PART, title, *blocks))
    return [(about["with"], value["advice"]) for about, value in drafted("interaction", part)]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("7.1 Nitrates", "Administration of X with nitrates is contraindicated.", [("nitrates", "avoid")]),
        ("7.2 Digoxin", "Patients taking digoxin should be monitored.", [("digoxin", "caution")]),
        ("7.3 Warfarin", "X had no clinically significant effect on warfarin.", []),
        ("7.4 Alcohol", "Alcohol did not change how X was taken up.", []),
        ("7.5 Biological Products", "Use of X with anakinra is not recommended.", [("anakinra", "avoid")]),
    ],
)
def test_a_subsection_gives_advice_on_its_partner(title, text, expected):
    assert list(dict.fromkeys(advice(title, text))) == expected


def test_a_part_that_advises_nothing_is_left_to_the_editor():
    part = section(WITH, "7", inside=section(PART, "7.1 Grapefruit", "It can raise levels."))
    assert [kind for kind, _ in unread(part)] == ["interaction"]


def test_the_most_common_reactions_with_their_shares():
    text = "The most common adverse reactions (≥ 2%) were: headache (16%), rash, and back pain (2.5%)."
    assert drafted("adverse-effect", section(REACTIONS, "", text)) == [
        ({}, {"effect": "headache", "frequency": "most-common", "low": 16, "high": 16, "unit": "percent"}),
        ({}, {"effect": "rash", "frequency": "most-common"}),
        ({}, {"effect": "back pain", "frequency": "most-common", "low": 2.5, "high": 2.5, "unit": "percent"}),
    ]


def test_reasons_for_stopping_are_not_the_most_common_reactions():
    text = "The most common adverse reactions that led to discontinuation were: headache and rash."
    assert drafted("adverse-effect", section(REACTIONS, "", text)) == []


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("A personal or family history of gout", [({"condition": "gout"}, "history")]),
        ("Severe renal impairment", [({"condition": "severe renal impairment"}, "")]),
        ("Taking, or within 14 days of stopping, MAOIs", [({"with": "MAOIs"}, "")]),
        ("Recent surgery of the brain", []),
        ("Pregnancy, except in women with a valve", []),
    ],
)
def test_items_of_other_shapes(item, expected):
    part = section(AGAINST, "4", "X is contraindicated in patients with:", f"- {item}")
    found = [(about, value.get("when", "")) for about, value in drafted("contraindication", part)]
    assert found == expected
    assert bool(expected) != bool(unread(part))


def test_a_section_of_which_nothing_was_read_is_listed():
    assert unread(section(AGAINST, "4", "It is for nobody."))[0][0] == "contraindication"
