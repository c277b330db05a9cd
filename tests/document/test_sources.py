"""Notes that name a source, and notes that say something themselves."""

from __future__ import annotations

import html

import pytest
from tests.document.word.build import paragraph, word

from healthlint.document.model import Document
from healthlint.document.read import read_bytes, read_text
from healthlint.engine import default_engine

SAYS = [
    "LDN cures fibromyalgia.",
    "LDN[^2] cures fibromyalgia, and the FDA approved it in 1984.",
    "It was approved by the FDA in 1984 and cures lupus.",
    "LDN cures lupus (see https://example.org/ldn).",
    "LDN cures lupus, see <https://example.org/ldn>.",
    "LDN cures lupus, as [a study](https://example.org/ldn) of 2019 found.",
    "Two doctors, Gray and Brown, told us so.",
    "In 2019 the price rose to $40.",
    "Vitamin D cures lupus, they said in 2019.",
    "Stanford (2013) found that LDN cures lupus.",
    "LDN cures fibromyalgia (Younger et al., 2013).",
]
NAMES = [
    "Younger J, Parkitny L. Low-dose naltrexone reduces pain. *Pain* 2014;33:451-9.",
    "Younger, J. (2013). Low-dose naltrexone cures fibromyalgia. Arthritis & Rheumatism, 65(2), 529-538.",
    "Gray et al., LDN cures everybody.",
    "Low-dose naltrexone cures fibromyalgia. doi:10.1002/art.37734",
    "Low-dose naltrexone cures fibromyalgia. https://example.org/ldn",
    "[LDN cures fibromyalgia, a study says](https://example.org/ldn)",
    "“LDN cures fibromyalgia”, The Times, 3 May 2019.",
    "The Times. LDN cures fibromyalgia. London, 3 May 2019.",
    "*The Lancet*, LDN cures fibromyalgia (2019).",
    "Ibid., p. 12.",
    "Gray J. LDN cures lupus. Pain. 2019.",
]


def last(text: str, path: str = "a.md") -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    block = read_text(text, path).blocks[-1]
    return block.kind, block.within, block.labels


@pytest.mark.parametrize("note", SAYS)
def test_a_note_that_says_something_is_the_articles_word(note: str) -> None:
    assert last(f"Tea is hot.[^a]\n\n[^a]: {note}\n") == ("paragraph", ("footnote",), ("^a",))
    assert last(f"Tea.\n\n## Notes\n\n1. {note}\n")[:2] == ("paragraph", ("list", "footnote"))


@pytest.mark.parametrize("note", NAMES)
def test_a_note_that_names_a_source_is_a_reference(note: str) -> None:
    assert last(f"Tea is hot.[^a]\n\n[^a]: {note}\n") == ("reference", ("footnote",), ("^a",))
    assert last(f"Tea.\n\n## Notes\n\n1. {note}\n")[0] == "reference"


@pytest.mark.parametrize("heading", ["References", "Sources", "References and notes"])
@pytest.mark.parametrize("entry", [*SAYS[:1], *NAMES[:2]])
def test_an_entry_in_a_list_of_sources_is_a_reference(heading: str, entry: str) -> None:
    assert last(f"Tea.\n\n## {heading}\n\n1. {entry}\n")[0] == "reference"
    assert last(f"Tea.[^a]\n\n## {heading}\n\n[^a]: {entry}\n")[0] == "reference"


def test_notes_of_word_are_told_apart_too() -> None:
    called = '<w:r><w:t>Tea is hot.</w:t><w:footnoteReference w:id="1"/><w:footnoteReference w:id="2"/></w:r>'
    says, names = (paragraph(html.escape(note)) for note in (SAYS[0], NAMES[1]))
    notes = f'<w:footnote w:id="1">{says}</w:footnote><w:footnote w:id="2">{names}</w:footnote>'
    heading = paragraph("References", "berschrift1")
    document = read_bytes(word(f"<w:p>{called}</w:p>{heading}", footnotes=notes), "a.docx")
    assert [block.kind for block in document.blocks[2:]] == ["paragraph", "reference"]
    assert [block.labels for block in document.blocks[2:]] == [("^1",), ("^2",)]
    assert found(document) == ["EFF201"]


def found(document: Document) -> list[str]:
    report = default_engine(("EFF201", "CIT")).check(document)
    return [finding.code for finding in report.findings]


def test_a_claim_in_a_note_is_checked_and_the_note_is_still_what_its_marker_leads_to() -> None:
    text = "Tea is hot.[^a] It is cheap.[^1]\n\n[^a]: LDN cures fibromyalgia.\n\n[^1]: So it is.\n"
    assert found(read_text(text, "a.md")) == ["EFF201"]
    assert found(read_text(f"Tea is hot.[^a]\n\n[^a]: {NAMES[1]}\n", "a.md")) == []


def test_a_page_with_notes_is_told_apart_too() -> None:
    page = "<p>Tea is hot.<a href='#n1'>1</a></p><h2>Notes</h2><ol><li id='n1'>LDN cures fibromyalgia.</li></ol>"
    assert found(read_text(page, "a.html")) == ["EFF201"]
