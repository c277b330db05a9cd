"""Which words of an article name a medicine."""

from __future__ import annotations

import pytest

from healthlint.analysis.medicines import Medicines
from healthlint.document.read import read_text
from healthlint.engine import default_engine


def named(text: str, path: str = "a.md") -> dict[str, int]:
    engine = default_engine(())
    medicines = Medicines.of(engine.lexicon.groups)
    found = medicines.named(engine.analyse(read_text(text, path)), engine.reference.drugs)
    return {name: len(spans) for name, spans in found.items()}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Take 240 mg of semaglutide every day; semaglutide is approved for insomnia.", {"semaglutide": 2}),
        ("Metformin helps. METFORMIN heals.", {"metformin": 2}),
        ("Zocor, a statin, and OZEMPIC are sold here.", {"Zocor": 1, "Ozempic": 1}),
        ("Patients got metformin hydrochloride or sertraline.", {"metformin": 1, "sertraline": 1}),
        ("A semaglutide-based shot and tramadol’s effect.", {"semaglutide": 1, "tramadol": 1}),
        ("Lithium, heparin and levothyroxine need tests.", {"lithium": 1, "heparin": 1, "levothyroxine": 1}),
        ("| drug | dose |\n|---|---|\n| pregabalin | 75 mg |\n", {"pregabalin": 1}),
        ("# Semaglutide\n\nIt works.", {"semaglutide": 1}),
        ("---\ntitle: All about semaglutide\n---\n\nIt works.", {"semaglutide": 1}),
        ("Inject 10 units of insulin daily.", {"insulin": 1}),
        ("She took 3 mg of melatonin at night.", {"melatonin": 1}),
        ("Men got 50 mg of testosterone a week.", {"testosterone": 1}),
    ],
)
def test_a_medicine_is_named(text: str, names: dict[str, int]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        # Food, nutrients and herbs are none, with a dose or without.
        "Eat 100 g of dark chocolate, 30 g of fibre, 400 IU of vitamin D and 200 mg of magnesium a day.",
        "Coffee has 95 mg of caffeine; milk has calcium, lactose and iodine; turmeric has curcumin.",
        "Omega-3, collagen, creatine, zinc, iron, selenium, folic acid, biotin and niacin are supplements.",
        "Two glasses of wine have 28 g of alcohol; menthol cools; grapefruit is sour; garlic smells.",
        # What the body makes, and what it is measured by.
        "Insulin resistance, testosterone levels, dopamine and serotonin rise; melatonin falls.",
        "Haemoglobin, albumin, bilirubin, creatinine, glucose and cholesterol were measured.",
        # Words of the language, people, places, firms; a brand is written with a capital.
        "The treatment of American patients by Mayor Zoloff was a matrix of scarlet granules, said Pfizer.",
        "A lustral bath, a lambda, a concord and a calan were in the yaz and alli.",
        "Drugs, opioids, painkillers, statins, antibiotics and steroids are classes.",
        # What packs have facts on.
        "Low-dose naltrexone (LDN), ReVia, Vivitrol and naloxone are documented.",
        # What is not said in the article's own words.
        "Tea is hot.\n\n## References\n\n1. Smith J. Semaglutide for insomnia. Lancet 2020;1:1-2.\n",
        "![A box of semaglutide](box.png) Tea is hot. `semaglutide` https://example.org/semaglutide",
    ],
)
def test_words_that_are_no_medicines_are_not_named(text: str) -> None:
    assert named(text) == {}


def test_a_menu_names_nothing() -> None:
    page = "<nav><a href='/'>Semaglutide</a></nav><article><p>Tea is hot.</p></article><footer>Ozempic</footer>"
    assert named(page, "a.html") == {}


def test_without_facts_on_them_the_drugs_of_a_pack_are_named_too() -> None:
    engine = default_engine(())
    analysis = engine.analyse(read_text("Naloxone is no naltrexone.", "a.md"))
    assert list(Medicines.of(engine.lexicon.groups).named(analysis, ())) == ["naloxone", "naltrexone"]
