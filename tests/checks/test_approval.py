"""Approvals by country, agency and age: told, dated and denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FindingsOf = Callable[[str, str], list[tuple[str, str]]]


def excerpts(found: FindingsOf, text: str, code: str) -> list[str]:
    return [excerpt for excerpt, _ in found(f"# Two pens\n\n{text}", code)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The FDA approved Veskala in 2021 and the EMA approved it in 2022.", []),
        ("The FDA approved Veskala in 2022 and the EMA approved it in 2021.", ["2022", "2021"]),
        ("Veskala was approved in the US in 2021 and in Europe in 2022.", []),
        ("Veskala was approved in the US in 2021; in Europe it was approved in 2019.", ["2019"]),
        ("Veskala was approved in Canada in 2019.", []),
        ("Veskala was approved in 2022.", []),
        ("Veskala was approved in 2019.", ["2019"]),
        ("Europe took longer. In Europe, the agency has many members. Veskala was approved there in 2021.", ["2021"]),
    ],
)
def test_a_year_is_that_of_the_country_or_agency_that_is_named(found: FindingsOf, text: str, wrong: list[str]) -> None:
    assert excerpts(found, text, "FIG204") == wrong


def test_a_heading_may_name_the_country(found: FindingsOf) -> None:
    text = "## In Europe\n\nVeskala was approved in {}."
    assert excerpts(found, text.format(2022), "FIG204") == []
    assert excerpts(found, text.format(2021), "FIG204") == ["2021"]
    assert excerpts(found, f"## In Canada\n\nVeskala was approved in 1999.\n\n{text.format(2022)}", "FIG204") == []


@pytest.mark.parametrize(
    "text",
    [
        "In Britain, Veskala is approved for diabetes.",
        "American women like it. Veskala is approved in Japan for diabetes.",
        "In Europe, Veskala is approved for weight loss.",
        "Veskala is not approved for weight loss in Canada.",
        "Veskala is not approved for diabetes.",
        "Veskala is not approved for weight loss in teenagers.",
        "Veskala had not been approved for weight loss before 2021.",
        "Veskala is not approved by the FDA for use without a diet.",
        "Many take Dorvika for weight loss. The FDA has not approved it.",
        "Off-label use of Veskala is common in the US.",
        "Is Veskala not approved for weight loss?",
    ],
)
def test_a_status_that_no_fact_of_the_country_contradicts_is_left_alone(found: FindingsOf, text: str) -> None:
    assert [excerpts(found, text, code) for code in ("REG202", "REG213", "REG214")] == [[], [], []]


@pytest.mark.parametrize(
    "text",
    [
        "Veskala is not approved for weight loss.",
        "Veskala has never been approved in Europe.",
        "The EMA has not approved Veskala.",
        "No European agency has approved Veskala.",
        "Dorvika has no approval for diabetes.",
        "European regulators have yet to approve Veskala.",
    ],
)
def test_a_documented_approval_is_not_to_be_denied(found: FindingsOf, text: str) -> None:
    assert len(excerpts(found, text, "REG213")) == 1


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("In Europe, Veskala is approved for children with obesity.", "children"),
        ("In Europe, Veskala is approved for adults and teenagers with obesity.", "teenagers"),
        ("The EMA approved Dorvika for diabetes in children aged 6.", "aged 6"),
        ("The EMA approved Dorvika for diabetes in children aged 12.", ""),
        ("In Europe, Veskala is approved for adults with obesity.", ""),
        ("In the US, Veskala is approved for children with obesity.", ""),
        ("In Norway, Veskala is approved for mild eczema.", "mild eczema"),
        ("In Norway, Veskala is approved for mild to moderate chronic eczema.", "mild to moderate chronic eczema"),
        ("In Norway, Veskala is approved for moderate-to-severe eczema.", ""),
        ("In Norway, Veskala is approved for severe eczema.", ""),
        ("In Norway, Veskala is approved for eczema, with mild side effects.", ""),
        ("In Norway, Veskala is not approved for mild eczema.", ""),
    ],
)
def test_an_approval_is_for_those_whom_a_fact_names(found: FindingsOf, text: str, who: str) -> None:
    messages = [message for _, message in found(f"# Two pens\n\n{text}", "REG214")]
    assert [f"for {who};" in message for message in messages] == ([True] if who else [])
