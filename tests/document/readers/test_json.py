"""JSON and JSONL exports: which articles are found, and that every character stands where it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document.fields import TextFields
from healthlint.document.model import Document
from healthlint.document.read import each_in_text, read_documents, read_path, read_text, read_texts
from healthlint.errors import InputError, NoTextError


def articles(value: Any, *fields: str) -> list[str]:
    """The texts of the articles that an export holds."""
    chosen = TextFields.of(fields) if fields else None
    return [document.text for document in read_texts(json.dumps(value), "a.json", fields=chosen)]


def problems(source: str, path: str = "a.json") -> list[str]:
    return [str(found) for found in each_in_text(source, path) if isinstance(found, InputError)]


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.span.start : block.span.end]) for block in document.blocks]


# Records


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda records: records,
        lambda records: {"posts": records},
        lambda records: {"title": "Our feed", "description": "News", "items": records},
        lambda records: {"db": [{"meta": {"version": "5"}, "data": {"posts": records, "tags": [{"name": "x"}]}}]},
        lambda records: {"data": [{"type": "post", "attributes": record} for record in records]},
    ],
)
def test_a_list_of_records_however_it_is_wrapped(wrapped: Any) -> None:
    assert articles(wrapped([{"title": "One", "body": "Text."}, {"title": "Two"}])) == ["One\n\nText.", "Two"]


def test_one_record() -> None:
    document = read_text('{"id": 7, "body": "Text.", "title": "One", "n": [1, {"a": null}]}', "a.json")
    assert document.format == "json"
    assert blocks(document) == [("title", "One"), ("paragraph", "Text.")]
    assert document.places == (
        (document.blocks[0].span, "record 1 (id 7), field title"),
        (document.blocks[1].span, "record 1 (id 7), field body"),
    )


@pytest.mark.parametrize(
    ("record", "place"),
    [
        ({"slug": "ldn", "body": "x"}, "record 2 (id ldn), field body"),
        ({"id": None, "body": "x"}, "record 2, field body"),
        ({"id": 3, "attributes": {"body": "x"}}, "record 2 (id 3), field body"),
        ({"Blocks": [{"text": ""}, {"text": "x"}]}, "record 2, field Blocks.2.text"),
    ],
)
def test_the_place_names_what_a_person_looks_for(record: Any, place: str) -> None:
    (document,) = read_texts(json.dumps([{"n": 1}, record]), "a.json")
    assert [name for _, name in document.places] == [place]


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ({"Title": "T", "BODY": "b"}, "T\n\nb"),
        ({"headline": "H", "dek": "d", "content": "c"}, "H\n\nd\n\nc"),
        ({"title": "", "headline": "H"}, "H"),
        ({"title": "T", "blocks": [{"type": "p", "text": "a"}, {"type": "img"}, {"text": "b"}]}, "T\n\na\n\nb"),
        ({"body": ["a", "b", 3]}, "a\n\nb"),
        ({"title": [{"value": "T"}], "body": [{"value": "<p>a</p>", "format": "full"}]}, "T\n\na"),
        ({"title": {"rendered": "T &amp; U"}, "content": {"rendered": "<p>a</p>", "protected": False}}, "T & U\n\na"),
        ({"title": "T", "sections": [{"heading": "One", "text": "a"}]}, "T\n\nOne\n\na"),
        ({"body": "a", "body_id": "no", "author": {"name": "no"}}, "a"),
        ({"body": {"no": "no"}, "text": "a"}, "a"),
        ({"md": "*a*"}, "a"),
    ],
)
def test_the_usual_fields(record: Any, text: str) -> None:
    assert articles([record]) == [text]


def test_fields_of_ones_own_take_the_place_of_the_usual_ones() -> None:
    record = {"title": "T", "body": "no", "post": {"copy": "**a**", "notes": ["b", "c"]}, "dek": "no"}
    assert articles(record, "post.copy=plain", "title", "post.notes") == ["T\n\n**a**\n\nb\n\nc"]
    assert articles({"dek": "d"}, "dek") == ["d"]


def test_an_article_has_one_title() -> None:
    record = {"headline": "Second", "body": "<h1>In the text</h1><p>a</p>", "title": "First"}
    (document,) = read_texts(json.dumps(record), "a.json")
    assert blocks(document) == [
        ("title", "First"), ("field", "Second"), ("heading", "In the text"), ("paragraph", "a"),
    ]  # fmt: skip
    assert blocks(read_text('{"body": "# Own\\n\\na"}', "a.json"))[0] == ("title", "Own")


def test_marks_of_the_text_move_with_it() -> None:
    record = {"title": "T", "body": "See *this* [one](https://x.org).[^1]\n\n<!-- healthlint: off -->\n\n[^1]: Note."}
    document = read_text(json.dumps(record), "a.json")
    assert [document.text[span.start : span.end] for span in document.emphasis] == ["this"]
    assert [(document.text[span.start : span.end], to) for span, to in document.links] == [("one", "https://x.org")]
    assert [document.text[span.start : span.end] for span, _ in document.notes] == ["[^1]"]
    (comment,) = document.comments
    assert document.source[comment.span.start : comment.span.end] == "<!-- healthlint: off -->"


# What cannot be read


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{\n "body": "a",\n}', "a.json: line 3, column 1: not valid JSON"),
        (
            '{"body": "a"}\n{"body": "b"}\n',
            "line 2, column 1: not valid JSON (Extra data); name a file with one record per line",
        ),
        ("[" * 100_000, "nested more than 200 deep"),
        (
            '{"a": "x", "post": {"copy": "the longest"}}',
            "its keys with text: a, copy; name yours with --text-field copy",
        ),
        ('{"summary": "Alone it is no article."}', "--text-field summary"),
        ('{"a": 1}', "contains no text under any key"),
        ('{"body": ""}', "contains no text under any key"),
    ],
)
def test_a_file_that_gives_no_article(source: str, said: str) -> None:
    (problem,) = problems(source)
    assert said in problem
    assert "\n" not in problem


def test_a_file_of_several_is_no_single_document(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b'\xef\xbb\xbf[{"body": "a"}, {"body": "b"}]')
    assert [document.text for document in read_documents(file)] == ["a", "b"]
    with pytest.raises(InputError, match="holds 2 articles, not one"):
        read_path(file)


def test_a_thousand_records_share_one_source_and_its_lines() -> None:
    documents = read_texts(json.dumps([{"body": "a"}] * 1000, indent=0), "a.json")
    assert [document.position(document.prose.locate(0, 1).start)[0] for document in documents] == [
        3 * number for number in range(1, 1001)
    ]
    assert len({id(document._lines) for document in documents}) == 1


# Lines


def test_a_record_a_line() -> None:
    source = '\ufeff{"body": "a"}\r\n\r\n  \n{"n": 1}\n{"id": "x", "body": "b"}'
    documents = read_texts(source, "a.jsonl")
    assert [(document.text, document.places[0][1]) for document in documents] == [
        ("a", "record 1, field body"), ("b", "record 3 (id x), field body"),
    ]  # fmt: skip
    assert documents[1].position(documents[1].prose.locate(0, 1).start) == (5, 22)


def test_a_bad_line_spoils_no_other() -> None:
    found = list(each_in_text('{"body": "a"}\n{"body": }\n\n{"body": "b"}\n', "a.ndjson"))
    assert [document.text for document in found if isinstance(document, Document)] == ["a", "b"]
    assert str(found[1]) == (
        "a.ndjson: line 2, column 10: not valid JSON (Expecting value); fix that line; the others are checked"
    )
    with pytest.raises(InputError, match="line 2, column 10"):
        read_texts('{"body": "a"}\n{"body": }\n', "a.jsonl")


def test_lines_that_are_one_document() -> None:
    assert problems('{\n "body": "a"\n}', "a.jsonl") == [
        "a.jsonl: is a single JSON document, not one record per line; name it .json"
    ]


def test_lines_without_an_article() -> None:
    (found,) = each_in_text('{"a": "x"}\n{"b": "longer"}\n', "a.jsonl")
    assert isinstance(found, NoTextError)
    assert "its keys with text: a, b; name yours with --text-field b" in str(found)


# Places

LETTERS = st.text(
    st.sampled_from('ab ."\\/\n\t<>&*_#\u00e9\u00a0\u200b\ud7ff\U0001f600\U00010348\x01\x1f\x7f\u2028\ud83d\ude00')
)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"id": st.integers()},
        optional={
            "title": LETTERS, "body": LETTERS, "html": LETTERS, "md": LETTERS, "markdown": LETTERS, "n": st.floats(),
            "dek": LETTERS, "blocks": st.lists(st.fixed_dictionaries({"text": LETTERS}), max_size=3),
        },
    ),
    max_size=4,
)  # fmt: skip


def assert_exact(document: Document) -> None:
    """The text is that of its blocks, its pieces tile it, and those with a character for each hold that character."""
    text, source = document.text, document.source
    assert "\n\n".join(text[block.span.start : block.span.end] for block in document.blocks) == text
    at = 0
    for piece in document.prose.pieces:
        assert piece.text.start == at
        at = piece.text.end
        assert 0 <= piece.source.start <= piece.source.end <= len(source)
    assert at == len(text)
    for span, _ in document.places:
        assert document.place_at(span.start) == document.place_at(span.end - 1) != ""
        places = [document.prose.locate(i, i + 1) for i in range(span.start, span.end)]
        assert places == sorted(places)


@given(RECORDS, st.booleans(), st.sampled_from([None, 0, 2, "\t"]), st.booleans())
def test_every_character_slices_back(records: Any, ascii_only: bool, indent: int | str | None, as_lines: bool) -> None:
    if as_lines:
        source = "\r\n".join(json.dumps(record, ensure_ascii=ascii_only) for record in records)
    else:
        source = json.dumps({"posts": records}, ensure_ascii=ascii_only, indent=indent)
    for document in each_in_text(source, "a.jsonl" if as_lines else "a.json", fields=PLAIN):
        if isinstance(document, NoTextError):
            continue
        assert isinstance(document, Document)
        assert_exact(document)
        for block in document.blocks:
            for index in range(block.span.start, block.span.end):
                place = document.prose.locate(index, index + 1)
                back = json.loads(f'"{source[place.start : place.end]}"')
                assert shown(back) == shown(document.text[index])


PLAIN = TextFields.of(["title=plain", "body=plain", "html=plain", "markdown=plain", "dek=plain", "blocks.*.text=plain"])


def shown(text: str) -> str:
    """White space is one space to a reader, a letter is as it is; half a surrogate pair is none."""
    return (
        "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
        if text.strip("\u200b \n\t\u00a0\u2028\x1f")
        else " "
    )


@given(RECORDS, st.booleans())
def test_every_reader_s_text_stands_in_the_file(records: Any, ascii_only: bool) -> None:
    for document in each_in_text(json.dumps(records, ensure_ascii=ascii_only), "a.json"):
        if isinstance(document, Document):
            assert_exact(document)


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("html", "<p>\U0001f600 \u201cLDN\u201d <em>cu</em>res&nbsp;\n pain.</p>"),
        ("markdown", "\u00e9 LDN **cu**res&nbsp;\n pain."),
        ("text", "\t\u00e9 LDN cures\n pain."),
    ],
)
def test_a_phrase_with_markup_and_escapes_in_it(key: str, written: str, ascii_only: bool) -> None:
    source = json.dumps({"title": 'A "title"', key: written}, ensure_ascii=ascii_only)
    document = read_text(source, "a.json")
    start = document.text.index("cures")
    end = document.text.index("pain") + 4
    place = document.prose.locate(start, end)
    back = json.loads(f'"{source[place.start : place.end]}"')
    assert back == written[written.index("cu") : written.index("pain") + 4].removeprefix("**")
