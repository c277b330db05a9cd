"""Front matter: what of it is read, what is said of the rest, and what it silences."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.document.exactness import assert_exact

from healthlint.document.fields import TextFields
from healthlint.document.model import Document
from healthlint.document.read import read_text

LONG = "LDN is a drug that many people take for pain and that few doctors know at all, it is said, in most towns there."


def read(text: str, *fields: str, path: str = "a.md") -> Document:
    return read_text(text, path, fields=TextFields.of(fields) if fields else None)


def texts(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.span.start : block.span.end]) for block in document.blocks]


def source_of(document: Document, phrase: str) -> str:
    start = document.text.index(phrase)
    span = document.prose.locate(start, start + len(phrase))
    return document.source[span.start : span.end]


@pytest.mark.parametrize(
    ("front", "phrase", "written"),
    [
        ("content: |\n  # LDN\n\n  It **cures** lupus.\n", "cures lupus", "cures** lupus"),
        ("content: >-\n  It cures\n  lupus and\n\n  much more.\n", "It cures lupus", "It cures\n  lupus"),
        ("content: '<p>It''s a cure</p>'\n", "It's a cure", "It''s a cure"),
        ('content: "<p>It \\"cures\\"\\nall</p>"\n', '"cures" all', '\\"cures\\"\\nall'),
        ("content: It cures\n  lupus.\n", "It cures lupus.", "It cures\n  lupus."),
        ("blocks:\n  - type: text\n    text: It cures lupus.\n", "cures lupus", "cures lupus"),
        ("sections:\n- heading: One\n- text: |-\n    - it cures\n    - it heals\n", "it heals", "it heals"),
    ],
)
@pytest.mark.parametrize("path", ["a.md", "a.html"])
def test_the_article_may_stand_in_a_field(path: str, front: str, phrase: str, written: str) -> None:
    document = read(f"---\ntitle: LDN\n{front}---\n", path=path)
    assert source_of(document, phrase) == written
    assert document.unread == ()
    assert_exact(document)


def test_front_matter_may_be_in_toml() -> None:
    source = '+++\ntitle = "LDN"\n[[blocks]]\ntext = """\nIt **cures** lu\\\n  pus."""\n'
    source += "[[blocks]]\ntext = 'It heals.'\n+++\nMore.\n"
    document = read(source)
    assert texts(document) == [
        ("field", "LDN"),
        ("paragraph", "More."),
        ("paragraph", "It cures lupus."),
        ("paragraph", "It heals."),
    ]
    assert source_of(document, "lupus") == "lu\\\n  pus"


def test_fields_may_be_named() -> None:
    front = (
        "---\ntitle: LDN\narticle:\n- {type: text, text: It cures lupus.}\n- {type: quote, text: So they say.}\n---\n"
    )
    assert [text for _, text in texts(read(front, "article.*.text"))] == ["LDN", "It cures lupus.", "So they say."]
    assert [text for _, text in texts(read(front, "article.*.text=html"))] == ["LDN", "It cures lupus.", "So they say."]


def test_a_heading_in_a_field_is_the_title_of_the_article() -> None:
    assert texts(read("---\ncontent: |\n  # LDN\n\n  It cures.\n---\n")) == [
        ("title", "LDN"),
        ("paragraph", "It cures."),
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (f"---\ntitle: LDN\nintro: {LONG}\n---\nText.\n", [("front matter field intro", "24 words", 1)]),
        (
            f"---\narticle:\n- {{type: text, text: '{LONG}'}}\n- {{type: text, text: '{LONG}'}}\n---\n",
            [("front matter field article.*.text", "48 words", 2)],
        ),
        (
            "---\nbard:\n  text: LDN cures lupus and fibromyalgia.\n---\n",
            [("front matter field bard.text", "5 words", 1)],
        ),
        (f'+++\n[extra]\nitems = ["{LONG}"]\n+++\nText.\n', [("front matter field extra.items.*", "24 words", 1)]),
        ("---\ntitle: LDN\nslug: ldn-cures-lupus\ntags: [LDN, lupus]\n---\nText.\n", []),
        ("---\ntitle: LDN\nseo: LDN cures lupus and fibromyalgia.\n---\nText.\n", []),
        (f"---\ndescription: {LONG}\nsummary: {LONG}\n---\nText.\n", []),
    ],
)
def test_prose_that_is_not_read_is_named(source: str, said: list[tuple[str, str, int]]) -> None:
    unread = read(source).unread
    assert [(each.what, each.why, each.places) for each in unread] == said
    assert all("--text-field" in each.way_out for each in unread)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("---\ntitle: LDN: the cure\n---\nText.\n", "it is not valid YAML (line 2: mapping values are not allowed"),
        ("---\ntitle: LDN\ntags: [a, b\n---\nText.\n", "it is not valid YAML (line 4: "),
        ("---\r\ntitle: 'LDN\r\nslug: x\r\n---\r\nText.\r\n", "it is not valid YAML (line 4: "),
        ("---\ntitle: LDN\n\tslug: x\n---\nText.\n", "it is not valid YAML (line 3: "),
        ("+++\ntitle = LDN\n+++\nText.\n", "it is not valid TOML (line 2: Invalid value)"),
        (f"---\na: {'[' * 300}{']' * 300}\n---\nText.\n", "nested more than"),
        (f"---\na: {'x' * 1_000_001}\n---\nText.\n", "it has more than 1,000,000 characters"),
    ],
)
def test_front_matter_that_cannot_be_read_is_named(source: str, why: str) -> None:
    document = read(source)
    assert [text for _, text in texts(document)] == ["Text."]
    (unread,) = document.unread
    assert unread.what == "front matter"
    assert why in unread.why


VALUES = st.text("aZ :#'\"\\\n\t-é𝒳|>&*!%@`{}[],?", max_size=30)
STYLES = st.sampled_from([None, "'", '"', "|", ">"])


@given(value=VALUES, style=STYLES, width=st.integers(5, 40))
def test_every_scalar_has_its_place(value: str, style: str | None, width: int) -> None:
    front = yaml.dump({"content": f"a {value} b"}, default_style=style, width=width, allow_unicode=True)
    document = read(f"---\n{front}---\n", "content=plain")
    assert document.unread == ()
    assert document.text.split() == f"a {value} b".replace("\u00a0", " ").split() or not value.isalnum()
    assert_exact(document)


BARD = """---
title: LDN
article:
  -
    type: heading
    attrs: {level: 2}
    content: [{type: text, text: On LDN}]
  - type: paragraph
    content:
      - {type: text, text: 'LDN '}
      - type: text
        marks: [{type: bold}]
        text: cures
      - type: text
        text: ' lupus'
      - {type: text, text: ' for good', marks: [{type: strike}]}
      - {type: text, text: '1', marks: [{type: superscript}]}
      - {type: text, text: .}
  - type: bullet_list
    content:
      - type: list_item
        content: [{type: paragraph, content: [{type: text, text: It is cheap.}]}]
  - type: set
    attrs:
      values: {type: quote, text: They say that it heals everybody who is ill.}
