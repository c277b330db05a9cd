from __future__ import annotations

import pytest

import healthlint
from healthlint.document.read import read_text
from healthlint.engine import default_engine

ARTICLE = "# Nettle tea\n\nNettle tea is hot. It is drunk in the morning.\n\n"
CLAIM = "Nettle tea cures lupus."


def kinds(text: str, path: str = "a.md") -> dict[str, str]:
    """The kind of each block by its first word."""
    document = default_engine().analyse(read_text(text, path)).document
    return {document.text[block.span.start :].split()[0]: block.kind for block in document.blocks}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("bio", "## About the author\n\nXavia lives in Leeds."),
        ("bio", "**Meet the author**\n\nXavia lives in Leeds."),
        ("bio", "Xavia Stone is a freelance writer in Leeds."),
        ("bio", "Xavia Stone, MD, writes about herbs."),
        ("boilerplate", "## About Herb House\n\nXavia House was founded in 1901 and sells herbs."),
        ("boilerplate", "Xavia House is a leading provider of herbs."),
        ("teaser", "## Read next\n\nXavia and the tea that cures lupus"),
        ("teaser", "You may also like:\n\n- Xavia and the tea that cures lupus"),
        ("teaser", "## Related articles\n\n### Xavia and the tea\n\nIt cures lupus."),
        ("notice", "## Disclosures\n\nXavia has had fees from Herb House."),
        ("notice", "Xavia and this website use cookies.\n\nWe use cookies to show you more."),
        ("notice", "## Sign up\n\nXavia writes to you once a week."),
        ("notice", "## Topics\n\n- Xavia\n- Tea"),
        ("navigation", "- [Xavia](/a)\n- [Tea](/b)\n- [More](/c)"),
        ("reference", "**References**\n\n- Xavia J. Tea cures lupus."),
        ("reference", "## How to cite this article\n\n- Xavia J. Tea cures lupus."),
        ("reference", "## References\n\n| No. | Paper |\n| --- | --- |\n| 1 | Xavia J. Tea cures lupus. |"),
    ],
)
def test_blocks_outside_the_article_have_their_own_kinds(kind: str, text: str) -> None:
    found = kinds(ARTICLE + text)
    assert kind in (found.get("Xavia"), found.get("We"))


@pytest.mark.parametrize(
    "text",
    [
        "Disclosure: Xavia has had fees.",
        "Photo: Xavia/Getty Images",
        "Tags: herbs, tea",
        "Read more: Xavia and the tea that cures lupus",
        "Sources: Xavia institute",
        "Written by Xavia Stone",
    ],
)
def test_a_label_marks_its_block(text: str) -> None:
    assert kinds(ARTICLE + text + "\n\nThe tea is hot.")[text.split(maxsplit=1)[0]] != "paragraph"


@pytest.mark.parametrize(
    "text",
    [
        "## About nettle tea\n\nXavia found that it is hot.",
        "Xavia Stone is a writer who drinks it.\n\nThe tea is hot, and people like it.",
        "## Side effects\n\n- Xavia coughed.\n- Tea stains.\n- It is hot.",
        "The disclosure of side effects matters.\n\nXavia coughed.",
        "- [Xavia](/a)\n- Tea\n- More",
        "## Topics\n\nXavia tea is said to help with coughs and colds in winter.",
        "## Comments\n\nXavia drank it, and her cough was gone in a week.",
        "Image:\n\nXavia drinks a cup of tea in the garden behind her house.",
    ],
)
def test_article_blocks_keep_their_kind(text: str) -> None:
    assert kinds(ARTICLE + text)["Xavia"] in ("paragraph", "item")


def test_a_teaser_ends_where_the_article_goes_on() -> None:
    going_on = "Xavia drank it for years. " * 12
    found = kinds(f"{ARTICLE}**Read next**\n\n- [Wine](/w)\n\n{going_on}")
    assert (found["Wine"], found["Xavia"]) == ("teaser", "paragraph")


def test_notes_that_lead_back_are_sources() -> None:
    page = (
        "<h1>Tea</h1><p>Tea is hot.<sup><a href='#f1' id='r1'>1</a></sup></p><ol><li id='f1'>Xavia J. Tea cures lupus. "
        "Tea 2009;3:12. <a href='#r1'>↩︎</a></li></ol>"
    )
    assert kinds(page, "a.html")["Xavia"] == "reference"


@pytest.mark.parametrize("head", ["## About the author", "## Read next", "## Disclosures", "**Sources**"])
def test_a_claim_is_reported_in_the_article_only(head: str) -> None:
    def codes(text: str) -> set[str]:
        return {found.code for found in healthlint.check_text(text, path="a.md") if found.code.startswith("EFF")}

    assert codes(f"{ARTICLE}{CLAIM}\n")
    assert not codes(f"{ARTICLE}{head}\n\n- {CLAIM}\n")


def test_a_misspelling_is_reported_everywhere() -> None:
    text = f"{ARTICLE}## About the author\n\nAnn Lee treats fibromialgia in Leeds.\n"
    found = healthlint.check_text(text, path="a.md")
    assert [each.excerpt for each in found if each.code.startswith("TYP")] == ["fibromialgia"]
