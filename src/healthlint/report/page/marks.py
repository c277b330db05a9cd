"""The places of findings in the visible text, and that text with the findings marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from healthlint.document.model import Block, Document
from healthlint.fast_dataclass import dataclass
from healthlint.findings.build import title_span
from healthlint.findings.model import SEVERITIES, Finding
from healthlint.report.page.markup import element, text
from healthlint.span import Span

WHOLE = frozenset({"caveat", "readability"})
"""Families about something missing or hard to read in the whole article, for which the title only lends its place."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding, its number in the article, and its span in the text: empty if no words are meant, as for the whole
    article or an invisible comment. `which` counts the places of a finding that has several; they share its number and
    its note, which `others` belong to."""

    finding: Finding
    article: str
    number: int
    span: Span
    which: int = 0
    others: tuple[Placed, ...] = ()

    @property
    def note(self) -> str:
        """The anchor of its note."""
        return f"{self.article}-note-{self.number}"

    @property
    def mark(self) -> str:
        """The anchor of its place in the text."""
        return f"{self.article}-mark-{self.number}" + (f"-{self.which}" if self.which else "")


def place(document: Document, findings: Sequence[Finding], article: str) -> tuple[Placed, ...]:
    """The findings on one article, numbered in reading order, each followed by its other places."""
    title = title_span(document)
    find = document.prose.finder()

    def placed(finding: Finding) -> Span:
        return _stretch(finding, _trimmed(document.text, find(finding.span.start, finding.span.end)), title)

    found = sorted(((placed(each), each) for each in findings), key=lambda one: (one[0].start, one[0].end, one[1].code))
    made: list[Placed] = []
    for number, (span, finding) in enumerate(found, 1):
        others = tuple(
            Placed(other, article, number, placed(other), which) for which, other in enumerate(finding.related, 1)
        )
        made += (Placed(finding, article, number, span, 0, others), *others)
    return tuple(sorted(made, key=lambda item: (item.span.start, item.span.end, item.finding.code)))


def _stretch(finding: Finding, span: Span, title: Span) -> Span:
    if finding.span == title and finding.family in WHOLE:
        return Span(span.end, span.end)
    return span


def _trimmed(words: str, span: Span) -> Span:
    """The span without white space at its ends; the blank line between two blocks belongs to neither."""
    inside = words[span.start : span.end]
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, span.start + len(inside.rstrip())))


def _start(block: Block) -> int:
    return block.span.start


def by_block(document: Document, placed: Sequence[Placed]) -> Mapping[Block | None, Sequence[Placed]]:
    """The findings that touch each block; under None, those of an article without text."""
    found: dict[Block | None, list[Placed]] = defaultdict(list)
    for item in placed:
        if not document.blocks:
            found[None].append(item)
            continue
        first = max(bisect_right(document.blocks, item.span.start, key=_start) - 1, 0)
        after = bisect_left(document.blocks, item.span.end, key=_start)
        for block in document.blocks[first : max(after, first + 1)]:
            found[block].append(item)
    return found


def marked(document: Document, block: Block, placed: Sequence[Placed]) -> str:
    """The text of a block with its findings marked; where several overlap, the shared part is one mark."""
    whole = block.span
    stretches = [(item, _within(item.span, whole)) for item in placed]
    cuts = sorted({whole.start, whole.end, *(edge for _, span in stretches for edge in (span.start, span.end))})
    # The point of a heading is at its end, that of a comment before the next word.
    parts = [*_numbers(stretches, whole.start)]
    for start, end in pairwise(cuts):
        over = [item for item, span in stretches if span.start <= start and end <= span.end]
        parts.append(_mark(text(document.text[start:end]), over))
        parts += _numbers([pair for pair in stretches if _ends_in(pair[0].span, whole)], end)
    return "".join(parts)


def _within(span: Span, whole: Span) -> Span:
    return Span(*(min(max(edge, whole.start), whole.end) for edge in (span.start, span.end)))


def _ends_in(span: Span, whole: Span) -> bool:
    return span.end <= whole.end or not len(span)


def _mark(words: str, over: Sequence[Placed]) -> str:
    if not over:
        return words
    # A click on the words opens the shortest.
    notes = " ".join(item.note for item in sorted(over, key=lambda item: len(item.span)))
    return element("mark", words, class_=_most_severe(over) + (" several" if len(over) > 1 else ""), data_notes=notes)


def _most_severe(over: Sequence[Placed]) -> str:
    return min((item.finding.severity for item in over), key=SEVERITIES.index)


def _numbers(stretches: Sequence[tuple[Placed, Span]], at: int) -> Iterator[str]:
    return (number(item) for item, span in stretches if span.end == at)


def number(item: Placed) -> str:
    """The number in the text that links to a note."""
    finding = item.finding
    label = f"Note {item.number}, {finding.severity}: {finding.message}"
    link = element("a", str(item.number), id=item.mark, href=f"#{item.note}", aria_label=label, class_="number")
    return element("sup", link, class_=finding.severity, data_notes=item.note)