---
"""


def test_rich_text_is_read_wherever_it_stands() -> None:
    document = read(BARD)
    assert texts(document) == [
        ("field", "LDN"),
        ("title", "On LDN"),
        ("paragraph", "LDN cures lupus[1]."),
        ("item", "It is cheap."),
    ]
    assert [document.text[span.start : span.end] for span in document.emphasis] == ["cures"]
    assert source_of(document, "cures") == "cures"
    assert [(each.what, each.places) for each in document.unread] == [
        ("front matter field article.*.attrs.values.text", 1)
    ]
    assert_exact(document)


def test_a_document_of_rich_text_is_one_too() -> None:
    nodes = (
        "[{type: paragraph, content: [{type: text, text: It cures}, {type: hardBreak}, {type: text, text: lupus.}]}]"
    )
    document = read(f"---\nbody: {{type: doc, content: {nodes}}}\n---\nMore.\n")
    assert texts(document) == [("paragraph", "More."), ("paragraph", "It cures\nlupus.")]


def test_a_table_of_rich_text_knows_its_columns() -> None:
    def cell(kind: str, text: str) -> str:
        return f"{{type: {kind}, content: [{{type: paragraph, content: [{{type: text, text: {text}}}]}}]}}"

    rows = [
        f"{{type: tableRow, content: [{cell('tableHeader', 'drug')}, {cell('tableHeader', 'dose')}]}}",
        f"{{type: tableRow, content: [{cell('tableCell', 'LDN')}, {cell('tableCell', '45 mg')}]}}",
    ]
    table = f"{{type: table, content: [{', '.join(rows)}]}}"
    document = read(f"---\nbody: {{type: doc, content: [{table}]}}\n---\n")
    assert [(block.kind, block.labels[:1]) for block in document.blocks][-1] == ("cell", ("dose",))


def test_lookalikes_of_rich_text_are_not_read() -> None:
    document = read("---\nnav:\n- {type: link, content: Home}\n- {type: paragraph, text: About us}\n---\nText.\n")
    assert texts(document) == [("paragraph", "Text.")]
