"""What is counted as fixable is fixed: after `--fix` nothing fixable is left, and fixing again changes nothing."""

from __future__ import annotations

import json
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.document.read import read_bytes
from healthlint.document.rewrite import rewrite
from healthlint.engine import Engine, default_engine
from healthlint.fixes.mend import Mended, mend
from healthlint.report.text import summary
from healthlint.triage.model import Report

WRONG = [
    *("naltroxene", "Fibromyalga", "lamicsil", "She takes Naltroxene", "5.0 mg", ".5 mg", "5.00 mg", "0.50 mg"),
    *("10 µg", "10U of insulin", "50mg", "100000 units", "drug abuse", "Mayor Zoloff", "tea", "1.5 mg"),
]
SPACES = ["&nbsp;", "&#160;", "&#xa0;", "&thinsp;", "<b> </b>", " "]
DOTS = [".", "&#46;", "&period;", "<i>.</i>"]
MARKUP = ["{}", "<b>{}</b>", "<p>{}</p>", "<a href='#{0}'>{0}</a>", "{}&trade;", "&quot;{}&quot;", "<li>{}"]


@st.composite
def pages(draw: st.DrawFn) -> str:
    """HTML in which wrong words and doses are written with entities and markup."""
    parts = []
    for word in draw(st.lists(st.sampled_from(WRONG), min_size=1, max_size=6)):
        text = word.replace(" ", draw(st.sampled_from(SPACES))).replace(".", draw(st.sampled_from(DOTS)))
        parts.append(draw(st.sampled_from(MARKUP)).format(text))
    return draw(st.sampled_from([" ", " of naltrexone a day. ", ", "])).join(parts)


@cache
def _engine() -> Engine:
    return default_engine(("TYP", "DOS", "LAN", "SUP"))


def _mended(data: bytes, name: str) -> Mended:
    return mend(
        data,
        lambda content: [_engine().check(read_bytes(content, name))],
        lambda content, edits: rewrite(content, name, [(edit.span, edit.text) for edit in edits]),
    )


def _fixable(reports: tuple[Report, ...]) -> list[str]:
    findings = [finding for report in reports for finding in report.findings]
    return [each.excerpt for each in findings if each.repair is not None and each.repair.safe]


def _holds(text: str, name: str) -> None:
    done = _mended(text.encode(), name)
    assert _fixable(done.reports) == []
    assert " with --fix" not in summary(done.reports).replace("with --fix --unsafe-fixes", "")
    assert _mended(done.data, name).data == done.data


@settings(max_examples=60, deadline=None)
@given(pages())
def test_nothing_fixable_is_left_in_a_page(page: str) -> None:
    _holds(page, "a.html")


@settings(max_examples=30, deadline=None)
@given(pages())
def test_nothing_fixable_is_left_in_markdown(page: str) -> None:
    _holds(page, "a.md")


@settings(max_examples=30, deadline=None)
@given(pages(), st.booleans())
def test_nothing_fixable_is_left_in_an_export(page: str, ascii_only: bool) -> None:
    record = json.dumps({"title": "A", "body": page.replace("&nbsp;", "\xa0")}, ensure_ascii=ascii_only)
    _holds(record, "a.json")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (".5&nbsp;mg", "0.5&nbsp;mg"),
        (".5&#160;mg", "0.5&#160;mg"),
        ("&#46;5 mg", "0&#46;5 mg"),
        ("5.0&nbsp;mg", "5&nbsp;mg"),
    ],
)
def test_a_dose_with_an_entity_is_fixed(before: str, after: str) -> None:
    page = "<p>Take {} of naltrexone a day.</p>"
    assert _mended(page.format(before).encode(), "a.html").data.decode() == page.format(after)


def test_displayed_fixes_are_neither_counted_nor_applied() -> None:
    done = mend(
        b"She takes lamicsil.",
        lambda content: [_engine().check(read_bytes(content, "a.txt"))],
        lambda content, edits: rewrite(content, "a.txt", [(edit.span, edit.text) for edit in edits]),
        unsafe=True,
    )
    assert done.data == b"She takes lamicsil."
    assert "can be fixed" not in summary(done.reports)
