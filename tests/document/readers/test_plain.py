"""What stands in a plain text."""

import pytest

from healthlint.document.model import Document
from healthlint.document.read import read_text


def blocks(text: str) -> list[tuple[str, str]]:
    document = read_text(text)
    return [(block.kind, document.text[block.span.start : block.span.end]) for block in document.blocks]


def labels(document: Document) -> list[tuple[str, ...]]:
    return [block.labels for block in document.blocks]


def test_one_sentence_is_a_paragraph() -> None:
    assert blocks("LDN cures pain.\n") == [("paragraph", "LDN cures pain.")]


def test_title_headings_and_paragraphs() -> None:
    text = (
        "All about LDN\n\nWhat is it?\nA medicine that is taken once a day, before going to bed.\n\n"
        "THE END\nThat is all."
    )
    assert blocks(text) == [
        ("title", "All about LDN"),
        ("heading", "What is it?"),
        ("paragraph", "A medicine that is taken once a day, before going to bed."),
        ("heading", "THE END"),
        ("paragraph", "That is all."),
    ]


@pytest.mark.parametrize("head", ['MYTH 1: "It cures."', "Q: Does it cure?", "Side effects"])
def test_heading(head: str) -> None:
    assert blocks(f"First line.\n\n{head}\nThe answer to this is a longer sentence.")[1] == ("heading", head)


@pytest.mark.parametrize("line", ["It works.", "Here are five facts:", "It works!", "by a writer"])
def test_no_heading(line: str) -> None:
    assert ("paragraph", line) in blocks(f"First one.\n\n{line}\n\nThe answer to this is a longer sentence.")


def test_underlined() -> None:
    assert blocks("Title\n=====\n\nPart\n----\n\nText.") == [
        ("title", "Title"),
        ("heading", "Part"),
        ("paragraph", "Text."),
    ]


def test_hard_wrapped_paragraph_stays_one_block() -> None:
    text = (
        "In some trials the patients who took low-dose naltrexone had less pain\n"
        "than the others, but the trials were small, and nobody has looked at\n"
        "what happens to them after a year.\n"
    )
    assert blocks(text) == [("paragraph", text.strip())]


def test_items_without_their_markers() -> None:
    document = read_text("Take:\n- one\n* two\n\n1. three\n2. four\n")
    assert [b.kind for b in document.blocks] == ["paragraph", "item", "item", "item", "item"]
    assert labels(document)[1:] == [("-",), ("*",), ("1.",), ("2.",)]
    assert document.text.endswith("three\n\nfour")


def test_numbered_heading_over_a_paragraph() -> None:
    document = read_text("Intro text.\n\n1. It works against pain\n\nMany people say that it does so.\n")
    assert document.blocks[1].kind == "heading"
    assert document.blocks[1].labels == ("1.",)


def test_columns_become_cells() -> None:
    document = read_text("DOSES\nStep 1    days 1 to 14    1.5 mg\nStep 2    days 15 to 28   3 mg\n")
    assert document.text.split("\n\n")[1:4] == ["Step 1", "days 1 to 14", "1.5 mg"]
    assert document.blocks[3].labels == ("", "Step 1")


def test_reference_entries() -> None:
    document = read_text("Pain falls.[1]\n\nReferences\n\n1. A study.\n2. Another.\n")
    assert [(b.kind, b.labels) for b in document.blocks[2:]] == [("reference", ("1",)), ("reference", ("2",))]
    document = read_text("Pain falls.[1]\n\n{1} A study.\n\n{2}Another.")
    assert [(b.kind, b.labels) for b in document.blocks[1:]] == [("reference", ("{1}",)), ("reference", ("{2}",))]
    assert document.text.endswith("{2}Another.")


def test_addresses_comments_and_invisible_characters_are_not_prose() -> None:
    document = read_text("It cu\u00adres<!-- healthlint: ignore -->. See https://x.org/a_(b), then.")
    assert document.text == "It cures. See , then."
    assert [url for _, url in document.links] == ["https://x.org/a_(b)"]
    assert [comment.text for comment in document.comments] == [" healthlint: ignore "]
    assert document.prose.locate(3, 8).end == document.source.index("<")


def test_crlf_positions() -> None:
    document = read_text("One.\r\n\r\nTwo cures.\r\n")
    start = document.text.index("cures")
    assert document.position(document.prose.locate(start, start + 5).start) == (3, 5)
