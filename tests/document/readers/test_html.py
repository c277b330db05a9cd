"""What stands in HTML."""

import pytest

from healthlint.document.model import Document
from healthlint.document.read import read_text


def read(text: str) -> Document:
    return read_text(text, format="html")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.span.start : block.span.end]) for block in document.blocks]


@pytest.mark.parametrize(
    ("source", "phrase", "written"),
    [
        ("<p>LDN <b>cure</b>s", "cures", "cure</b>s"),
        ("<em>4.5</em>&nbsp;mg", "4.5\u00a0mg", "4.5</em>&nbsp;mg"),
        ("cu&shy;res &amp more", "cures & more", "cu&shy;res &amp more"),
        ("it\r\n   cures", "it cures", "it\r\n   cures"),
        ("it <!-- x --> cures", "it cures", "it <!-- x --> cures"),
        ("&#120007;&lsquo;a&#8217;", "𝓇‘a’".replace("𝓇", chr(120007)), "&#120007;&lsquo;a&#8217;"),
        ("<p title='a > b'>cures", "cures", "cures"),
        ("4.5 mg<sup>2</sup> a day", "mg[2] a", "mg<sup>2</sup> a"),
        ("pain <sup>2</sup> a day", "[2]", "2"),
        ("50 kg/m<sup>2</sup>", "kg/m²", "kg/m<sup>2"),
        ("a < b", "a < b", "a < b"),
    ],
)
def test_a_phrase_through_markup(source: str, phrase: str, written: str) -> None:
    document = read(source)
    start = document.text.index(phrase)
    span = document.prose.locate(start, start + len(phrase))
    assert document.source[span.start : span.end] == written


@pytest.mark.parametrize(
    "source",
    ["<script>cures</script>", "<style>cures", "<!-- cures -->", "<p title=cures>", "<!doctype cures>", "<?cures?>",
     "<noscript><p>cures</p></noscript>", "<svg><text>cures</text></svg>", "<pre>cures</pre>", "a <code>cures</code>",
     "<del>cures</del>", "a <s>cures</s> b", "<strike>cures", "<template><p>cures</p></template>",
     "<div hidden><p>cures <img alt=cures></p></div>", "<p hidden>cures", "a <span aria-hidden='true'>cures</span>",
     "<p style='color:red; display: none'>cures", "<p style='text-decoration: red line-through'>cures",
     "<span style='text-decoration-line:line-through;'>cures</span>", "{{ cures }}", "<p>{% if cures %}x{% endif %}",
     "<textarea>cures</textarea>", "<![CDATA[cures]]>", "<p>see www.cures.org", "text <a cures"],
)  # fmt: skip
def test_text_that_is_not_prose(source: str) -> None:
    assert "cures" not in read(source).text


@pytest.mark.parametrize(
    "source",
    ["<p hidden>x<p>cures", "<ul><li hidden>x<li>cures</ul>", "<div hidden><b>x</div>cures", "<p>a <s>x<p>cures",
     "<p><span hidden>x<p>cures", "<p aria-hidden=false>cures", "<img hidden>cures", "<br hidden>cures",
     "<details><summary>x</summary>cures</details>"],
)  # fmt: skip
def test_a_hidden_element_ends(source: str) -> None:
    assert "cures" in read(source).text


def test_front_matter_of_a_site_generator() -> None:
    document = read("---\ntitle: It cures\nlayout: page\n---\n<p>Take <b>{{ x }}4.5</b> mg")
    assert kinds(document) == [("field", "It cures"), ("paragraph", "Take 4.5 mg")]


def test_page() -> None:
    document = read(
        "<head><title>Page &amp; site</title></head><body><nav><ul><li>Home</ul></nav><header>Logo</header><article>"
        "<header><h1>Title</h1></header><p>One<p>Two<br>lines<h2>Part</h2><ol><li>a<li><p>b<p>c</ol>"
        "<blockquote><p>said</p></blockquote><figure><img alt='A &quot;mug&quot;'>"
        "<figcaption>A cup</figcaption></figure>"
        "<dl><dt>Term<dd>Meaning</dl></article><footer>End</footer>"
    )
    assert kinds(document) == [
        ("field", "Page & site"),
        ("item", "Home"),
        ("paragraph", "Logo"),
        ("title", "Title"),
        ("paragraph", "One"),
        ("paragraph", "Two\nlines"),
        ("heading", "Part"),
        ("item", "a"),
        ("item", "b"),
        ("item", "c"),
        ("quote", "said"),
        ("alt", 'A "mug"'),
        ("caption", "A cup"),
        ("term", "Term"),
        ("paragraph", "Meaning"),
        ("paragraph", "End"),
    ]
    within = {text: block.within for (_, text), block in zip(kinds(document), document.blocks, strict=True)}
    assert within["Home"] == ("nav", "list")
    assert within["Logo"] == ("header",)
    assert within["Title"] == ()
    assert within["End"] == ("footer",)
    labels = {text: block.labels for (_, text), block in zip(kinds(document), document.blocks, strict=True)}
    assert (labels["a"], labels["b"], labels["c"]) == (("1.",), ("2.",), ())


def test_table() -> None:
    document = read("<table><caption>Doses<tr><th>Week<th>Dose<tr><td>1<td>1.5&nbsp;mg</table><p>after")
    assert [(block.kind, block.labels) for block in document.blocks] == [
        ("caption", ()),
        ("cell", ()),
        ("cell", ()),
        ("cell", ("Week", "")),
        ("cell", ("Dose", "1")),
        ("paragraph", ()),
    ]


def test_links_notes_and_emphasis() -> None:
    document = read('<p>Less <a href="/t">pain</a><sup><a href="#n1">1</a></sup> for <b><i>all</i></b>.')
    shown = [(document.text[span.start : span.end], label) for span, label in document.notes]
    assert shown == [("[1]", "1")]
    assert (document.links[0][1], document.links[1][1]) == ("/t", "#n1")
    assert [document.text[span.start : span.end] for span in document.emphasis] == ["all"]
    assert document.text == "Less pain[1] for all."


def test_references_keep_an_entry_that_is_only_an_address() -> None:
    document = read("<h2>Sources</h2><ol><li>A study.<li>https://x.org/a?b=1&amp;c=2</ol>")
    assert [(block.kind, block.labels) for block in document.blocks[1:]] == [
        ("reference", ("1",)),
        ("reference", ("2",)),
    ]
    assert [url for _, url in document.links] == ["https://x.org/a?b=1&amp;c=2"]
