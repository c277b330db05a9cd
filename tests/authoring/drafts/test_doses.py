import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.authoring.drafts.reading import USES, drafted, quoted, unread
from tests.authoring.labels.making import section

from healthlint.authoring.drafts.amounts import amounts

CODE = "34068-7"


def doses(*blocks, title="2.1 Dosage"):
    return drafted("dose-range", USES, section(CODE, title, *blocks))


def values(*blocks):
    return [value for _, value in doses(*blocks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The recommended dose is 10 mg once daily.", {"low": 10, "high": 10, "unit": "mg", "per": "day"}),
        ("The dosage range is 10 to 80 mg daily.", {"low": 10, "high": 80, "unit": "mg", "per": "day"}),
        ("The usual dose is 2.5 mg/day.", {"low": 2.5, "high": 2.5, "unit": "mg", "per": "day"}),
        (
            "The recommended dose is 5 mg twice daily.",
            {"low": 5, "high": 5, "unit": "mg", "per": "dose", "times": 2, "every": "day"},
        ),
        (
            "The recommended dose is 40 mg every other week.",
            {"low": 40, "high": 40, "unit": "mg", "per": "dose", "every": "week", "interval": 2},
        ),
        ("The recommended dose is 1,000 IU weekly.", {"low": 1000, "high": 1000, "unit": "iu", "per": "week"}),
        (
            "The recommended dose is 5 mg/kg every week.",
            {"low": 5, "high": 5, "unit": "mg", "over": "kg", "per": "week"},
        ),
        ("The recommended dose is 50 mg, taken as needed.", {"low": 50, "high": 50, "unit": "mg", "per": "dose"}),
        (
            "The recommended starting dose is 10 or 20 mg once daily.",
            {"low": 10, "high": 20, "unit": "mg", "per": "day", "phase": "start"},
        ),
        (
            "The dose should not exceed 80 mg once daily.",
            {"high": 80, "unit": "mg", "per": "day", "phase": "maximum"},
        ),
        (
            "Continue with a maintenance dose of 5 mg once daily.",
            {"low": 5, "high": 5, "unit": "mg", "per": "day", "phase": "maintenance"},
        ),
    ],
)
def test_amount_frequency_and_phase(text, expected):
    assert values(text) == [expected]


def test_a_course_has_its_phases():
    text = (
        "The recommended dose is 160 mg initially on Day 1 (as four injections of 40 mg), followed by 80 mg on Day 15."
    )
    assert [(value["high"], value["phase"]) for value in values(text)] == [(160, "start"), (80, "step")]
    text = "It is an initial dose of 80 mg, followed by 40 mg given every other week."
    assert [(value["high"], value["phase"]) for value in values(text)] == [(80, "start"), (40, "maintenance")]


@pytest.mark.parametrize(
    "text",
    [
        "Each syringe contains 40 mg in 0.8 mL.",
        "Use the 40 mg tablets.",
        "Doses (greater than 20 mg) have not been looked at.",
        "Stop it when glucose is below 70 mg/dL.",
    ],
)
def test_amounts_that_are_no_doses_are_not_drafted(text):
    assert values(text) == []


def test_an_amount_that_nothing_calls_a_dose_is_left_to_the_editor():
    assert unread(USES, section(CODE, "", "Levels rose by 40 mg.")) == [("dose", "40 mg")]


def test_without_a_frequency_that_of_all_other_doses_holds():
    both = ("The recommended dose is 10 mg once daily.", "The maximum dose is 20 mg.")
    assert [value["per"] for value in values(*both)] == ["day", "day"]
    assert [value["per"] for value in values(*both, "The usual dose is 5 mg weekly.")] == ["day", "dose", "week"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For adults, the recommended dose is 5 mg once daily.", [{"population": "adults"}]),
        ("A starting dose of 5 mg is usual in patients 6 to 11 years of age.", [{"ages": "6-11"}]),
        (
            "A starting dose of 5 mg is usual in patients > 65 years and those with severe renal impairment.",
            [{"ages": "65+", "only": "> 65 years"}, {"population": "severe-kidney-disease"}],
        ),
        (
            "In patients taking clarithromycin, itraconazole or the inhibitor nelfinavir, the dose is limited to 5 mg.",
            [{"with": "clarithromycin"}, {"with": "itraconazole"}, {"with": "nelfinavir"}],
        ),
        (
            "In patients taking the protease inhibitors (ritonavir), the dose should be limited to 5 mg once daily.",
            [{"with": "ritonavir"}],
        ),
    ],
)
def test_doses_name_their_people(text, expected):
    assert [about for about, _ in doses(text)] == [{"use": "migraine", **about} for about in expected]


