from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from healthlint.errors import ConfigError, PackError
from healthlint.typed_yaml import Node, compose, convert, load_yaml, parse_yaml, unwrap, wrap


@dataclass(frozen=True, slots=True)
class Words:
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Small:
    name: str
    low: float = 0.0


@dataclass(frozen=True, slots=True)
class Sample:
    message: str
    pass_: tuple[str, ...] = ()
    level: Literal["error", "warning"] = "error"
    count: int = 0
    on: bool = False
    words: Words = Words(())
    inner: Small | None = None
    groups: Mapping[str, tuple[str, ...]] | None = None
    rest: Node | None = None
    pair: tuple[int, int] = (0, 0)
    mixed: str | float = ""


def sample(text: str) -> Sample:
    return convert(parse_yaml(text, "r.yaml"), Sample)


def complaint(text: str) -> str:
    with pytest.raises(PackError) as caught:
        sample(text)
    return str(caught.value)


def test_every_type() -> None:
    found = sample(
        "message: m\npass: [a, no]\nlevel: warning\ncount: 3\non: true\nwords: [x]\ninner: {name: n, low: 1}\n"
        "groups: {g: [a]}\nrest: {k: 1}\npair: [1, 2]\nmixed: 4.5\n"
    )
    assert found.pass_ == ("a", "no")
    assert (found.level, found.count, found.on, found.words) == ("warning", 3, True, Words(("x",)))
    assert found.inner == Small("n", 1.0)
    assert found.groups == {"g": ("a",)}
    assert found.rest is not None
    assert unwrap(found.rest) == {"k": 1}
    assert (found.pair, found.mixed) == ((1, 2), 4.5)


def test_text_is_what_stands_there() -> None:
    assert sample("message: 1.10").message == "1.10"
    assert sample("message: no").message == "no"
    assert sample('message: ""').message == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mesage: m", "r.yaml:1:1: unknown key 'mesage'; did you mean 'message'?\nr.yaml:1:1: missing key 'message'"),
        ("message:", "r.yaml:1:9: expected text, found nothing"),
        ("message: [a]", "r.yaml:1:10: expected text, found a list"),
        ("message: m\ncount: many", "r.yaml:2:8: expected a whole number, found 'many'"),
        ("message: m\ncount: 1.5", "r.yaml:2:8: expected a whole number, found '1.5'"),
        ('message: m\ncount: "1"', "r.yaml:2:8: expected a whole number, found '1'"),
        ("message: m\non: yes", "r.yaml:2:5: expected true or false, found 'yes'"),
        ("message: m\npass: a b", "r.yaml:2:7: expected a list, found 'a b'; write [a b]"),
        (
            "message: m\nlevel: eror",
            "r.yaml:2:8: expected one of error, warning, found 'eror'; did you mean 'error'?",
        ),
        ("message: m\ninner: {low: 1}", "r.yaml:2:8: missing key 'name'"),
        ("message: m\ninner: {name: n, lo: 1}", "r.yaml:2:18: unknown key 'lo'; did you mean 'low'?"),
        ("message: m\ngroups: {g: a}", "r.yaml:2:13: expected a list, found 'a'; write [a]"),
        ("message: m\npair: [1]", "r.yaml:2:7: expected a list of 2, found a list of 1"),
        ("- a", "r.yaml:1:1: expected a mapping with the keys message, pass, level"),
        ("a: 1\nb:\n  c: 1\n  c: 2", "r.yaml:4:3: duplicate key 'c'; it is already on line 3"),
        ("? [a]\n: b", "r.yaml:1:3: a list cannot be a key; keys are text"),
        ("<<: {a: 1}", "r.yaml:1:1: merge keys (<<) are not supported"),
        ("a: !!python/object:os.system x", "r.yaml:1:4: the tag 'tag:yaml.org,2002:python/object:os.system'"),
        ("a: *b", "r.yaml:1:4: alias '*b' refers to nothing before it"),
        ("a: 1\n---\nb: 1", "r.yaml:2:1: a second document starts here"),
        ("a: [1", "r.yaml:2:1: while parsing a flow sequence (from line 1), did not find expected"),
        ("a: b: c", "r.yaml:1:5: mapping values are not allowed in this context"),
        ("a: \x07", "r.yaml: control characters are not allowed"),
    ],
)
def test_complaints(text: str, expected: str) -> None:
    assert complaint(text).startswith(expected)


