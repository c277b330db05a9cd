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


def test_easy_text_is_not_reported(run):
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


def grades(run, text, path="a.md"):
    (found,) = run(Readability(grade=-9.0, words=5), text, path=path)
    scores = found.values["scores"].split(", ")
    return [float(score.split()[-1]) for score in scores]


def test_a_list_item_ends_a_sentence(run):
    items = ["take it with some water", "tell your nurse about it", "keep it in a cool place", "do not drive a car"]
    bare = "\n".join(f"- {item}" for item in items * 9)
    stopped = "\n".join(f"- {item}." for item in items * 9)
    assert grades(run, bare) == grades(run, stopped)
    assert max(grades(run, bare)) < 6


def test_lines_of_plain_text_with_marks_are_items_too(run):
    items = "\n".join(f"- {item}" for item in ["take it with some water", "tell your nurse about it"] * 18)
    assert max(grades(run, f"What to do\n\n{items}\n", "a.txt")) < 6


def test_an_abbreviation_or_a_decimal_ends_none(run):
    text = "Take {} of the drug with a meal, {} bread, as people in the {} do at night, and ask Dr{} Kim. "
    plain = text.format("45 mg", "eg", "US", "")
    assert grades(run, text.format("4.5 mg", "e.g.", "U.S.", ".") * 8) == grades(run, plain * 8)


def test_a_line_of_a_word_or_two_is_no_sentence(run):
    sentences = HARD * 5
    assert grades(run, sentences) == grades(run, f"Yes.\n\n{sentences}\n\n- Nausea\n- Dry mouth\n")


def test_the_three_hardest_sentences_are_named_with_their_lines(run):
    hard = ["Multidisciplinary rehabilitation interventions necessitate considerable institutional coordination"]
    hard += ["Pharmacokinetic characterisation necessitates comprehensive bioanalytical methodologies everywhere"]
    hard += ["Notwithstanding heterogeneity, psychoeducational components demonstrated significant improvements"]
    text = f"# Tea\n\n{EASY}\n\n{hard[0]}.\n\n{EASY}\n\n- {hard[1]}\n- {hard[2]}\n\n{EASY}\n"
    (found,) = run(Readability(grade=1.0, words=20), text, path="a.md")
    named = found.values["hardest"].split("; ")
    assert sorted(named) == sorted(
        f"“{' '.join(sentence.split()[:6])} ...” (line {line})" for sentence, line in zip(hard, (5, 9, 10), strict=True)
    )


def test_an_article_of_one_sentence_names_it(run):
    (found,) = run(Readability(grade=1.0, words=5), HARD)
    assert found.values["hardest"].count("(line 1)") == 1
