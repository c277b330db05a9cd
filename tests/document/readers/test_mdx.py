"""What stands in MDX, and what of it is said not to be read."""

from __future__ import annotations

import time

import pytest

from healthlint.document.model import Document
from healthlint.document.read import read_text
from healthlint.engine import default_engine


def read(text: str) -> Document:
    return read_text(text, "a.mdx")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("import X from 'y'\nimport { Z } from 'z'\n\n# LDN\n\nIt helps.", "LDN\n\nIt helps."),
        ("export const a = {\n  b: 1,\n}\n\nIt helps.", "It helps."),
        ("# LDN\n\nexport default ({children}) => <div>{children}</div>\n\nIt helps.", "LDN\n\nIt helps."),
        ("<Callout type='a'>\nIt **helps**.\n</Callout>", "It helps."),
        ("<Callout>\n\n## LDN\n\n- it helps\n\n</Callout>", "LDN\n\nit helps"),
        ("<Tabs>\n  <Tab>\n      It helps.\n  </Tab>\n</Tabs>", "It helps."),
        ("It <Tip text={<b>no</b>}>helps</Tip> a lot.", "It helps a lot."),
        ("It helps<Note id='1' /> a lot.", "It helps a lot."),
        ("<>It helps.</>", "It helps."),
        ("<div className=\"x\" style={{color: 'red'}}>It helps.</div>", "It helps."),
        ("It helps {count > 5 ? 'x' : {y: '}'}.y} people.", "It helps people."),
        ("It helps {'many'}{' '}people.", "It helps many people."),
        ("It helps.{/* not seen */}", "It helps."),
        ("`{x}` is code, 5 &lt; 6.", "is code, 5 < 6."),
        ("```js\nimport x\n{y}\n<Z>\n```\n\nIt helps.", "It helps."),
        ("A lone { brace and a < b.", "A lone { brace and a < b."),
        ("Import duties are high.\n\nimportant: it helps.", "Import duties are high.\n\nimportant: it helps."),
        ("---\ntitle: LDN\n---\nimport X from 'x'\n\nIt helps.\r\n", "LDN\n\nIt helps."),
        ("1. one\n\n    more\n\n2. two", "one\n\nmore\n\ntwo"),
    ],
)
def test_prose_is_what_the_page_shows(source: str, text: str) -> None:
    document = read(source)
    assert document.text == text
    assert document.unread == ()


@pytest.mark.parametrize(
    ("source", "what", "places"),
    [
        ("<Quote text='LDN cures everybody of lupus' />", "property text of <Quote>", 1),
        (
            "<Q a=\"LDN cures everybody of lupus\" b='x' />\n\n<Q a='It heals all that ails you' />",
            "property a of <Q>",
            2,
        ),
        ("{list.map(x => 'LDN cures everybody of lupus')}", "a JavaScript expression", 1),
        ("<p title={`LDN cures everybody of lupus, ${x}`}>It helps.</p>", "a JavaScript expression", 1),
        (
            "export const meta = {\n  title: 'LDN cures everybody of lupus',\n}\n\nIt helps.",
            "a JavaScript statement",
            1,
        ),
    ],
)
def test_prose_in_scripts_is_named(source: str, what: str, places: int) -> None:
    (unread,) = read(source).unread
    assert (unread.what, unread.places) == (what, places)
    assert "LDN" in source[unread.span.start : unread.span.end]


@pytest.mark.parametrize(
    "source",
    [
        "{/* healthlint: ignore LAN -- so */}\n\nA miracle.",
        "{/*healthlint: ignore LAN -- so*/}\nA miracle.",
        "A miracle. {/* healthlint: ignore LAN -- so */}",
        "- {/* healthlint: ignore LAN -- so */} A miracle.",
        "<!-- healthlint: ignore LAN -- so -->\nA miracle.",
    ],
)
def test_a_comment_silences_as_one_of_html_does(source: str) -> None:
    report = default_engine(("LAN", "SUP")).check(read(source))
    assert report.findings == ()
    assert [why for _, why in report.silenced] == ["so"]


@pytest.mark.parametrize(
    "piece", ["{", "<A ", "<a b={", "<A b='", "`", "{/*", "import x\n", "export {", "```\n", "{`", "<>"]
)
def test_markup_that_never_ends_costs_no_more_than_its_length(piece: str) -> None:
    begin = time.process_time()
    read(piece * 20_000)
    assert time.process_time() - begin < 20
