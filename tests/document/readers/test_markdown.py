"""What stands in Markdown."""

import pytest

from healthlint.document.model import Document
from healthlint.document.read import read_text


def read(text: str) -> Document:
    return read_text(text, format="markdown")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.span.start : block.span.end]) for block in document.blocks]


def source_of(document: Document, phrase: str) -> str:
    start = document.text.index(phrase)
    span = document.prose.locate(start, start + len(phrase))
    return document.source[span.start : span.end]


@pytest.mark.parametrize(
    ("source", "phrase", "written"),
    [
        ("LDN **cure**s pain", "cures", "cure**s"),
        ("LDN [cure](http://x)s pain", "cures", "cure](http://x)s"),
        ("*4.5*&nbsp;mg", "4.5\u00a0mg", "4.5*&nbsp;mg"),
        ("a \\* b &amp; c", "* b & c", "* b &amp; c"),
        ("> it\n> cures", "it cures", "it\n> cures"),
        ("𝒳 é cu\u00adres", "cures", "cu\u00adres"),
        ("on~~e~~ce a day", "once", "on~~e~~ce"),
        ("take {{< x\n>}} daily", "take daily", "take {{< x\n>}} daily"),
        ("| a |\n|---|\n| 4.5 {{ x }}mg |", "4.5 mg", "4.5 {{ x }}mg"),
        ("**b[old](x)ness**", "boldness", "b[old](x)ness"),
        ("e\u0301 *\U0001d4b3*\u0301s", "\U0001d4b3\u0301s", "\U0001d4b3*\u0301s"),
        ("c<b>ure</b>s", "cures", "c<b>ure</b>s"),
        ("one\r\ntwo", "one two", "one\r\ntwo"),
    ],
)
def test_a_phrase_through_markup(source: str, phrase: str, written: str) -> None:
    assert source_of(read(source), phrase) == written


@pytest.mark.parametrize(
    "source",
    ["`cures`", "    cures", "```\ncures\n```", "<!-- cures -->", "<https://cures.org>", "see https://cures.org/a_cures",
     "[ref]: http://cures.org 'cures'", "{{< cures >}}", "{% cures %}", "<script>cures</script>",
     "<a title='cures'>x</a>",
     "~~LDN cures~~", "~~LDN [*cures*](x) ![cures](y)~~", "a <del>cures</del>", "<s>cures\n</s>",
     "<div hidden>\n\nIt **cures**[^1]\n\n</div>\n\n[^1]: x", "a <span hidden>*cures*</span>",
     "- [ ] {% if cures %}x{% endif %}", "{{/* cures */}}", "a {# cures #} b", "{%- raw cures -%}",
     "a {{<\ncures\n>}} b",
     "---\nslug: cures\n---\n", "{% highlight x %}\ncures\n{% endhighlight %}"],
)  # fmt: skip
def test_text_that_is_not_prose(source: str) -> None:
    assert "cures" not in read(source).text


def test_blocks() -> None:
    document = read(
        "# Title\n\nText ![a mug](m.jpg) here.\n\n## Part\n\n"
        "1. one\n   - two\n\n     more\n\n> said\n\nTerm\n: Meaning\n"
    )
    assert kinds(document) == [
        ("title", "Title"),
        ("paragraph", "Text here."),
        ("alt", "a mug"),
        ("heading", "Part"),
        ("item", "one"),
        ("item", "two"),
        ("item", "more"),
        ("quote", "said"),
        ("term", "Term"),
        ("paragraph", "Meaning"),
    ]
    levels = {text: block for (_, text), block in zip(kinds(document), document.blocks, strict=True)}
    assert levels["one"].labels == ("1.",)
    assert (levels["two"].level, levels["two"].within) == (2, ("list",))
    assert levels["more"].labels == ()
    assert levels["said"].within == ("quote",)
    assert levels["Meaning"].labels == ("Term",)


def test_table_cells_know_their_headings() -> None:
    document = read("| Week | Dose |\n| --- | --- |\n| 1 | 1.5 mg |\n")
    assert [block.labels for block in document.blocks] == [(), (), ("Week", ""), ("Dose", "1")]


def test_front_matter_fields() -> None:
    document = read('---\ntitle: "The \\"cure\\""\ndescription: >-\n  folded\n  text\nslug: x\n---\n\nText')
    assert kinds(document)[:2] == [("field", 'The "cure"'), ("field", "folded text")]
    assert document.blocks[0].labels == ("title",)
    assert source_of(document, '"cure"') == '\\"cure\\"'
    assert source_of(document, "folded text") == "folded\n  text"


def test_toml_front_matter() -> None:
    document = read('+++\ntitle = "The cure"\n[params]\nsummary = "no"\n+++\nText')
    assert kinds(document) == [("field", "The cure"), ("paragraph", "Text")]


