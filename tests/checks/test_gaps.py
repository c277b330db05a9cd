"""What an article says of a drug with facts that none of them covers is named, each kind in words of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthlint.authoring.brisolin import LEAFLET, brisolin, example
from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.findings.unchecked import FACTS
from healthlint.packs.loader import load_bundled
from healthlint.packs.model import Loaded, Pack
from healthlint.reference.coverage import KINDS
from healthlint.reference.model import Fact, Reference
from healthlint.report.not_checked import in_one_line, lines
from healthlint.report.run import Run
from healthlint.triage.model import Report

SAID = {
    "doses": ("Take 4 mg of brisolin.", "doses of brisolin"),
    "how often it is taken": ("Brisolin is taken twice a week.", "how often brisolin is taken"),
    "strengths": ("Brisolin comes in tablets of 25 mg.", "strengths of brisolin"),
    "uses and approval": ("Brisolin is approved for migraine.", "uses and approval of brisolin"),
    "years of approval": ("The FDA approved brisolin in 2001.", "the year brisolin was approved"),
    "prescription": ("You can buy brisolin over the counter.", "whether brisolin needs a prescription"),
    "benefits": ("Brisolin relieves migraine.", "benefits of brisolin"),
    "sizes of effects": ("Brisolin relieves migraine by 40 percent.", "sizes of effects of brisolin"),
    "time until it works": ("Brisolin begins to work within two hours.", "how soon brisolin works"),
    "side effects": ("Brisolin is completely safe.", "side effects of brisolin"),
    "who must not take it": ("Brisolin is safe for people with glaucoma.", "who must not take brisolin"),
    "what it must not meet": ("Brisolin is fine with alcohol.", "what brisolin must not be taken with"),
}
COVERING = {
    "doses": "dose-range",
    "how often it is taken": "frequency",
    "strengths": "strength",
    "uses and approval": "regulatory-status",
    "years of approval": "approval-year",
    "benefits": "efficacy",
    "sizes of effects": "effect-size",
    "time until it works": "onset",
    "side effects": "adverse-effect",
    "who must not take it": "contraindication",
    "what it must not meet": "interaction",
}


def report(text: str, *facts: Fact) -> Report:
    general = next(each for each in load_bundled().packs if each.name == "health-writing")
    given = replace(example("indication"), about={"drug": "brisolin"}, value={"basis": "studied", "effect": "treats"})
    own = Pack("brisolin", "Brisolin", "0.1.0", (), brisolin(), Reference((LEAFLET,), (given, *facts)), "/brisolin")
    return Engine(Loaded((general, own))).check(read_text(f"# A guide\n\n{text}", "a.md"))


def gaps(text: str, *facts: Fact) -> list[str]:
    return [each.what for each in report(text, *facts).not_checked if each.kind == FACTS]


@pytest.mark.parametrize("kind", SAID)
def test_subjects_without_facts_are_listed(kind: str) -> None:
    text, words = SAID[kind]
    assert words in gaps(text)
    assert words == KINDS[kind].words.format("brisolin")


@pytest.mark.parametrize("kind", COVERING)
def test_a_subject_covered_by_a_fact_is_not_listed(kind: str) -> None:
    text, words = SAID[kind]
    assert words not in gaps(text, example(COVERING[kind]))


@pytest.mark.parametrize(
    "text",
    [
        "Brisolin is a tablet.",
        "Brisolin is off-label.",
        "Does brisolin relieve migraine?",
        "Brisolin does not relieve migraine.",
        "Yoga relieves migraine. Take it twice a week.",
        "Is brisolin approved for migraine?",
        "Take 4 mg of zelvorin.",
    ],
)
def test_statements_on_others_are_not_listed(text: str) -> None:
    assert gaps(text) == []


def test_a_draft_does_not_cover_a_subject() -> None:
    assert gaps(SAID["doses"][0], replace(example("dose-range"), draft=True)) == ["doses of brisolin"]


def test_one_line_says_the_most_frequent_and_how_many_more_and_verbose_says_all() -> None:
    text = "Take 4 mg of brisolin, never 8 mg of brisolin. " + " ".join(text for text, _ in SAID.values())
    found = report(text)
    (line,) = in_one_line([found], Run())
    assert line.startswith("not checked: no facts on doses of brisolin (3 places), ")
    assert line.endswith(" more (--verbose says why)")
    assert line.count("brisolin") == 3
    every = [each for each in lines([found], Run()) if each.startswith("not checked: no facts on ")]
    assert len(every) == sum(each.kind == FACTS for each in found.not_checked) > 8
