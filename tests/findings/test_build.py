"""What a check saw, joined with what its rule says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthlint.checks.base import Check, Hit
from healthlint.document.read import read_text
from healthlint.errors import DatasetError, PackError
from healthlint.findings.build import build, build_in_source, line, title_span
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


def test_a_message_quotes_no_megabytes() -> None:
    text = "It is " + "very " * 100_000 + "safe"
    message = build(Hit(place("very safe"), {"text": text}), RULE, MARKDOWN, REFERENCE).message
    assert len(message) < 500
    assert message.startswith("'It is very very")
    assert " … " in message
    assert message.endswith(" very safe' is too strong.")


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


def test_values_of_a_hit_take_precedence_over_the_rule() -> None:
    hit = Hit(place("safe"), {"text": "safe"}, facts=("special",), severity="suggestion")
    finding = build(hit, RULE, MARKDOWN, REFERENCE)
    assert finding.severity == "suggestion"
    assert [item.fact for item in finding.evidence] == ["special", "general"]


@pytest.mark.parametrize(("safety", "safe"), [("safe", True), ("unsafe", False)])
def test_a_replacement_becomes_a_fix(safety: str, safe: bool) -> None:
    rule = replace(RULE, fix=safety)  # type: ignore[arg-type]
    finding = build(Hit(place("safe"), {"text": "safe"}, replacement="sold"), rule, MARKDOWN, REFERENCE)
    assert finding.fix == Fix(safe, (Edit(finding.span, "sold"),))


def test_one_promotional_source_makes_no_error() -> None:
    praise = Reference((replace(SOURCE, attitude="enthusiastic"),), FACTS)
    assert (
        build(Hit(Span(0, 3), facts=("special",)), replace(RULE, message="No."), MARKDOWN, praise).severity == "warning"
    )
    assert build(Hit(Span(0, 3), facts=()), replace(RULE, message="No."), MARKDOWN, praise).severity == "error"


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
        ("<p>One<br>two<br>three</p>", "a.html", "One"),
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
    with pytest.raises(PackError, match=r"the message uses \{amont\}; a term check gives: text"):
        build(Hit(place("safe"), {"text": "safe"}), rule, MARKDOWN, REFERENCE)


def test_the_kind_of_check_is_told_and_a_new_family_is_called_by_its_letters() -> None:
    finding = build(Hit(place("safe"), {"text": "safe"}), replace(RULE, id="ABC001"), MARKDOWN, REFERENCE)
    assert (finding.kind, finding.family, finding.sentence) == ("term", "abc", "")


def test_a_document_without_text_has_an_empty_title() -> None:
    assert title_span(read_text("<!-- x -->", "a.html")) == Span(0, 0)


def test_a_message_without_values_says_that_there_are_none() -> None:
    with pytest.raises(PackError, match=r"a term check gives: none$"):
        build(Hit(place("safe"), {}), RULE, MARKDOWN, REFERENCE)


def test_a_finding_outside_the_text_refers_to_the_source() -> None:
    finding = build_in_source(Span(0, 2), {"text": "#"}, Span(0, 1), replace(RULE, fix="safe"), MARKDOWN)
    assert (finding.severity, finding.evidence, finding.sentence) == ("error", (), "# ")
    assert finding.fix == Fix(True, (Edit(Span(0, 1), ""),))
    assert build_in_source(Span(0, 2), {"text": "#"}, None, RULE, MARKDOWN).fix is None


@pytest.mark.parametrize(
    ("source", "word", "shown"),
    [
        ("one\ntwo x three\nfour", "x", "two «x» three"),
        ("one\r\ntwo x three\r\nfour", "x", "two «x» three"),
        ("one\rtwo x three\rfour", "x", "two «x» three"),
        ("x two", "x", "«x» two"),
        ("one\nx\n\ntwo", "x", "«x»"),
        ("one two x", "x", "one two «x»"),
    ],
)
def test_the_line_that_people_see(source: str, word: str, shown: str) -> None:
    at = source.index(word)
    found = line(read_text(source, "a.txt"), Span(at, at + 1))
    assert f"{found.text[: found.start]}«{found.text[found.start : found.end]}»{found.text[found.end :]}" == shown
    assert found.numbered


def test_of_a_long_line_what_stands_around() -> None:
    found = line(read_text("a" * 1000 + "x" + "b" * 1000, "a.txt"), Span(1000, 1001))
    assert found.text == "a" * 192 + "x" + "b" * 383
    assert (found.start, found.end) == (192, 193)


@pytest.mark.parametrize(
    ("source", "old", "new", "edit"),
    [
        ("a nal*trox*ene b", "naltroxene", "naltrexone", None),  # markup stands between the letters that differ
        ("a *nal*troxene b", "naltroxene", "naltrexone", ("oxe", "exo")),
        ("a **4**.0 mg b", "4.0 mg", "4 mg", (".0", "")),
        ("a **4** mg b", "4 mg", "4 or mg", ("", "or ")),
        ("a 4**5** mg b", "45 mg", "455 mg", ("", "5")),
    ],
)
def test_where_markup_stands_inside_only_what_differs_is_replaced(
    source: str, old: str, new: str, edit: tuple[str, str] | None
) -> None:
    document = read_text(source, "a.md")
    start = document.text.index(old)
    hit = Hit(Span(start, start + len(old)), {"text": old}, replacement=new)
    fix = build(hit, RULE, document, REFERENCE).fix
    if edit is None:
        assert fix is None
        return
    assert fix is not None
    (made,) = fix.edits
    assert (source[made.span.start : made.span.end], made.text) == edit
    mended = source[: made.span.start] + made.text + source[made.span.end :]
    assert read_text(mended, "a.md").text == f"a {new} b"


@pytest.mark.parametrize(
    ("replacement", "fixed"), [("fine", True), ("4.5 mg (a day)", True), ("it's", False), ("a: b", False)]
)
def test_a_fix_in_front_matter_writes_no_sign_of_its_syntax(replacement: str, fixed: bool) -> None:
    document = read_text("---\ntitle: 'LDN is safe'\n---\nLDN is safe.\n", "a.md")
    for start, possible in ((7, fixed), (20, True)):
        assert document.text[start : start + 4] == "safe"
        finding = build(Hit(Span(start, start + 4), {"text": ""}, replacement), RULE, document, REFERENCE)
        assert (finding.fix is not None) == possible


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("See [naltroxene].\n\n[naltroxene]: https://x.org", "naltroxene", "naltrexone"),
        ("[See](#naltroxene-dose).\n\n## Naltroxene dose", "Naltroxene", "Naltrexone"),
        ("In docs/naltroxene.md it is.", "naltroxene", "naltrexone"),
        ("Take 5.0 mg.", "5.0 mg", "50 mg"),
    ],
)
def test_fixes_of_link_targets_and_numbers_are_only_displayed(source: str, old: str, new: str) -> None:
    document = read_text(source, "a.md")
    start = document.text.index(old)
    hit = Hit(Span(start, start + len(old)), {"text": old}, replacement=new)
    found = build(hit, RULE, document, REFERENCE)
    assert found.fix is not None
    assert (found.fix.safe, found.fix.display_only, found.repair) == (False, True, None)
    assert found.to_dict()["fix"]["display_only"]
