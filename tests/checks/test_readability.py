from __future__ import annotations

from healthlint.checks.readability import Readability

HARD = "Multidisciplinary rehabilitation interventions necessitate considerable institutional coordination. "
EASY = "The cat sat on the mat. It was a warm day. "


def test_hard_by_every_formula(run):
    (found,) = run(Readability(grade=12.0, words=20), HARD * 5)
    assert found.text is None
    assert found.values["grade"] == "12"
    assert found.values["scores"].startswith("flesch kincaid grade ")
    assert "smog index" in found.values["scores"]


def test_easy(run):
    assert run(Readability(grade=12.0, words=20), EASY * 10) == []


def test_hard_by_one_formula_only(run):
    scores = {
        name: float(run(Readability(formulas=(name,), grade=0, words=5), HARD * 5)[0].values["scores"].split()[-1])
        for name in ("flesch_kincaid_grade", "smog_index")
    }
    between = sum(scores.values()) / 2
    assert run(Readability(grade=between, words=5), HARD * 5) == []


def test_too_short_to_tell(run):
    assert run(Readability(grade=12.0, words=100), HARD) == []


def test_headings_are_not_prose(run):
    text = "".join(f"# {HARD}\n\nA cat.\n\n" for _ in range(20))
    assert run(Readability(grade=5.0, words=20), text, path="a.md") == []
