"""A number of thousands of digits, more than Python makes an int of, is read like any other text."""

from __future__ import annotations

import json

import pytest
from tests.document.word.build import members, packed, paragraph

from healthlint.document.read import read_bytes, read_text
from healthlint.engine import Engine

LONG = 4_301  # more than sys.get_int_max_str_digits() allows
TEXT = """\
LDN helps.{n} Sage tea is a miracle.[{n}] Pain eased [^{n}], it was so{n} in {n} of {n} patients (p<0.{n}).

Take {n} mg of LDN every {n} hours, {n} times a day for {n} days; q{n}h; {n},{n} units; {n}⁄{n} of a tablet; 1.{n} mg.

{n}. {n} things to know: {n}% of {n}-{n}, {n}x, ${n}, born in {n}.

[^{n}]: Smith J. A paper. {n};{n}:{n}-{n}.
"""
MARKUP = '<ol start="{n}"><li value="{n}">Sage tea is a miracle<sup>{n}</sup>, {n} mg &#{n}; &#x{n};</li></ol>'
FRONT = '---\ntitle: "Sage tea \\U{n} is"\ntags: [{n}]\n---\nSage tea is a miracle.\n'


@pytest.mark.parametrize("digit", ["9", "0", "²", "٣", "①"])
@pytest.mark.parametrize(
    ("name", "text"), [("a.md", TEXT), ("a.txt", TEXT), ("a.html", f"{MARKUP}<p>{TEXT}</p>"), ("a.md", FRONT)]
)
def test_no_rule_fails_on_it(bundled: Engine, name: str, text: str, digit: str) -> None:
    report = bundled.check(read_text(text.format(n=digit * LONG), name))
    assert report.broken == ()
    assert "LAN001" in {finding.code for finding in report.findings}


def test_inspect_writes_json_without_infinity(bundled: Engine) -> None:
    seen = bundled.view(read_text(TEXT.format(n="9" * LONG), "a.md")).to_dict()
    json.dumps(seen, allow_nan=False)


def test_the_levels_of_a_word_file(bundled: Engine) -> None:
    level = f'<w:outlineLvl w:val="{"9" * LONG}"/><w:numPr><w:ilvl w:val="{"9" * LONG}"/></w:numPr>'
    style = f'<w:style w:type="paragraph" w:styleId="Odd"><w:name w:val="Odd"/><w:pPr>{level}</w:pPr></w:style>'
    parts = members(paragraph("Sage tea is a miracle.", "Odd", level))
    styles = {"word/styles.xml": parts["word/styles.xml"].replace("</w:styles>", f"{style}</w:styles>")}
    report = bundled.check(read_bytes(packed({**parts, **styles}), "a.docx"))
    assert [finding.code for finding in report.findings] == ["LAN001"]
