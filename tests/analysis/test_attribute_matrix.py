"""Every attribute with two values that cannot both hold, and with all that keeps two values apart."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.fast_dataclass import dataclass
from healthlint.findings.model import Finding
from healthlint.packs.loader import load_packs
from healthlint.packs.locate import pack_dirs, rules_dir
from healthlint.triage.settings import Settings


@dataclass(frozen=True, slots=True)
class Case:
    """Sentences on one attribute: `first`, one that cannot hold with it, one that says the same in other words, one on
    something else, and one that denies. `value` and `other` are what the two say."""

    attribute: str
    first: str
    against: str
    value: str
    other: str
    same: str
    elsewhere: str
    denied: str


CASES = [
    Case(
        "count",
        "In all, 90 adults took part.",
        "Of the 80 participants, half were women.",
        "90 adults",
        "80 participants",
        "Of the ninety participants, half were women.",
        "Of the 80 papers, half were short.",
        "It is not true that of the 80 participants half were women.",
    ),
    Case(
        "transposed-digits",
        "Jar sales were up 12 percent on the year.",
        "With jar sales up 21 percent, the shop hired.",
        "12 percent",
        "21 percent",
        "With jar sales up twelve per cent, the shop hired.",
        "Costs fell by 21 percent.",
        "It is not true that jar sales were up 21 percent.",
    ),
    Case(
        "expansion",
        "Magnetic resonance imaging (MRI) is loud.",
        "MRI is medical resonance inspection.",
        "Magnetic resonance imaging",
        "MRI is medical resonance inspection",
        "MRI is magnetic resonance imaging.",
        "PET stands for positron emission tomography.",
        "",
    ),
    Case(
        "age",
        "Rosa Barr, 47, opens the gate.",
        "Barr, 49, is a cook.",
        "47",
        "49",
        "Barr, forty-seven, is a cook.",
        "Emil Cole, 49, is a cook.",
        "",
    ),
    Case(
        "dose-range",
        "Zelorvane\n\nTake 10 to 20 mg of zelorvane a day.",
        "Most people need 10 to 15 mg of zelorvane a day.",
        "10 to 20 mg",
        "10 to 15 mg",
        "Most people need ten to twenty milligrams of zelorvane a day.",
        "Most people need 10 to 15 mg of ibuprofen a day.",
        "Nobody takes 10 to 15 mg of zelorvane a day.",
    ),
    Case(
        "time-of-day",
        "Take the tablet at bedtime.",
        "Take the tablet first thing in the morning.",
        "Take the tablet at bedtime",
        "Take the tablet first thing",
        "Take the tablet before bed.",
        "Wash the cup first thing in the morning.",
        "Do not take the tablet first thing in the morning.",
    ),
    Case(
        "food",
        "Take the capsule with the evening meal.",
        "The capsule is taken on an empty stomach.",
        "Take the capsule with the evening meal",
        "taken on an empty stomach",
        "The capsule is taken with dinner.",
        "The test is made on an empty stomach.",
        "The capsule is never taken on an empty stomach.",
    ),
    Case(
        "price",
        "The welcome box is $25.",
        "The welcome box costs $35.",
        "$25",
        "$35",
        "The welcome box costs 25 dollars.",
        "The farewell box costs $35.",
        "The welcome box is not $35.",
    ),
    Case(
        "strength",
        "The white tablet contains 5 mg.",
        "The white tablet holds 10 mg.",
        "5 mg",
        "10 mg",
        "The white tablet holds five milligrams.",
        "The green tablet holds 10 mg.",
        "Nobody says that the white tablet holds 10 mg.",
    ),
    Case(
        "founding-year",
        "The harbour clinic was founded in 1998.",
        "The harbour clinic was opened in 1989.",
        "1998",
        "1989",
        "The harbour clinic was opened in 1998.",
        "The valley clinic was opened in 1989.",
        "Nobody believes that the harbour clinic was opened in 1989.",
    ),
    Case(
        "storage-temperature",
        "Store the syrup at 2-8 °C.",
        "The syrup is kept at 15 to 20 °C.",
        "2-8 °C",
        "15 to 20 °C",
        "The syrup is kept at 36 to 46 °F.",
        "The oven is heated to 180 °C.",
        "The syrup is never kept at 15 to 20 °C.",
    ),
    Case(
        "deadline",
        "The closing date is 3 March 2026.",
        "Please apply by 13 March.",
        "3 March 2026",
        "13 March",
        "Please apply by March 3rd.",
        "The fair opens on 13 March.",
        "Do not apply by 13 March.",
    ),
    Case(
        "start-date",
        "The sleep course starts on June 4.",
        "The sleep course begins on June 11.",
        "June 4",
        "June 11",
        "The sleep course begins on 4 June.",
        "The pain course begins on June 11.",
        "Nobody believes that the sleep course begins on June 11.",
    ),
    Case(
        "founder",
        "The clinic was founded by Anna Cole.",
        "The clinic was founded by Ruth Ames.",
        "Anna Cole",
        "Ruth Ames",
        "The clinic was founded by Dr Anna Cole.",
        "The bakery was founded by Ruth Ames.",
        "Nobody believes that the clinic was founded by Ruth Ames.",
    ),
    Case(
        "experience",
        "She has been prescribing it for twelve years.",
        "She brings ten years of experience.",
        "twelve years",
        "ten years",
        "She brings 12 years of experience.",
        "Her pain began ten years ago.",
        "She does not bring ten years of experience.",
    ),
    Case(
        "shelf-life",
        "Capsules keep for 60 days from the date on the label.",
        "Capsules expire 30 days after opening.",
        "60 days",
        "30 days",
        "Capsules expire sixty days after opening.",
        "Come back in 30 days.",
        "Capsules do not expire 30 days after opening.",
    ),
    Case(
        "programme-length",
        "Our back-pain programme runs for eight weeks.",
        "The programme is ten weeks long.",
        "eight weeks",
        "ten weeks",
        "The programme is 56 days long.",
        "Each session of the programme lasts two days.",
        "The programme is not ten weeks long.",
    ),
    Case(
        "caseload",
        "The doctor has treated about 300 people by now.",
        "She has treated 500 people.",
        "300 people",
        "500 people",
        "She has treated three hundred people.",
        "She sees twelve people a day.",
        "She has not treated 500 people.",
    ),
    Case(
        "waiting-time",
        "The dispensary needs three working days.",
        "The dispensary takes seven working days.",
        "three working days",
        "seven working days",
        "The dispensary takes 3 working days.",
        "Allow seven working days for a refund.",
        "The dispensary never takes seven working days.",
    ),
    Case(
        "onset",
        "Zelorvane\n\nZelorvane takes effect after eight weeks.",
        "Zelorvane kicks in after five days.",
        "eight weeks",
        "five days",
        "Zelorvane kicks in after two months.",
        "Ibuprofen kicks in after five days.",
        "Zelorvane does not kick in after five days.",
    ),
    Case(
        "time-taken",
        "I have been on zelorvane for three years.",
        "I have taken it for five years now.",
        "three years",
        "five years",
        "I have taken it for 36 months now.",
        "She has taken it for five years now.",
        "I have not taken it for five years now.",
    ),
    Case(
        "gap",
        "Opioids must be stopped at least ten days before zelorvane.",
        "With opioids, a gap of two days is all zelorvane needs.",
        "ten days",
        "two days",
        "With opioids, a gap of ten days is all zelorvane needs.",
        "Leave a gap of two hours between zelorvane and a coffee.",
        "With opioids, a gap of two days is not enough.",
    ),
    Case(
        "approval",
        "Zelorvane\n\nZelorvane is approved for lupus.",
        "Zelorvane is not approved for lupus.",
        "approved",
        "not approved",
        "Zelorvane is licensed for lupus.",
        "Zelorvane is not approved for asthma.",
        "",
    ),
    Case(
        "permission",
        "Zelorvane\n\nZelorvane must not be combined with ibuprofen.",
        "Zelorvane can be taken with ibuprofen.",
        "not be combined with ibuprofen",
        "can be taken with ibuprofen",
        "Never take zelorvane with ibuprofen.",
        "Zelorvane can be taken with paracetamol.",
        "",
    ),
]
APART = {
    "alternative": "Alternatively, {}",
    "population": "In children, {}",
    "time": "Until 2019, {}",
    "asked": "Is it true that {}?",
    "disputed": "It is a myth that {}.",
}


@cache
def engine() -> Engine:
    packs = load_packs([*pack_dirs(), *pack_dirs(rules_dir() / "health-writing" / "examples")])
    return Engine(packs).under(Settings(wanted=("CON",)))


def found(first: str, second: str) -> list[Finding]:
    text = f"{first} The shed is red.\n\n{second}\n"
    return list(engine().check(read_text(text, "a.txt")).findings)


def low(sentence: str) -> str:
    first = sentence.split(" ", maxsplit=1)[0]
    kept = first.isupper() or first in ("Zelorvane", "Barr,", "I")
    return (sentence if kept else sentence[0].lower() + sentence[1:]).removesuffix(".")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.attribute)
def test_two_values_that_cannot_both_hold(case: Case) -> None:
    (finding,) = found(case.first, case.against)
    assert finding.excerpt == case.other
    assert case.value in finding.message


def _apart() -> Iterator[object]:
    for case in CASES:
        yield pytest.param(case.first, case.same, id=f"{case.attribute}-same")
        yield pytest.param(case.first, case.elsewhere, id=f"{case.attribute}-other")
        if case.denied:
            yield pytest.param(case.first, case.denied, id=f"{case.attribute}-denied")
        for name, words in APART.items():
            yield pytest.param(case.first, words.format(low(case.against)), id=f"{case.attribute}-{name}")


@pytest.mark.parametrize(("first", "second"), list(_apart()))
def test_qualifiers_separate_values(first: str, second: str) -> None:
    assert [finding.message for finding in found(first, second)] == []
