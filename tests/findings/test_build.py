"""What a check saw, joined with what its rule says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthlint.checks.base import Check, Hit
from healthlint.document.read import read_text
from healthlint.errors import DatasetError, PackError
from healthlint.findings.build import build, title_span
from healthlint.findings.model import Edit, Evidence, Fix, Position
from healthlint.packs.model import Examples, Rule
from healthlint.reference.model import Fact, Reference, Source
from healthlint.span import Span

SOURCE = Source("weekly", "The Weekly on velorin", "Weekly", None, None, "page", "neutral", "w.txt", "0" * 64)
FACTS = tuple(
    Fact(
        name,
        "safety",
        {"drug": "velorin"},
        {"verdict": "unknown"},
        "asserts",
        "weekly",
        f"said {name}",
        Span(0, 1),
        "0",
    )
    for name in ("general", "special")
)
REFERENCE = Reference((SOURCE,), FACTS)
RULE = Rule(
    id="SAF001",
    name="safe-claim",
    kind="term",
    severity="error",
    confidence="high",
    message="'{text}' is too strong.",
    why="Nobody knows.",
    facts=("general",),
    where=(),
    unless=(),
    check=Check(),
    examples=Examples((), ()),
    path="SAF001.yaml",
    pack="velorin",
)
MARKDOWN = read_text("# Velorin\r\n\r\nIt is *very* **safe** &amp; cheap.\r\n", "velorin.md")


def place(words: str) -> Span:
    """Where the reader sees `words`."""
    start = MARKDOWN.text.index(words)
    return Span(start, start + len(words))


def test_everything_of_hit_and_rule() -> None:
    finding = build(Hit(place("very safe"), {"text": "very safe"}), RULE, MARKDOWN, REFERENCE)
    assert (finding.path, finding.code, finding.name, finding.family) == (
        "velorin.md",
        "SAF001",
        "safe-claim",
        "safety",
    )
    assert (finding.severity, finding.why) == ("error", "Nobody knows.")
    assert finding.message == "'very safe' is too strong."
    assert finding.evidence == (Evidence("general", "weekly", "said general", "The Weekly on velorin"),)
    assert finding.fix is None


def test_places_are_those_of_the_file() -> None:
    finding = build(Hit(place("very safe"), {"text": ""}), RULE, MARKDOWN, REFERENCE)
    assert MARKDOWN.source[finding.span.start : finding.span.end] == finding.excerpt == "very* **safe"
    assert (finding.start, finding.end) == (Position(3, 8), Position(3, 20))


def test_an_entity_is_taken_whole() -> None:
    assert build(Hit(place("& cheap"), {"text": ""}), RULE, MARKDOWN, REFERENCE).excerpt == "&amp; cheap"


def test_what_a_hit_says_goes_before_the_rule() -> None:
    hit = Hit(place("safe"), {"text": "safe"}, facts=("special",), severity="suggestion")
    finding = build(hit, RULE, MARKDOWN, REFERENCE)
    assert finding.severity == "suggestion"
    assert [item.fact for item in finding.evidence] == ["special", "general"]


@pytest.mark.parametrize(("safety", "safe"), [("safe", True), ("unsafe", False)])
def test_a_replacement_becomes_a_fix(safety: str, safe: bool) -> None:
    rule = replace(RULE, fix=safety)  # type: ignore[arg-type]
    finding = build(Hit(place("safe"), {"text": "safe"}, replacement="sold"), rule, MARKDOWN, REFERENCE)
    assert finding.fix == Fix(safe, (Edit(finding.span, "sold"),))


def test_a_fact_that_is_not_there_is_an_error() -> None:
    with pytest.raises(DatasetError, match="unknown fact 'genral'; did you mean 'general'"):
        build(Hit(place("safe"), {"text": ""}, facts=("genral",)), RULE, MARKDOWN, REFERENCE)


def test_the_whole_article_stands_at_its_title() -> None:
    finding = build(Hit(None, {"text": "x"}), RULE, MARKDOWN, REFERENCE)
    assert (finding.excerpt, finding.start) == ("Velorin", Position(1, 3))


@pytest.mark.parametrize(
    ("text", "path", "first"),
    [
        ("Velorin\n\nIt is old. It is cheap.", "a.txt", "Velorin"),
        ("Just *one* paragraph\nof two lines.", "a.md", "Just *one* paragraph of two lines."),
        ("---\ntitle: In front\n---\n\n# Heading\n\nText.", "a.md", "Heading"),
        ("---\ntitle: In front\n---\n\nText.", "a.md", "In front"),
        ("<title>Tab</title><h1>Head</h1><p>Text</p>", "a.html", "Head"),
        ("<!-- nothing -->", "a.html", ""),
    ],
)
def test_the_title_or_the_first_line(text: str, path: str, first: str) -> None:
    document = read_text(text, path)
    span = title_span(document)
    assert " ".join(document.source[span.start : span.end].split()) == first


def test_the_object_of_the_interface() -> None:
    finding = build(Hit(place("safe"), {"text": "safe"}, replacement="sold"), RULE, MARKDOWN, REFERENCE)
    start, end = finding.span.start, finding.span.end
    assert finding.to_dict() == {
        "path": "velorin.md",
        "code": "SAF001",
        "name": "safe-claim",
        "family": "safety",
        "severity": "error",
        "message": "'safe' is too strong.",
        "why": "Nobody knows.",
        "span": {"start": start, "end": end},
        "start": {"line": 3, "column": 16},
        "end": {"line": 3, "column": 20},
        "excerpt": "safe",
        "evidence": [{"fact": "general", "source": "weekly", "statement": "said general"}],
        "fix": {"safe": False, "edits": [{"start": start, "end": end, "text": "sold"}]},
    }


def test_a_named_stretch_names_the_place_of_its_hits() -> None:
    named = replace(MARKDOWN, places=((Span(0, 7), "the top"), (place("very safe"), "the praise")))
    assert build(Hit(place("safe"), {"text": ""}), RULE, named, REFERENCE).place == "the praise"
    assert build(Hit(place("cheap"), {"text": ""}), RULE, named, REFERENCE).place == ""
    whole = build(Hit(None, {"text": ""}), RULE, named, REFERENCE)
    assert (whole.place, whole.to_dict()["place"]) == ("the top", "the top")


def test_a_message_that_asks_for_what_the_check_does_not_give_names_the_rule() -> None:
    rule = replace(RULE, message="{amont} is too much")
    with pytest.raises(PackError, match=r"the message asks for \{amont\}; a term check gives: text"):
        build(Hit(place("safe"), {"text": "safe"}), rule, MARKDOWN, REFERENCE)
