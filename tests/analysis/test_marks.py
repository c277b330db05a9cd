"""Citation marks are read over, and never part of what is quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.document.exactness import assert_exact
from tests.document.word.build import paragraph, word

from healthlint.analysis.citations import markers
from healthlint.analysis.marks import without_marks
from healthlint.document.read import read_bytes, read_text
from healthlint.engine import default_engine
from healthlint.findings.model import Finding

ENGINE = default_engine(("EFF", "REG", "DOS", "INT", "SAF", "FIG"))
ENTRIES = ("Gray J. Tea. Pain 2019;1:2.", "Brown J. Cups. Pain 2019;1:3.", "Jones K. Pots. Pain 2019;1:4.")
LIST = "\n\n## References\n\n" + "".join(f"{number}. {entry}\n" for number, entry in enumerate(ENTRIES, 1))
NAMED = "\n\n## References\n\n" + "\n\n".join(ENTRIES)
INSIDE = [
    ("a.md", "LDN[^1] cures fibromyalgia."),
    ("a.md", "LDN[^smith] cures fibromyalgia.\n\n[^smith]: So it is."),
    ("a.md", "LDN [1] cures fibromyalgia."),
    ("a.md", "LDN[1,2] cures[3] fibromyalgia[4]."),
    ("a.md", "LDN [1]–[3] cures fibromyalgia."),
    ("a.md", "LDN ([1]) cures fibromyalgia."),
    ("a.md", "LDN[1]cures fibromyalgia."),
    ("a.md", "LDN{1} cures fibromyalgia."),
    ("a.md", "LDN¹ cures² fibromyalgia³."),
    ("a.md", "LDN<sup>1</sup> cures fibromyalgia."),
    ("a.md", "LDN<sup>[1]</sup> cures<sup>2,3</sup> fibromyalgia."),
    ("a.md", "LDN [[1]](#ref1) cures fibromyalgia."),
    ("a.md", "LDN [1](#ref1) cures fibromyalgia."),
    ("a.md", "LDN [@gray2019; @brown2019, p. 3] cures fibromyalgia."),
    ("a.md", "LDN^1^ cures fibromyalgia."),
    ("a.md", "LDN[note 1] cures[a] fibromyalgia [citation needed]."),
    ("a.md", "LDN† cures fibromyalgia."),
    ("a.txt", "LDN* cures fibromyalgia."),
    ("a.md", "LDN [ 1 ] cures [2,] fibromyalgia."),
    ("a.md", "LDN [Smith 2020] cures [Gray et al., 2019, p. 3] fibromyalgia [ref]."),
    ("a.md", "LDN⁽¹⁾ cures① fibromyalgia."),
    ("a.md", "LDN \\cite{gray} cures~\\citep[p. 3]{brown} fibromyalgia.".replace("~", " ")),
    ("a.md", f"LDN [1] cures fibromyalgia2, they said1.{LIST}"),
    ("a.txt", "LDN [1] cures fibromyalgia."),
    ("a.txt", "LDN (Gray et al., 2019; Brown & Jones, 2018) cures fibromyalgia."),
    ("a.html", "<p>LDN<sup><a href='#r1'>1</a></sup> cures fibromyalgia.</p>"),
    ("a.html", "<p>LDN<a href='#fn1' id='b1'>[1]</a> cures fibromyalgia.</p>"),
    ("a.html", "<p>LDN<sup>a</sup> cures<sup>*</sup> fibromyalgia.</p>"),
    ("a.md", f"LDN (1) cures fibromyalgia.{LIST}"),
    ("a.md", f"LDN (Gray, 2019) cures fibromyalgia.{NAMED}"),
]


def checked(text: str, path: str = "a.md") -> list[Finding]:
    return list(ENGINE.check(read_text(text, path)).findings)


@pytest.mark.parametrize(("path", "text"), INSIDE)
def test_a_mark_inside_a_claim_is_no_part_of_it(path: str, text: str) -> None:
    (found,) = checked(text, path)
    assert found.code == "EFF201"
    assert "".join(found.excerpt.split()) == "LDNcuresfibromyalgia"
    assert text[found.span.start : found.span.end].startswith("LDN")
    assert text[found.span.start : found.span.end].endswith("fibromyalgia")


@pytest.mark.parametrize(
    ("text", "code", "excerpt"),
    [
        ("Take 45 mg[1] of LDN daily for pain.", "DOS201", "45 mg of LDN daily"),
        ("Take 45[1] mg of LDN daily for pain.", "DOS201", "45 mg of LDN daily"),
        ("The FDA¹ approved naltrexone² in 1971.", "FIG204", "1971"),
        ("It has many properties.1 The FDA approved naltrexone in 1971.", "FIG204", "1971"),
        ("It has many properties.1,2 The FDA approved naltrexone in 1971.3 It helps.", "FIG204", "1971"),
        ("It has many properties.[1] The FDA approved naltrexone in 1971.", "FIG204", "1971"),
        ("LDN may be taken [3] together with [4] oxycodone.", "INT201", "LDN may be taken together with oxycodone"),
        ("LDN is [1] completely [2] safe.", "SAF201", "is completely safe"),
    ],
)
def test_a_mark_is_part_of_no_other_statement(text: str, code: str, excerpt: str) -> None:
    found = {each.code: each.excerpt for each in checked(text)}
    assert found[code] == excerpt


def run(content: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{content}</w:t></w:r>'


def test_a_note_of_word_is_read_over() -> None:
    called = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    raised = run("2", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>')
    body = f"<w:p>{run('LDN')}{called}{run(' cures')}{raised}{run(' lupus.')}</w:p>"
    notes = f'<w:footnote w:id="1">{paragraph("Tea is hot.")}</w:footnote>'
    (found,) = ENGINE.check(read_bytes(word(body, footnotes=notes), "a.docx")).findings
    assert found.excerpt == "LDN cures lupus"


@pytest.mark.parametrize(
    "text",
    [
        "The area is 30 kg/m² in 10⁹ cells and ¹³C.",
        "Take [50] mg a day.",
        "The [T]herapy of drug[s] helps [a] man.",
        "See fig.1 The dose is in vol.2 The rest.",
        "Version 2.1 The dose is 4.5 The rest.",
        "Gray et al. (2019) found that it helps.",
        "It was sold (in London, 2019) and (2) told.",
        "| n |\n|---|\n| [12] |\n| ¹ |\n",
        "½ of it: 1<sup>1</sup>⁄2 cups.",
        "# References\n\n[1] Gray J. Tea. Pain 2019;1:2.",
        "P < 0.05* and 5*3 and *LDN*.",
        "The [link](#here) and [10 tips](#tips).",
    ],
)
def test_text_that_is_no_mark_stays(text: str) -> None:
    document = read_text(text, "a.md")
    assert without_marks(document).text == document.text


def test_a_mark_still_leads_to_its_entry() -> None:
    engine = default_engine(("CIT",))
    text = "Tea is hot.[1] It is [4] cheap.[2] It is old.³"
    found = {
        each.code: (each.excerpt, each.span.start) for each in engine.check(read_text(text + LIST, "a.md")).findings
    }
    assert found["CIT001"] == ("[4]", text.index("[4]"))
    assert found["CIT003"] == ("³", text.index("³"))


def test_a_number_after_a_full_stop_is_a_mark_only_up_to_the_length_of_the_list() -> None:
    engine = default_engine(("CIT001",))
    text = "It has many properties.7 The rest is tea."
    assert engine.check(read_text(text, "a.md")).findings == ()
    assert engine.check(read_text(f"Tea.[1] {text}{LIST}", "a.md")).findings == ()


MARKS = ["", "[^1]", "[1]", " [2]", "<sup>3</sup>", "¹", "[1](#a)", "^2^", "†", "[@gray2019]", " (Gray et al., 2019)"]
WORDS = ["LDN", "cures", "**fibromyalgia**", "in", "1971", "4.5", "mg", "[a link](http://x.org)", "*often*", "Crohn's"]
PIECES = st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS), st.sampled_from(["", ".", ","]))


@given(st.lists(PIECES, min_size=1))
def test_remaining_text_keeps_its_places(pieces: list[tuple[str, str, str]]) -> None:
    text = " ".join(f"{word}{mark}{stop}" for word, mark, stop in pieces)
    document = read_text(f"Tea. {text}\n\n- {text}\n", "a.md")
    cut = without_marks(document)
    assert_exact(cut)
    for block in cut.blocks:
        assert cut.text[block.span.start : block.span.end].strip()
    for mark in cut.marks:
        assert mark.taken.contains(mark.place)
        assert cut.block_at(mark.at) is not None
    before = [marker.keys for marker in markers(document)]
    assert [keys for keys in before if keys not in [marker.keys for marker in markers(cut)]] == []
