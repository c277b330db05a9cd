"""Blocks of a page that are not its article: biographies, boilerplate, teasers, notices, navigation, sources.

The words that identify them are groups of the lexicon (`page-...`); where those must occur is defined here. A block
set apart keeps its text and place but changes its kind, so that rules can choose in `where` whether to read it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from healthlint.analysis.model import Scan
from healthlint.document.model import Block, BlockKind
from healthlint.document.sources import names_source
from healthlint.fast_dataclass import replace
from healthlint.span import Span

# The kind of block that each group identifies. Words of the last group also name parts of an article ("Topics",
# "Image"), so they never set prose apart.
_MARKED: tuple[tuple[str, BlockKind], ...] = (
    ("page-bio", "bio"),
    ("page-teaser", "teaser"),
    ("page-notice", "notice"),
    ("page-reference", "reference"),
    ("page-list", "notice"),
)
_PROSE = frozenset({"paragraph", "item", "cell", "quote", "caption"})
_HEADINGS = frozenset({"title", "heading"})
_STOPS = frozenset(".!?")
_LABEL_ENDS = frozenset(":|—–-")
_LINE = 6
"""A longer block, in words, that ends in a full stop is prose."""
_OPENING = 14
"""Words of a block within which it says that it is about an author or organisation."""
_FEW = 3
"""Prose blocks that one heading or line can set apart; also the sentences of a notice."""
_TEASER = 40
"""A longer paragraph, in words, without a link is part of the article."""
_MOSTLY = 0.8
"""The share of links in a block from which it is navigation."""
_MENU = 3
"""Consecutive links that make a menu."""
_NAME = 2


def set_apart(scan: Scan) -> Scan:
    """The same scan, with changed kinds for blocks that are not part of the article."""
    kinds = _Blocks(scan).kinds()
    if not kinds:
        return scan
    blocks = tuple(
        replace(block, kind=kinds[index]) if index in kinds else block
        for index, block in enumerate(scan.document.blocks)
    )
    document = replace(scan.document, blocks=blocks)
    rest = scan.sentences, scan.sentence_of, scan.limits, scan.classes, scan.matches, scan.lists
    return Scan(document, scan.tokens, *rest)


class _Blocks:
    """The blocks of one document, with what identifies them."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._blocks = scan.document.blocks
        self._tokens = [scan.tokens.within(block.span) for block in self._blocks]
        self._linked = self._links()
        self._kinds: dict[int, BlockKind] = {}

    def kinds(self) -> dict[int, BlockKind]:
        """The new kind of every block that is set apart."""
        for index, block in enumerate(self._blocks):
            if block.kind in _HEADINGS or (block.kind in _PROSE and index not in self._kinds):
                self._judge(index, block)
        self._menus()
        self._footnotes()
        self._close()
        return self._kinds

    # What a block says about itself, or about those below it

    def _judge(self, index: int, block: Block) -> None:
        for group, kind in _MARKED:
            end = self._opens(group, index)
            prose = group != _MARKED[-1][0]
            if end < 0 or (not prose and self._is_prose(index)):
                continue
            if self._is_all(index, end):
                self._below(index, kind, prose)
                return
            if block.kind in _PROSE and (self._scan.tokens.words[end] in _LABEL_ENDS or self._signs(index, kind)):
                self._kinds[index] = kind
                if self._is_all(index, end + 1):
                    self._below(index, kind, prose)
                return
        if block.kind in _PROSE and self._is_notice(index):
            self._kinds[index] = "notice"
        elif block.kind == "heading" and self._introduces(index):
            self._below(index, "boilerplate")

    def _signs(self, index: int, kind: BlockKind) -> bool:
        """True for a line that is not a sentence and names who wrote or reviewed the page: "Written by Ann Lee"."""
        text = self._scan.text(self._blocks[index].span)
        return kind == "bio" and self._count(index) <= _OPENING and text[-1:] not in _STOPS

    def _is_prose(self, index: int) -> bool:
        return self._count(index) > _LINE and self._scan.text(self._blocks[index].span)[-1:] in _STOPS

    def _opens(self, group: str, index: int) -> int:
        """Where the longest phrase of a group at the start of the block ends, or -1."""
        tokens = self._tokens[index]
        first = next((at for at in tokens if self._scan.tokens.words[at][0].isalpha()), -1)
        ends = self._scan.classes.get(group, {}).get(first, ())
        return max((end for end in ends if end <= tokens.stop), default=-1)

    def _is_all(self, index: int, end: int) -> bool:
        """True if the rest of the block, from token `end`, is only punctuation."""
        words, tokens = self._scan.tokens.words, self._tokens[index]
        return end > 0 and not any(words[at][0].isalnum() for at in range(end, tokens.stop))

    def _is_notice(self, index: int) -> bool:
        sentences = self._sentences(index)
        return 0 < len(sentences) <= _FEW and any(self._holds("page-sentence", sentences[:1]))

    def _introduces(self, index: int) -> bool:
        """True for "About Us" and the like, which introduce text about an organisation."""
        below = index + 1
        if below >= len(self._blocks) or self._blocks[below].kind != "paragraph":
            return False
        return any(self._holds("page-organisation", self._sentences(below)[:1])) and self._opens_with_about(index)

    def _opens_with_about(self, index: int) -> bool:
        first = self._tokens[index].start
        return first in self._scan.classes.get("page-about", {})

    def _sentences(self, index: int) -> list[range]:
        """The tokens of each sentence of a block."""
        sentences = self._scan.sentences
        at = bisect_right(sentences, index - 1, key=lambda sentence: sentence.block)
        found = []
        while at < len(sentences) and sentences[at].block == index:
            found.append(range(sentences[at].first, sentences[at].last))
            at += 1
        return found

    def _holds(self, group: str, areas: list[range]) -> Iterator[bool]:
        places = self._scan.classes.get(group, {})
        yield from (at in places for area in areas for at in area) if places else ()

    # Blocks set apart by a heading or a line

    def _below(self, index: int, kind: BlockKind, with_prose: bool = True) -> None:
        head, prose = self._blocks[index], 0
        for below in range(index + 1, len(self._blocks)):
            block = self._blocks[below]
            if block.kind in _HEADINGS:
                if head.kind not in _HEADINGS or block.level <= head.level or kind != "teaser":
                    return
                self._kinds[below] = kind
                continue
            if block.kind not in _PROSE:
                continue
            prose += block.kind == "paragraph"
            if not self._belongs(below, kind, head, prose) or (not with_prose and self._is_prose(below)):
                return
            self._kinds[below] = kind

    def _belongs(self, index: int, kind: BlockKind, head: Block, prose: int) -> bool:
        block = self._blocks[index]
        if kind == "reference":
            return block.kind in ("item", "cell") or self._names_source(block)
        if kind == "teaser" and block.kind == "paragraph":
            return bool(self._linked[index]) or (head.kind in _HEADINGS and self._count(index) <= _TEASER)
        return block.kind != "paragraph" or prose <= (_FEW if head.kind in _HEADINGS else 1)

    def _count(self, index: int) -> int:
        return sum(self._scan.tokens.words[at][0].isalnum() for at in self._tokens[index])

    def _names_source(self, block: Block) -> bool:
        start, end = block.span.start, block.span.end
        links = [
            (span.start - start, span.end - start, target)
            for span, target in self._scan.document.links
            if block.span.contains(span)
        ]
        return names_source(self._scan.document.text[start:end], links, False)

    # Menus

    def _links(self) -> list[int]:
        """For each block, how many characters are links with a target."""
        found = [0] * len(self._blocks)
        for span, _ in self._scan.document.links:
            index = bisect_right(self._blocks, span.start, key=_start) - 1
            if index >= 0:
                found[index] += len(span)
        return found

    def _menus(self) -> None:
        row: list[int] = []
        for index, block in enumerate((*self._blocks, Block("heading", Span(0, 0)))):
            if block.kind == "item" and self._linked[index] >= _MOSTLY * len(block.span):
                row.append(index)
                continue
            if len(row) >= _MENU:
                self._kinds.update((each, "navigation") for each in row if each not in self._kinds)
            row = []

    def _footnotes(self) -> None:
        """Items that link back to the text and name a source: a list of notes without a heading."""
        for span, target in self._scan.document.links:
            at = bisect_right(self._blocks, span.start, key=_start) - 1
            back = target.startswith("#") and not any(map(str.isalnum, self._scan.text(span)))
            if back and self._blocks[at].kind == "item" and self._names_source(self._blocks[at]):
                self._kinds[at] = "reference"

    # The end of a page

    def _close(self) -> None:
        """Lines about authors and organisations after the last words of the article."""
        half = len(self._scan.document.text) // 2
        for index in range(len(self._blocks) - 1, 0, -1):
            block = self._blocks[index]
            if index in self._kinds or block.kind in ("reference", "alt", "field"):
                continue
            kind = self._closing(index) if block.kind == "paragraph" and block.span.start >= half else None
            if kind is None:
                return
            self._kinds[index] = kind

    def _closing(self, index: int) -> BlockKind | None:
        if not self._is_named(index):
            return None
        tokens = self._tokens[index]
        opening = [range(tokens.start, min(tokens.stop, tokens.start + _OPENING))]
        if any(self._holds("page-profession", opening)):
            return "bio"
        return "boilerplate" if any(self._holds("page-organisation", opening)) else None

    def _is_named(self, index: int) -> bool:
        """True for a paragraph that begins with the name of a person or organisation, or with where it was founded."""
        tokens, text = self._tokens[index], self._scan.document.text
        if tokens.start in self._scan.classes.get("page-organisation", {}):
            return True
        opening = [text[self._scan.tokens.starts[at]] for at in tokens[:_NAME]]
        named = any(at in self._scan.classes.get(name, {}) for name in ("drug", "condition") for at in tokens[:_NAME])
        return len(opening) == _NAME and all(map(str.isupper, opening)) and not named


def _start(block: Block) -> int:
    return block.span.start
