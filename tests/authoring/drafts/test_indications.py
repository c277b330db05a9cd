import pytest
from tests.authoring.drafts.reading import drafted, quoted, unread
from tests.authoring.labels.making import openfda, product, section

from healthlint.authoring.drafts.draft import found
from healthlint.authoring.labels.openfda import read

CODE = "34067-9"


def uses(*blocks, title="1 INDICATIONS"):
    return [about for about, _ in drafted("indication", section(CODE, title, *blocks))]


def restricted(*blocks):
    """Each use with the words that restrict it."""
    return [(about["use"], about.get("only", "")) for about in uses(*blocks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X is indicated for the treatment of migraine.", [("migraine", "")]),
        ("X is indicated for the treatment of moderate to severe asthma.", [("asthma", "moderate to severe")]),
        (
            "X is indicated in adults with gout who have failed other drugs (such as colchicine).",
            [("gout", "who have failed other drugs")],
        ),
        (
            "X is indicated as an adjunct to diet for the treatment of type 2 diabetes.",
            [("type 2 diabetes", "as an adjunct to diet")],
        ),
        (
            "In patients with heart failure and no stroke, X is indicated to reduce the risk of non-fatal angina.",
            [("angina", "with heart failure and no stroke; non-fatal")],
        ),
        (
            "X is indicated for the treatment of hives in postmenopausal women.",
            [("hives", "in postmenopausal women")],
        ),
        ("X is indicated for the treatment of hives in children 6 years of age and older.", [("hives", "")]),
        (
            "X is indicated in patients with gout (hereditary and secondary) after failure of diet.",
            [(name, "after failure of diet") for name in ("gout", "hereditary gout", "secondary gout")],
        ),
    ],
)
def test_restrictions_of_a_use_keep_the_words_of_the_label(text, expected):
    assert restricted(text) == expected


def test_a_kind_in_brackets_restricts_its_own_illness_alone():
    told = restricted("X is indicated for the treatment of gout (type IV), hives (HV) and asthma [see Warnings (5)].")
    assert told == [("gout", "type IV"), ("hives", ""), ("asthma", "")]


def test_a_label_from_openfda_keeps_restrictions_and_brackets():
    text = (
        "1 INDICATIONS AND USAGE 1.1 Asthma MIGRASTOP is indicated for the treatment of adults with moderate to severe "
        "asthma (allergic and occupational) who do not respond to other drugs."
    )
    source = openfda(indications_and_usage=text, warnings="None")
    _, all_ = found(read(source, "label.json", "0" * 64))
    only = "moderate to severe; who do not respond to other drugs"
    names = ("asthma", "allergic asthma", "occupational asthma")
    assert [draft.about["use"].text for draft in all_.drafts if draft.type == "indication"] == [*names]
    assert {draft.about["only"] for draft in all_.drafts if draft.type == "indication"} == {only}
    assert all(draft.statement.endswith(f"adults, only: {only}") for draft in all_.drafts if "use" in draft.about)


def test_the_same_use_for_other_people_is_another_fact():
    told = restricted(
        "In patients with type 2 diabetes, X is indicated to:",
        "- Reduce the risk of stroke",
        "In patients with coronary heart disease, X is indicated to:",
        "- Reduce the risk of stroke",
    )
    assert told == [("stroke", "with type 2 diabetes"), ("stroke", "with coronary heart disease")]


def test_a_heading_that_shortens_the_name_leaves_its_adjectives():
    text = "X is indicated for the treatment of severe chronic plaque psoriasis."
    part = section(CODE, "", inside=section("42229-5", "1.1 Plaque Psoriasis", text))
    assert [about for about, _ in drafted("indication", part)] == [
        {"use": "plaque psoriasis", "only": "severe chronic"}
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X is indicated for the treatment of migraine.", ["migraine"]),
        ("X is indicated for the treatment of patients with moderate to severe asthma who smoke.", ["asthma"]),
        ("X is indicated for hay fever [see Warnings (5.1)] and hives.", []),
        ("X is indicated in patients with hay fever (HF) and chronic hives.", ["hay fever", "chronic hives"]),
        ("X is indicated to reduce the risk of stroke and heart failure.", ["stroke", "heart failure"]),
        ("X is indicated for reducing signs and symptoms of active gout in adults.", ["gout"]),
        ("X is indicated as an adjunct to diet for the management of type 2 diabetes.", ["type 2 diabetes"]),
        ("X can be used with a mask.", []),
    ],
)
def test_names_the_illnesses_of_a_sentence(text, expected):
    assert [about["use"] for about in uses(text)] == expected


def test_indications_include_their_people():
    assert uses("X is indicated for the treatment of gout in adult patients.") == [
        {"use": "gout", "population": "adults"}
    ]
    assert uses("X is indicated for the treatment of gout in pediatric patients 4 years of age and older.") == [
        {"use": "gout", "ages": "4+"}
    ]


def test_items_say_for_what_and_their_lead_in_for_whom():
    found = uses("In adults, X is indicated to:", "- Reduce the risk of stroke", "- Treat gout")
    assert found == [{"use": "stroke", "population": "adults"}, {"use": "gout", "population": "adults"}]


def test_drug_facts_name_complaints():
    items = "<paragraph>• itchy nose or throat • cough due to dust</paragraph>"
    found = uses(f"<list><item>temporarily relieves{items}</item></list>")
    assert [about["use"] for about in found] == ["itchy nose or throat", "cough"]


def test_a_product_of_a_monograph_was_never_approved():
    otc = product().replace('"NDA"', '"OTC monograph final"')
    part = section(CODE, "Uses", "X is indicated for the treatment of cough.")
    ((_, value),) = drafted("indication", part, products=otc)
    assert value["basis"] == "conventional"


def test_limitations_of_use_are_left_to_the_editor():
    text = "X has not been studied in children."
    assert unread(section(CODE, "1 INDICATIONS", text)) == [("indication", text)]


def test_the_place_is_that_of_the_name():
    assert quoted("indication", section(CODE, "", "X is indicated for the treatment of migraine.")) == ["migraine"]


def test_a_list_that_has_lost_its_items_is_left_to_the_editor():
    text = "X is indicated to reduce the risk of stroke reduce the risk of gout in adults."
    assert uses(text) == []
    assert [kind for kind, _ in unread(section(CODE, "", text))] == ["indication"]


def test_items_below_the_treatment_of_are_bare_names():
    found = uses("X is indicated for the treatment of the following:", "- Panic disorder (PD)", "- Treatment of hives")
    assert [about["use"] for about in found] == ["panic disorder", "hives"]
