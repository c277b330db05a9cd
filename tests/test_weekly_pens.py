"""Whole sentences on a weekly injection with two products, and on a vitamin: what a fact can say is checked.

The pack is tests/weekly.py: Wegovy (0.25 mg, steps, 2.4 mg a week; weight) and Ozempic (up to 2 mg; diabetes).
"""

from __future__ import annotations

import pytest
from tests.weekly import findings

WRONG = [
    # The verb before an amount is no drug.
    ("Inject 100 mg of Ozempic.", "DOS201", "ozempic-stay"),
    ("Prick your belly with 100 mg of Ozempic.", "DOS201", "ozempic-stay"),
    ("Administer 10 mg of Wegovy once a week.", "DOS201", "wegovy-stay"),
    ("Dial 10 mg of Wegovy on the pen.", "DOS201", "wegovy-stay"),
    # Products under a substance
    ("Use 2.4 mg of Ozempic once a week.", "DOS201", "ozempic-stay"),
    ("Ozempic is approved for weight loss.", "REG202", "ozempic-use"),
    ("The FDA approved Ozempic in 2021.", "FIG204", "ozempic-year"),
    ("Ozempic has been on the market since 2021.", "FIG204", "ozempic-year"),
    ("Mounjaro is a brand of semaglutide.", "REG211", "wegovy"),
    ("Semaglutide (Mounjaro) is injected.", "REG211", "wegovy"),
    ("Patients on semaglutide (brand name Mounjaro) lose weight.", "REG211", "wegovy"),
    ("The pen with tirzepatide is sold as Wegovy.", "REG211", "wegovy"),
    # Schedules
    ("Wegovy is a pen. We start everybody at 1 mg.", "DOS201", "wegovy-start"),
    ("Wegovy is a pen. Inject it every morning.", "DOS203", "weekly"),
    ("Wegovy is injected twice a week.", "DOS203", "weekly"),
    ("One Wegovy shot every other day is the rule.", "DOS203", "weekly"),
    ("Inject 5 mg of Wegovy every four weeks.", "DOS201", "wegovy-stay"),
    # Units, populations
    ("Take 20,000 IU of vitamin D a day.", "DOS201", "vitamin-adults"),
    ("Adults take 12 mcg of vitamin D.", "DOS201", "vitamin-adults"),
    ("Give a toddler 60 mcg of vitamin D.", "DOS201", "vitamin-toddlers"),
    ("A toddler needs 2,400 IU of vitamin D.", "DOS201", "vitamin-toddlers"),
    # Contraindications, the box, a pause before conception
    ("Wegovy is a pen. Had pancreatitis before? No problem at all.", "SAF205", "no-pancreatitis"),
    ("People with a history of pancreatitis can safely use Wegovy.", "SAF205", "no-pancreatitis"),
    ("You can take Wegovy together with Mounjaro.", "INT201", "no-class"),
    ("Wegovy carries no boxed warning.", "SAF207", "box"),
    ("There is no risk of thyroid cancer with Wegovy.", "SAF207", "box"),
    ("Wegovy has never been linked to thyroid cancer.", "SAF207", "box"),
    ("Stop Wegovy one week before you try for a baby.", "FIG207", "conception"),
    ("You can conceive one week after your last dose of Wegovy.", "FIG207", "conception"),
    # Outcomes
    ("People on Wegovy lose 35 % of their weight.", "EFF208", "weight"),
    ("Wegovy lowers heart attacks by 60 %.", "EFF202", "hearts"),
    # What is said of some people says more than "no side effects".
    ("Wegovy has no side effects, not even in pregnancy.", "SAF202", "no-pregnancy"),
]

RIGHT = [
    "Inject 0.5 mg of Ozempic once a week.",
    "Ozempic is approved for type 2 diabetes, Wegovy for weight loss.",
    "The FDA approved Ozempic in 2017 and Wegovy in 2021.",
    "Semaglutide (Ozempic) and tirzepatide (Mounjaro) are injected.",
    "Wegovy is injected once a week, every Monday morning.",
    "Take 2,000 IU of vitamin D a day.",
    "Babies get 400 IU of vitamin D a day.",
    "Give a toddler 12 mcg of vitamin D.",
    "Wegovy is a GLP-1 agonist, as is Mounjaro.",
    "You can take Wegovy with insulin.",
    "Stop Wegovy at least two months before you try for a baby.",
    "Wegovy lowers heart attacks by 20 %.",
    # An amount that nobody is to take
    "Start on 5 mg of Wegovy? Please do not.",
    "5 mg of Wegovy to begin with: please do not.",
    "Some begin with 5 mg of Wegovy. Please do not.",
    "Some begin with 5 mg of Wegovy. Don't.",
    "A forum says to begin with 5 mg of Wegovy. Never do that.",
    "Begin with 5 mg of Wegovy, they say, but please don't.",
    "Avoid starting on 5 mg of Wegovy.",
    "Wegovy is a pen. The pharmacy says that 5 mg a week is always turned down.",
    "Wegovy is a pen. A poster speaks of 5 mg a week, but these figures are from a small study.",
    "Do not jump to 5 mg of Wegovy.",
    # One amount taken for another
    "Wegovy is a pen. She took 2.5 mg in place of 0.25.",
    "One reader injected 2.5 mg of Wegovy in place of 0.25 mg and was sick for days.",
    "He took 2.5 mg of Wegovy when he should have taken 0.25 mg.",
    "Ten patients injected 2.5 mg, not the 0.25 mg prescribed, of Wegovy.",
    # The interval of the steps is not that of the doses.
    "The dose of Wegovy goes up every four weeks, to 0.5 mg at first.",
    "Every four weeks the dose of Wegovy rises: 0.5 mg, 1 mg, 1.7 mg.",
    "The dose of Wegovy is raised every four weeks, to 0.5 mg, 1 mg, 1.7 mg and 2.4 mg.",
    # Doses of another drug
    "Wegovy is a pen. Ibuprofen is another drug. Its doses are 400 mg three times a day.",
    "Wegovy is a pen. Metformin is a tablet. It is taken at 2,000 mg a day.",
    "Wegovy is newer than Saxenda. Liraglutide is older. Its doses go up to 3 mg a day.",
    "Mounjaro is another pen. Its doses go up to 15 mg a week.",
    # A sound-alike that is meant
    "Wegovy is a pen. Semorelin is a peptide for growth; 0.5 mg of semorelin a week is usual.",
]


@pytest.mark.parametrize(("text", "code", "fact"), WRONG)
def test_a_contradiction_is_found_and_names_the_fact(text: str, code: str, fact: str) -> None:
    (finding,) = findings(text, "Vitamin D" if "vitamin" in text else "Semaglutide")
    assert finding.code == code
    assert fact in {each.fact for each in finding.evidence}


@pytest.mark.parametrize("text", RIGHT)
def test_statements_that_agree_with_facts_are_not_reported(text: str) -> None:
    assert findings(text, "Vitamin D" if "vitamin" in text else "Semaglutide") == []


def test_a_product_is_named_in_the_message() -> None:
    (finding,) = findings("Use 2.4 mg of Ozempic once a week.")
    assert "range of Ozempic" in finding.message


def test_a_range_is_shown_in_the_unit_of_the_facts() -> None:
    (finding,) = findings("Children under two get 4,000 IU of vitamin D a day.")
    assert "10-15 mcg a day" in finding.message


def test_the_sound_alike_is_a_slip_where_nothing_says_what_it_is() -> None:
    (finding,) = findings("Wegovy is a pen. Inject 1.7 mg of semorelin once a week.", "Wegovy")
    assert finding.code == "TYP201"
