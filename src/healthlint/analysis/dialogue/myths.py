"""Myth-and-fact writing: statements that an article sets up in order to refute them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from healthlint.analysis.lexicon import Cue
from healthlint.analysis.model import CueHit, Scan, Sentence
from healthlint.analysis.tokens import tokenize
from healthlint.document.model import Block
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

_HEADINGS = ("title", "heading")
_STOPS = frozenset(".!?…")
_Label = tuple[Cue, int, int]


@dataclass(frozen=True, slots=True)
class MythWords:
    """Words that identify a block as a myth: a word of its label, or the whole heading of its column."""

    words: Collection[str]
    columns: Collection[tuple[str, ...]]

    def name(self, label: str) -> bool:
        words = tokenize(label).words
        spoken = tuple(word for word in words if word[0].isalnum())
        return spoken in self.columns or any(word in self.words for word in words)


def statements(
    scan: Scan, labels: Sequence[_Label], myth_words: MythWords, denied: Collection[int], quotations: Sequence[Span]
) -> Iterator[CueHit]:
    """A hit for every statement that a label or heading presents as a myth, or as what something does not do."""
    reader = _Reader(scan, denied, quotations)
    facts = {
        scan.sentence_of[first]
        for cue, first, _ in labels
        if cue.direction == "label"
        and cue.category == "ignore"
        and first == scan.sentences[scan.sentence_of[first]].first
    }
    for cue, first, last in labels:
        if cue.direction == "label":
            continue
        if cue.within == "section":
            yield from reader.section(cue, first, last, facts)
        elif scan.sentences[scan.sentence_of[first]].first == first:
            yield from reader.labelled(cue, first, last)
    yield from reader.marked(myth_words)


class _Reader:
    def __init__(self, scan: Scan, denied: Collection[int], quotations: Sequence[Span]) -> None:
        self._scan, self._denied = scan, denied
        self._quotes = {span.start: span for span in quotations}
        self._blocks = scan.document.blocks
        self._first_of = [bisect_left(scan.sentences, index, key=_block_of) for index in range(len(self._blocks))]
        self._emphasis = {span.start: span for span in scan.document.emphasis}
        self._read: set[tuple[str, int]] = set()

    def labelled(self, cue: Cue, first: int, last: int) -> Iterator[CueHit]:
        """The rest of the sentence after "Myth 3:", or the next sentence if the label stands alone."""
        scan, number = self._scan, self._scan.sentence_of[first]
        sentence = scan.sentences[number]
        label = scan.tokens.span(first, last)
        if sentence.last - last > 2:
            rest = Span(scan.tokens.starts[last + 1], sentence.span.end)
            yield CueHit(cue.id, "myth", label, self._quotes.get(rest.start, rest))
        elif number + 1 < len(scan.sentences) and scan.sentences[number + 1].block - sentence.block <= 1:
            following = scan.sentences[number + 1].span
            yield CueHit(cue.id, "myth", label, self._quotes.get(following.start, following))

    def marked(self, myth_words: MythWords) -> Iterator[CueHit]:
        """Blocks whose label or table heading calls them myths."""
        for index, block in enumerate(self._blocks):
            if any(map(myth_words.name, block.labels)):
                yield from self._statement("myth-label", "myth", block.span, index, whole=block.kind == "cell")

    def section(self, cue: Cue, first: int, last: int, facts: Collection[int]) -> Iterator[CueHit]:
        """The text under a heading such as "Common myths"."""
        scan = self._scan
        number = scan.sentences[scan.sentence_of[first]].block
        heading = self._blocks[number]
        # "What it has not been shown to do:" before a list acts as its heading.
        lead = heading.kind == "paragraph" and scan.document.text[heading.span.end - 1] == ":"
        if not (lead or heading.kind in _HEADINGS) or (cue.id, number) in self._read:
            return
        self._read.add((cue.id, number))
        label = scan.tokens.span(first, last)
        lists = True
        for index in range(number + 1, len(self._blocks)):
            block = self._blocks[index]
            if lead and block.kind != "item":
                return
            if block.kind in _HEADINGS:
                if block.level <= heading.level or cue.category != "myth":
                    return
                # What a title announces is in the headings; the lists below them hold other things too.
                lists = lists and heading.kind != "title"
            if self._first_of[index] not in facts and (lists or block.kind != "item"):
                yield from self._in_section(cue, label, block, index)

    def _in_section(self, cue: Cue, label: Span, block: Block, index: int) -> Iterator[CueHit]:
        if cue.category != "myth":
            if block.kind == "item" and self._fragment(index):
                yield from self._statement(cue.id, cue.category, label, index)
        elif block.kind == "heading" and not self._asks(index):
            yield CueHit(cue.id, "myth", label, block.span)
        elif block.span.start in self._quotes:
            yield CueHit(cue.id, "myth", label, self._quotes[block.span.start])
        elif block.kind == "item" or block.span.start in self._emphasis:
            yield from self._statement(cue.id, "myth", label, index)
        else:
            yield from self._slogans(cue, label, block)

    def _slogans(self, cue: Cue, label: Span, block: Block) -> Iterator[CueHit]:
        """Whole sentences that a paragraph sets in italics or bold: quoted rather than asserted."""
        for span in self._emphasis.values():
            if block.span.contains(span) and self._scan.text(span)[-1:] in _STOPS:
                yield CueHit(cue.id, "myth", label, span)

    def _asks(self, index: int) -> bool:
        return self._scan.text(self._blocks[index].span).endswith("?")

    def _fragment(self, index: int) -> bool:
        sentence = self._sentence(index)
        if sentence is None or self._first_of[index] in self._denied:
            return False
        return sentence.first not in self._scan.classes.get("clause-subject", {})

    def _sentence(self, index: int) -> Sentence | None:
        number = self._first_of[index]
        if number < len(self._scan.sentences) and self._scan.sentences[number].block == index:
            return self._scan.sentences[number]
        return None

    def _statement(self, name: str, category: str, label: Span, index: int, whole: bool = False) -> Iterator[CueHit]:
        block = self._blocks[index].span
        sentence = self._sentence(index)
        if sentence is None:
            return
        span = block if whole else self._quotes.get(block.start) or self._emphasis.get(block.start) or sentence.span
        yield CueHit(name, category, label, span)


def _block_of(sentence: Sentence) -> int:
    return sentence.block
