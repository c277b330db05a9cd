"""JSON as text: every value with its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document.json_text import Array, JsonError, Object, Scalar, String, Value, decode, escape, parse
from healthlint.span import Span

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=15,
)


def plain(source: str, value: Value) -> object:
    """The value as the json module would give it."""
    if isinstance(value, Array):
        return [plain(source, item) for item in value.items]
    if isinstance(value, Object):
        return {key: plain(source, member) for key, member in value.members.items()}
    if isinstance(value, Scalar):
        return json.loads(value.written)
    return decode(source, value.place).text


@given(VALUES, st.booleans(), st.sampled_from([None, 0, 1, "\t"]))
def test_the_same_values_as_the_json_module(value: object, ascii_only: bool, indent: int | str | None) -> None:
    source = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    # By their JSON, because NaN is not itself.
    assert json.dumps(plain(source, parse(source))) == json.dumps(value)


@given(VALUES, st.text())
def test_a_stretch_of_a_text_is_read_where_it_stands(value: object, around: str) -> None:
    written = json.dumps(value)
    source = around + written + around
    found = parse(source, len(around), len(around) + len(written))
    assert json.dumps(plain(source, found)) == json.dumps(value)


# Half of a surrogate pair is what programs write that cut a text in two; it is no character.
WRITTEN = st.lists(
    st.text(st.characters(exclude_characters='"\\', min_codepoint=0x20, exclude_categories=["Cs"]), min_size=1)
    | st.sampled_from(
        [r"\n", r"\"", r"\\", r"\/", r"\t", r"\r", r"\b", r"\f", r"\u00e9", r"\uD83D\uDE00", r"\ud83d", r"\udE00"]
    )
).map("".join)


@given(WRITTEN, st.sampled_from(["", '["x", ']))
def test_every_character_of_a_string_slices_back(written: str, before: str) -> None:
    start = len(before) + 1
    source = f'{before}"{written}"'
    found = decode(source, Span(start, start + len(written)))
    whole = json.loads(f'"{written}"')
    assert found.text == "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in whole)
    at = start
    for index, letter in enumerate(found.text):
        place = found.locate(index, index + 1)
        assert place.start == at
        at = place.end
        back = json.loads(f'"{source[place.start : place.end]}"')
        assert back == letter or (letter == "\ufffd" and "\ud800" <= back <= "\udfff")
    assert at == len(source) - 1


@given(st.text())
def test_an_escaped_text_can_be_written_between_quotes(text: str) -> None:
    assert json.loads(f'"{escape(text)}"') == text


def test_of_two_members_with_one_key_the_last_counts() -> None:
    source = '{"a": "one", "b": "two", "a": "three", "\\u0062": "four"}'
    assert plain(source, parse(source)) == json.loads(source)
    found = parse(source)
    assert isinstance(found, Object)
    assert list(found.members) == ["a", "b"]


@pytest.mark.parametrize(
    ("source", "said", "at"),
    [
        ('{"a": 1,}', "not valid JSON", None),
        ('["a", ]', "not valid JSON", None),
        ("[1 2]", "Expecting ',' delimiter", 3),
        ('{"a": "b\nc"}', "Invalid control character", 8),
        ('"abc', "Unterminated string", 0),
        ("{} {}", "Extra data", 3),
        ("", "Expecting value", 0),
        ("[" * 100_000, "nested more than 200 deep", None),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "nested more than 200 deep", None),
        ("[" * 201 + "]" * 201, "nested more than 200 deep", 200),
    ],
)
def test_errors_name_the_problem_and_its_place(source: str, said: str, at: int | None) -> None:
    with pytest.raises(JsonError, match=said) as caught:
        parse(source)
    assert at is None or caught.value.at == at


def test_as_deep_as_it_may_be() -> None:
    assert isinstance(parse("[" * 200 + "]" * 200), Array)


def test_a_number_of_any_length() -> None:
    assert parse("9" * 10_000) == Scalar("9" * 10_000)


def test_the_place_of_a_string_is_between_its_quotes() -> None:
    assert parse(' "ab" ') == String(Span(2, 4))
