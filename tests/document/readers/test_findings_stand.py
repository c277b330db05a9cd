"""Generated documents in every format: a finding's span holds what the rule saw, modulo the markup inside it."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.document.exactness import assert_exact
from tests.examples import examples

import healthlint
from healthlint.document.read import read_text


class Written(NamedTuple):
    """A stretch of a file, and what its reader sees of it."""

    source: str
    shown: str


DRUGS = ("LDN", "Naltrexone")
TARGETS = ("fibromyalgia", "lupus", "psoriasis")
SPACES = {
    "markdown": (" ", "&nbsp;", "\N{NO-BREAK SPACE}", "&#32;", "<!-- x --> ", "{{< x >}} ", "\n", "\r\n", "\t"),
    "html": (" ", "&nbsp;", "\N{NO-BREAK SPACE}", "&#32;", "<!-- x --> ", "\n  ", "\r\n", "\t", " <wbr>"),
    "plain": (" ", "\N{NO-BREAK SPACE}", " \u00ad", " \u200b"),
}
WRAPS = {
    "markdown": ("{}", "**{}**", "*{}*", "[{}](http://x.y/z)", "***{}***", "<b>{}</b>", "~~no~~{}"),
    "html": ("{}", "<b>{}</b>", "<em><i>{}</i></em>", "<a href='/x'>{}</a>", "<span title='a > b'>{}</span>",
        "<s>no</s>{}"),
    "plain": ("{}",),
}  # fmt: skip
INSIDE = {
    "markdown": ("", "\u00ad", "&shy;", "<!-- x -->", "</i>", "\u200b"),
    "html": ("", "\u00ad", "&shy;", "<!-- x -->", "</i>", "&#173;", "<wbr>"),
    "plain": ("", "\u00ad", "\u200b", "<!-- x -->"),
}
FRAMES = {
    "markdown": (
        "{}.\n", "> {}.\n", "> > - {}.\n", "- a\n  1. {}.\n", "# Head\n\n{}.\n", "| a | b |\n|---|---|\n| 1 | {}. |\n",
        "- [x] {}.\n", "Term\n: {}.\n", "<div>\n\n{}.\n\n</div>\n", "---\ntitle: 'x'\n---\n\n{}.\n",
        "\U0001d4b3e\u0301. {}.\n",
        "<details><summary>More</summary>\n\n{}.\n\n</details>\n",
    ),
    "html": (
        "<p>{}.", "<ul><li>a<ol><li>{}.</ol></ul>", "<blockquote><blockquote><p>{}.</blockquote></blockquote>",
        "<table><tr><th>a<th>b<tr><td>1<td>{}.</table>", "<figure><figcaption>{}.</figcaption></figure>",
        "<dl><dt>Term<dd>{}.</dl>", "<details><summary>x</summary>{}.</details>",
        "<p hidden>no<p>{}.",
        "&amp; \U0001d4b3e\u0301.<br>{}.",
    ),
    "plain": ("{}.\n", "Head\n\n{}.\n", "- a\n- {}.\n", "\U0001d4b3e\u0301 one. {}.\n", "One\r\n\r\n{}.\r\n"),
}  # fmt: skip


@st.composite
def claims(draw: st.DrawFn, format: str) -> Written:
    """ "LDN cures lupus" in any spelling that looks like it."""
    words = [draw(st.sampled_from(DRUGS)), "cures", draw(st.sampled_from(TARGETS))]
    written = []
    for word in words:
        cut = draw(st.integers(1, len(word) - 1))
        split = word[:cut] + draw(st.sampled_from(INSIDE[format])) + word[cut:]
        written.append(draw(st.sampled_from(WRAPS[format])).format(split))
    # A line end would end a heading, a cell or a quotation's line: it stands only where it is a space.
    spaces = st.sampled_from(SPACES[format])
    return Written(written[0] + draw(spaces) + written[1] + draw(spaces) + written[2], " ".join(words))


def fits(frame: str, claim: Written) -> bool:
    return "\n" not in claim.source or frame in ("{}.\n", "# Head\n\n{}.\n") or frame.startswith(("<p", "<ul", "<dl"))


@st.composite
def documents(draw: st.DrawFn, format: str) -> tuple[str, list[Written]]:
    """A file of several blocks, and the claims in it."""
    blocks, made = [], []
    for at in range(draw(st.integers(1, 3))):
        claim = draw(claims(format))
        frames = [frame for frame in FRAMES[format] if fits(frame, claim) and (not at or not frame.startswith("---"))]
        blocks.append(draw(st.sampled_from(frames)).replace("{}", claim.source))
        made.append(claim)
    gap = "\n<!-- end of a block -->\n\n" if format == "markdown" else "\n\n"
    return gap.join(blocks), made


def as_shown(stretch: str, format: str) -> str:
    """What a reader sees of a stretch of a file."""
    return " ".join(read_text(stretch, format=format).text.split())


def holds(stretch: str, shown: str) -> bool:
    """True when the characters that the reader sees stand in the stretch in their order, with markup between them."""
    rest = iter(stretch)
    return all(character in rest for character in shown.replace(" ", ""))


SUFFIXES = {"markdown": ".md", "html": ".html", "plain": ".txt"}


@pytest.mark.parametrize("format", SUFFIXES)
@settings(max_examples=examples(60))
@given(data=st.data())
def test_every_finding_holds_the_text_that_its_rule_saw(format: str, data: st.DataObject) -> None:
    source, made = data.draw(documents(format))
    assert_exact(read_text(source, format=format))
    found = healthlint.check_text(source, path=f"draft{SUFFIXES[format]}", select="EFF201")
    assert len(found) == len(made), source
    for finding, claim in zip(found, made, strict=True):
        stretch = source[finding.span.start : finding.span.end]
        assert stretch == finding.excerpt
        assert stretch in claim.source
        assert as_shown(claim.source, format) == claim.shown
        assert (stretch[0], stretch[-1]) == (claim.shown[0], claim.shown[-1])
        assert holds(stretch, claim.shown)