def test_all_problems_at_once() -> None:
    known = "message, pass, level, count, on, words, inner, groups, rest, pair, mixed"
    assert complaint("message: []\ncount: x\nfoo: 1").splitlines() == [
        "r.yaml:1:10: expected text, found a list",
        "r.yaml:2:8: expected a whole number, found 'x'",
        f"r.yaml:3:1: unknown key 'foo'; known here: {known}",
    ]


def test_a_value_that_its_class_refuses_has_a_place() -> None:
    @dataclass(frozen=True)
    class Even:
        number: int
        name: str = ""

        def __post_init__(self) -> None:
            if self.number % 2:
                raise ValueError("number must be even")

    with pytest.raises(PackError, match=r"^e\.yaml:1:1: number must be even$"):
        convert(parse_yaml("number: 3", "e.yaml"), Even)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "a: " + "[" * 10_000 + "]" * 10_000,
        "{a: " * 10_000,
        "- " * 100,
        "\n".join("[" for _ in range(60)),
        "\n".join(" " * depth + "a:" for depth in range(60)),
        "a: &a [[[[]]]]\nb: " + "[" * 38 + "*a" + "]" * 38,
    ],
    ids=lambda text: text[:12],
)
def test_deep_nesting_is_a_one_line_error(text: str) -> None:
    """Some parsers have a limit of their own: which of the two is reached first makes no difference."""
    said = complaint(text)
    assert re.fullmatch(r"[^:]+:\d+:\d+: nested more than 40 deep; nest it less, .+", said)


def test_a_limit_of_the_parser_is_said_as_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """As libyaml 0.2.6 puts it, whichever version is installed."""
    mark = yaml.Mark("s", 0, 2, 1000, None, None)

    def refuse(*_given: object) -> None:
        raise yaml.parser.ParserError("while increasing flow level", mark, "exceeded maximum nesting depth", mark)

    monkeypatch.setattr(compose._Composer, "document", refuse)
    assert re.search(r":3:1001: nested more than 40 deep; nest it less", complaint("["))


def test_alias_bombs_are_refused() -> None:
    laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    assert "more than 200000 values" in complaint(laughs)
    assert "refers to nothing before it" in complaint("a: &a [*a]")
    assert "is larger than 5 MB" in complaint("#" * 5_000_001)


def test_aliases_repeat_what_they_name() -> None:
    assert unwrap(parse_yaml("a: &x [1, b]\nc: *x", "x")) == {"a": [1, "b"], "c": [1, "b"]}


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    assert unwrap(load_yaml(path)) == {"a": 1}
    path.write_bytes(b"a: \xff")
    with pytest.raises(ConfigError, match=r"short: is not UTF-8 \(byte 3\); save it as UTF-8"):
        load_yaml(path, ConfigError, "short")
    with pytest.raises(PackError, match="no such file"):
        load_yaml(tmp_path / "b.yaml")


def test_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    monkeypatch.delattr(yaml, "CSafeLoader")
    assert sample("message: m\ncount: 2").count == 2
    assert complaint("message: m\ncount: x").startswith("r.yaml:2:8: ")


def test_data_of_another_parser() -> None:
    node = wrap({"message": "m", "count": 2, "on": True, "pair": [1, 2], "mixed": "5"}, "pyproject.toml")
    assert convert(node, Sample) == Sample("m", count=2, on=True, pair=(1, 2), mixed="5")
    with pytest.raises(PackError, match=r"^pyproject.toml: expected a whole number, found 'x'$"):
        convert(wrap({"message": "m", "count": "x"}, "pyproject.toml"), Sample)


def record_or_complaint(read: Callable[[], Node]) -> bool:
    try:
        return isinstance(convert(read(), Sample), Sample)
    except PackError as problem:
        return str(problem).startswith("x:")


scalars = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
nested = st.recursive(
    scalars | st.text(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=5), inside, max_size=4),
    max_leaves=20,
)


@given(nested)
def test_json_data_round_trips_or_is_refused(data: Any) -> None:
    try:
        found = unwrap(parse_yaml(json.dumps(data), "x"))
    except PackError:
        return
    assert found == data


@given(nested)
def test_any_data_becomes_a_record_or_an_error(data: Any) -> None:
    assert record_or_complaint(lambda: wrap(data, "x"))


@given(st.text())
def test_any_text_is_yaml_or_an_error(text: str) -> None:
    assert record_or_complaint(lambda: parse_yaml(text, "x"))