def test_doses_go_by_the_uses_of_their_title_or_sentence():
    two = section("34067-9", "1 INDICATIONS", "X is indicated in patients with hay fever (HF) and gout.")
    part = section(
        CODE, "2.1 Hay Fever", "The dose is 5 mg once daily.", "In patients with gout, the dose is 9 mg daily."
    )
    assert [about for about, _ in drafted("dose-range", two, part)] == [{"use": "hay fever"}, {"use": "gout"}]
    short = section(CODE, "2.1 Dosage", "For the treatment of HF, the dose is 5 mg once daily.")
    assert [about for about, _ in drafted("dose-range", two, short)] == [{"use": "hay fever"}]


def test_the_place_holds_amount_and_frequency():
    part = section(CODE, "", "The recommended dose is 10 to 80 mg once daily, with food.")
    assert quoted("dose-range", USES, part) == ["10 to 80 mg once daily"]


def test_rows_of_a_table_are_doses_of_ages_and_weights():
    table = (
        "<table><thead><tr><th>Children (4 to 17 years)</th><th>Dose</th></tr></thead><tbody>"
        "<tr><td>15 kg to &lt;30 kg</td><td>20 mg weekly</td></tr><tr><td>≥30 kg</td><td>40 mg weekly</td></tr>"
        "</tbody></table>"
    )
    found = doses(table)
    assert [(about["ages"], about["topic"]) for about, _ in found] == [
        ("4-17", "weight-15-to-under-30-kg"),
        ("4-17", "weight-from-30-kg"),
    ]
    assert [value["high"] for _, value in found] == [20, 40]


def test_a_table_row_may_forbid_the_drug():
    table = (
        "<table><tbody><tr><td>Age</td><td>Dose</td></tr>"
        "<tr><td>children under 4 years of age</td><td>do not use</td></tr>"
        "<tr><td>children 6 to under 12 years of age</td><td>2 teaspoonfuls (10 mL)</td></tr></tbody></table>"
    )
    part = section(CODE, "Directions", table)
    assert drafted("contraindication", part) == [
        ({"population": "children", "ages": "0-3"}, {"level": "contraindicated"})
    ]
    assert [about["ages"] for about, _ in drafted("dose-range", part)] == ["6-11"]


def test_another_table_with_amounts_is_left_to_the_editor():
    table = (
        "<table><tbody><tr><td>Drug</td><td>Change</td></tr><tr><td>ritonavir</td><td>5 mg</td></tr></tbody></table>"
    )
    assert [kind for kind, _ in unread(USES, section(CODE, "", table))] == ["dose"]


def test_how_often_at_most():
    text = "Do not give more than 6 doses in 24 hours."
    value = {"times": 6, "every": "day", "bound": "at-most"}
    assert drafted("frequency", USES, section(CODE, "", text)) == [({"use": "migraine"}, value)]


@given(st.text("0123456789.,/- mgkIUtoor(", max_size=60))
def test_amounts_are_found_where_they_stand(text):
    for amount in amounts(text):
        assert 0 <= amount.low <= amount.high
        assert text[amount.start].isdigit()
        assert amount.start < amount.end <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Start with a dose of 0.25 mg once weekly for 4 weeks.",
            {"phase": "start", "lasts": 4, "lasts-unit": "weeks"},
        ),
        ("The dose is 10 mg daily for the first 7 days.", {"phase": "start", "lasts": 7, "lasts-unit": "days"}),
        ("Then increase the dose to 0.5 mg once weekly.", {"phase": "step"}),
    ],
)
def test_steps_and_how_long_they_last(text, expected):
    (value,) = values(text)
    assert {key: item for key, item in value.items() if key in ("phase", "lasts", "lasts-unit")} == expected


@pytest.mark.parametrize("text", ["Increase the dose in increments of 500 mg weekly.", "Stay on the 0.5 mg dosage."])
def test_increments_and_what_was_named_before_are_no_doses(text):
    assert values(text) == []


def test_a_frequency_that_facts_do_not_have_is_none():
    assert values("The usual dose is 5 mg once daily.", "Take 1 tablet every 4 to 6 hours.")[1]["per"] == "dose"


def test_a_title_names_kinds_of_a_use_in_brackets():
    uses = section("34067-9", "1 USES", "X is indicated in patients with acquired gout. X is indicated to treat hives.")
    inside = section("42229-5", "2.1 Arthropathy (Acquired and Allergic)", "The recommended dose is 5 mg once daily.")
    found = drafted("dose-range", uses, section("34068-7", "2 DOSAGE", inside=inside))
    assert [about for about, _ in found] == [{"use": "acquired gout"}]
