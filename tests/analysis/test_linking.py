"""Which drug a dose belongs to."""

import pytest
from tests.analysis.reading import quantified


def owners(text: str, path: str = "x.txt") -> list[tuple[str, str | None]]:
    return [(found.text, found.drug) for found in quantified(text, path) if found.kind == "dose"]


@pytest.mark.parametrize(
    ("text", "drug"),
    [
        ("She swallowed 700 mg of gabapentin.", "gabapentin"),
        ("She took gabapentin 700 mg.", "gabapentin"),
        ("She took gabapentin (700 mg).", "gabapentin"),
        ("Give 700 mg oral gabapentin.", "gabapentin"),
        ("Gabapentin was given at a dose of 700 mg.", "gabapentin"),
        ("At 6 mg a day, naltrexone is another matter.", "naltrexone"),
        ("After 90 mg/m2 of XBTU she recovered.", "xbtu"),
        ("He had fludipril 20 mg for a year.", "fludipril"),
        ("He had Zorvex 20 mg for a year.", "zorvex"),
        ("Roast 500 g of beetroot.", None),
        ("Each holds 45 mg sodium.", None),
        ("The other 140 mg is filler.", None),
    ],
)
def test_syntax(text: str, drug: str | None) -> None:
    assert [owner for _, owner in owners(text)] == [drug]


def test_each_drug_has_its_own_amounts() -> None:
    assert owners("Tramadol 50 mg and gabapentin 300 mg.") == [("50 mg", "tramadol"), ("300 mg", "gabapentin")]
    assert owners("She took 50 mg tramadol and 300 mg gabapentin.") == [("50 mg", "tramadol"), ("300 mg", "gabapentin")]


def test_a_list_has_one_owner() -> None:
    text = "They took 10 mg, 20 mg and 30 mg of gabapentin, respectively."
    assert [owner for _, owner in owners(text)] == ["gabapentin"] * 3


def test_the_passage_says_what_it_is() -> None:
    assert owners("Naltrexone is old. It is taken at 3 mg.") == [("3 mg", "naltrexone")]
    assert owners("# Naltrexone\n\nTake 3 mg.", "x.md") == [("3 mg", "naltrexone")]


def test_a_drug_class_owns_no_distant_dose() -> None:
    assert owners("Naltrexone is old. For alcohol addiction, take 60 mg.") == [("60 mg", "naltrexone")]


def test_an_unclear_dose_belongs_to_no_drug() -> None:
    assert owners("The usual amount is 60 mg.") == [("60 mg", None)]


def test_rows_of_a_table() -> None:
    table = "Naltrexone label.\n\n| What | Amount |\n| --- | --- |\n| Sodium | 40 mg |\n| Gabapentin | 90 mg |\n"
    assert owners(table, "x.md") == [("40 mg", None), ("90 mg", "gabapentin")]
