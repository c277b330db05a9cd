from __future__ import annotations

import pytest

from healthlint.checks.citation import Citation
from healthlint.document.read import read_text
from healthlint.engine import default_engine

NO_ENTRY = Citation(problem="no-entry")
NEVER_CITED = Citation(problem="never-cited")
TWO_STYLES = Citation(problem="two-styles")
LIST = "\n\nReferences\n\n[1] On tea.\n\n[2] On cups."


def test_a_marker_that_leads_nowhere(run):
    found = run(NO_ENTRY, "Tea is hot.[1] Cups are round.[3] Spoons are long.[2-4]" + LIST)
    assert [each.text for each in found] == ["[3]", "[2-4]"]
    assert found[0].values == {"marker": "[3]", "lack": "the reference list has no such entry"}


def test_without_any_list_one_finding_says_it_all(texts):
    assert texts(NO_ENTRY, "Tea is hot.[1] Cups are round.[2]") == ["[1]"]


@pytest.mark.parametrize(
    "text",
    [
        "Tea is hot.[1] Cups are round.[2]" + LIST,
        "Tea is hot.[1,2]" + LIST,
        "About seven people (4) drink tea." + LIST,
        "About seven people (4) drink tea.",
        "Tea is hot.",
    ],
)
def test_markers_that_lead_somewhere(texts, text):
    assert texts(NO_ENTRY, text) == []


ENTRIES = ("Ostby A. Garlic cures gout. J Roots. 2018;12(3):45-50.", "Lund B. Honey. Ann Bees. 2020;7(1):1-9.")
CELLS = "".join(f"<tr><td>[{n}]</td><td>{entry}</td></tr>" for n, entry in enumerate(ENTRIES, 1))
SPANS = "".join(f"<p><span>{n}.</span> <span>{entry}</span></p>" for n, entry in enumerate(ENTRIES, 1))
ROWS = f"| No. | Source |\n|---|---|\n| 1 | {ENTRIES[0]} |\n| 2 | {ENTRIES[1]} |\n"
LINES = "".join(f"<br>[{n}] {entry}" for n, entry in enumerate(ENTRIES, 1))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", f"<p>Tea is hot [1]. Cups are round [2].</p><h2>References</h2><table>{CELLS}</table>"),
        ("a.html", f"<p>Tea is hot [1]. Cups are round [2].</p><p><b>References</b></p>{SPANS}"),
        ("a.html", f"<p>Tea is hot [1]. Cups are round [2].</p><p><b>References</b>{LINES}</p>"),
        ("a.md", f"Tea is hot [1]. Cups are round [2].\n\n## Sources\n\n{ROWS}"),
        ("a.md", f"Tea is hot¹. Cups are round².\n\n---\n\n¹ {ENTRIES[0]}\n\n² {ENTRIES[1]}\n"),
    ],
)
def test_lists_in_other_markup(path, text):
    found = default_engine(("CIT001", "CIT002", "EFF")).check(read_text(text, path)).findings
    assert [(finding.code, finding.excerpt) for finding in found] == []


def test_an_entry_that_is_never_cited(run):
    (found,) = run(NEVER_CITED, "Tea is hot.[2]" + LIST)
    assert (found.text, found.values) == ("[1] On tea.", {"marker": "1"})


@pytest.mark.parametrize("text", ["Tea is hot.[1-2]" + LIST, "Tea is hot." + LIST])
def test_cited_or_a_list_without_markers(texts, text):
    assert texts(NEVER_CITED, text) == []


def test_a_second_style_of_marker(run):
    (found,) = run(TWO_STYLES, "Tea is hot.[1] Cups are round.[2] Spoons are long.{1} Forks too.{2}" + LIST)
    assert found.text == "{1}"
    assert found.values == {"marker": "{1}", "style": "[1]"}


def test_a_list_in_another_style_than_its_markers(run):
    (found,) = run(TWO_STYLES, "Tea is hot.[1]\n\nReferences\n\n{1} On tea.\n\n{2} On cups.")
    assert (found.text, found.values["marker"]) == ("{1}", "{1}")
    assert found.values["style"] == "[1]"


@pytest.mark.parametrize(
    "text",
    [
        "Tea is hot.[1] Cups are round.[2]" + LIST,
        "Tea is hot.[1]\n\nReferences\n\n1. On tea.",
        "Tea is hot [see below].",
        "Tea is hot.",
    ],
)
def test_one_style(texts, text):
    assert texts(TWO_STYLES, text) == []


NAMED = "\n\nReferences\n\nGray, A. (2019). On tea.\n\nBrown B, White C. Cups. Cup Journal. 2018;3:1."


def test_a_name_and_year_without_an_entry_where_others_have_one(run):
    (found,) = run(
        NO_ENTRY, "Tea is hot (Gray, 2019). Cups are round (Jones et al., 2018). So it is (Leeds, 2011)." + NAMED
    )
    assert found.text == "(Jones et al., 2018)"


def test_an_entry_that_no_name_leads_to(run):
    (found,) = run(NEVER_CITED, "Tea is hot (Gray, 2019)." + NAMED)
    assert (found.text, found.values) == ("Brown B, White C. Cups.", {"marker": "Brown 2018"})


@pytest.mark.parametrize("text", ["Tea is hot (Gray, 2019); White (2018) agrees." + NAMED, "Tea is hot." + NAMED])
def test_names_that_lead_to_their_entries(texts, text):
    assert texts(NO_ENTRY, text) == texts(NEVER_CITED, text) == texts(TWO_STYLES, text) == []


def test_a_name_and_year_among_numbers_is_a_second_style(run):
    (found,) = run(TWO_STYLES, "Tea is hot.[1] Cups are round.[2] Forks are old (Gray & Brown, 2019)." + LIST)
    assert (found.text, found.values["style"]) == ("(Gray & Brown, 2019)", "[1]")