def test_toml_writes_strings_in_four_ways() -> None:
    source = '+++\r\ntitle = "An \\"LDN\\"\\tcure\\u0021"\r\nsubtitle = \'C:\\new\'\r\n'
    source += "description = \"\"\"\r\nOne\r\ntwo\"\"\"\r\nsummary = '''Three''' # note\r\n+++\r\nText\r\n"
    document = read(source)
    assert kinds(document) == [
        ("field", 'An "LDN" cure!'),
        ("field", "C:\\new"),
        ("field", "One two"),
        ("field", "Three"),
        ("paragraph", "Text"),
    ]
    assert source_of(document, '"LDN" cure!') == '\\"LDN\\"\\tcure\\u0021'


def test_a_doubled_quote_is_an_escape_only_where_yaml_says_so() -> None:
    assert read("---\ntitle: 'It''s'\nsummary: \"two '' marks\"\n---\n").text == "It's\n\ntwo '' marks"


def test_an_invalid_escape_does_no_harm() -> None:
    assert "Text" in read('+++\ntitle = "a \\UFFFFFFFF \\ud800"\n+++\nText').text


def test_a_rule_is_no_front_matter() -> None:
    assert read("---\n\nText, not a key\n\n---\n").text == "Text, not a key"


def test_footnotes() -> None:
    document = read("Less pain.[^1] More.[^9]\n\n[^1]: Gray J, A study. Pain 2019;4:12.\n")
    assert [(document.text[span.start : span.end], label) for span, label in document.notes] == [
        ("[^1]", "^1"),
        ("[^9]", "^9"),
    ]
    assert (document.blocks[1].kind, document.blocks[1].labels) == ("reference", ("^1",))


def test_a_footnote_in_the_line_follows_its_paragraph() -> None:
    document = read("LDN^[So it is *said*.] helps 10^[9]. ^[LDN cures lupus.] It is cheap.\n\nMore.")
    assert kinds(document) == [
        ("paragraph", "LDN^[So it is said.] helps 10^[9]. It is cheap."),
        ("paragraph", "LDN cures lupus."),
        ("paragraph", "More."),
    ]


@pytest.mark.parametrize("entries", ["1. One\n2. Two", "[1] One\n[2] Two", "[1] One\n\n[2] Two"])
def test_reference_lists(entries: str) -> None:
    document = read(f"## References\n\n{entries}\n\n## After\n\n1. item\n")
    assert [block.kind for block in document.blocks][1:3] == ["reference", "reference"]
    assert [block.labels[0].strip("[]") for block in document.blocks[1:3]] == ["1", "2"]
    assert document.blocks[-1].kind == "item"


def test_html_inside() -> None:
    document = read('> <div class="x">\n> it **cures**</div>\n\nH<sub>2</sub>O and pain<sup>3</sup>.<!-- note -->\n')
    assert "it **cures**" in document.text
    assert document.text.endswith("H2O and pain[3].")
    assert [comment.text for comment in document.comments] == [" note "]


def test_a_comment_keeps_what_looks_like_a_template() -> None:
    assert [comment.text for comment in read("A <!-- see {{ x }} --> b {% c %}.").comments] == [" see {{ x }} "]


def test_inline_template_leaves_no_gap() -> None:
    assert read("Take {{< x >}} daily.\n\n{{% note %}}\n\n{{ open").text == "Take daily.\n\n{{ open"


def test_links_and_emphasis() -> None:
    document = read("See [the *trial*](http://x) and http://y.org/z.")
    assert [(document.text[span.start : span.end], url) for span, url in document.links] == [
        ("the trial", "http://x"),
        ("", "http://y.org/z"),
    ]
    assert [document.text[span.start : span.end] for span in document.emphasis] == ["trial"]


def test_a_comment_keeps_the_ends_of_its_lines() -> None:
    (comment,) = read("<!--\ra\r\nb -->").comments
    assert comment.text == "\ra\r\nb "


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("- [x] done\n- [ ] open\n  - [X] inner", [("item", "done"), ("item", "open"), ("item", "inner")]),
        ("a ~~old~~ new ~dose~", [("paragraph", "a new")]),
        ("a \\~\\~kept\\~\\~", [("paragraph", "a ~~kept~~")]),
        ("| a \\| b | c |\n|:-:|--:|\n| ~~x~~ | *y* |\n| z |", [("cell", t) for t in ("a | b", "c", "y", "z")]),
        ("> | a |\n> |---|\n> | b |\n\nc", [("cell", "a"), ("cell", "b"), ("paragraph", "c")]),
        ("a | b\n--|--\n1 | 2 | 3", [("cell", t) for t in ("a", "b", "1", "2")]),
        ("see www.a.org/b_c_d, or (https://a.org/x_(y)).", [("paragraph", "see , or ().")]),
        ("a[^n]\n\n[^n]: one\n    two\n\n    - three",
         [("paragraph", "a[^n]"), ("paragraph", "one two"), ("item", "three")]),
        ("> [!WARNING]\n> Do not.", [("quote", "Do not.")]),
    ],
)  # fmt: skip
def test_extensions_of_github_are_read(source: str, shown: list[tuple[str, str]]) -> None:
    assert kinds(read(source)) == shown
