"""What a passage is about: the drugs of a sentence, of its paragraph, of the heading and the table around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from healthlint.analysis.model import Mention, Scan
from healthlint.record import dataclass

_MAIN_SHARE = 0.6
_HEADS = ("title", "heading")
_HEAD_BLOCKS = 4
_FARTHEST_LABEL = 400


@dataclass(frozen=True, slots=True)
class Drug:
    """The owner of a dose: id, words, tokens `first` to `end`. `general` marks a whole class ("opioids", "alcohol")."""

    id: str
    text: str
    first: int
    end: int
    general: bool = False


class Passages:
    """The named drugs by place, and what passages are about."""

    def __init__(self, scan: Scan, mentions: Sequence[Mention]) -> None:
        self.scan = scan
        self._by_start: dict[int, Drug] = {}
        self._by_end: dict[int, Drug] = {}
        self._by_sentence: dict[int, list[Drug]] = {}
        for mention in mentions:
            if mention.kind == "drug":
                self._add(mention)
        self._sentences: dict[int, list[int]] = {}
        for number, sentence in enumerate(scan.sentences):
            self._sentences.setdefault(sentence.block, []).append(number)
        self._earlier = self._by_paragraph()
        self._heading, self._above = self._by_block()
        self._main: Drug | None = None
        self._main_known = False

    def _add(self, mention: Mention) -> None:
        inside = self.scan.tokens.within(mention.span)
        if not inside:
            return
        general = inside.start in self.scan.classes.get("drug-class", ())
        drug = Drug(mention.concept, mention.text, inside.start, inside.stop, general)
        self._by_start[drug.first] = self._by_end[drug.end - 1] = drug
        self._by_sentence.setdefault(mention.sentence, []).append(drug)

    def starting(self, at: int) -> Drug | None:
        """The named drug that begins at token `at`."""
        return self._by_start.get(at)

    def ending(self, at: int) -> Drug | None:
        """The named drug that ends with token `at`."""
        return self._by_end.get(at)

    def topic(self, sentence: int, *, near: bool) -> Drug | None:
        """The drug that an amount of this sentence is most likely about; `near`: only within the paragraph."""
        block = self.scan.sentences[sentence].block
        found = self._earlier[sentence]
        if found is not None or near:
            return found
        if self.scan.document.blocks[block].kind == "item":
            return self._above[block] or self.main()
        return self._heading[block] or self._named_main(sentence) or self._above[block] or self.main()

    def _named_main(self, sentence: int) -> Drug | None:
        """The article's drug, where it has been named by then: what comes later can not be meant."""
        main = self.main()
        return main if main is not None and main.first < self.scan.sentences[sentence].last else None

    def _by_paragraph(self) -> list[Drug | None]:
        """For each sentence the nearest drug that the sentences before it in its block name."""
        earlier: list[Drug | None] = []
        for number, sentence in enumerate(self.scan.sentences):
            follows = number and self.scan.sentences[number - 1].block == sentence.block
            earlier.append(self._first((number - 1,)) or earlier[-1] if follows else None)
        return earlier

    def _by_block(self) -> tuple[list[Drug | None], list[Drug | None]]:
        """For each block the drug of the nearest heading above, and that of this heading or, nearest first, of the
        paragraphs between it and the block."""
        heading: list[Drug | None] = [None]
        above: list[Drug | None] = [None]
        for index, block in enumerate(self.scan.document.blocks):
            sentences = self._sentences.get(index, [])
            if block.kind in _HEADS:
                heading.append(self._first(sentences))
                above.append(heading[-1])
            else:
                heading.append(heading[-1])
                above.append(self._first(reversed(sentences)) or above[-1])
        return heading, above

    def _first(self, sentences: Iterable[int]) -> Drug | None:
        for number in sentences:
            drugs = self._by_sentence.get(number, [])
            named = next((drug for drug in drugs if not drug.general), None)
            if named is not None:
                return named
        return None

    def labels(self, block: int) -> Iterator[range]:
        """The tokens of the term above a definition, or of the headings of a cell's row and column (row first)."""
        blocks = self.scan.document.blocks
        if block and blocks[block - 1].kind == "term" and blocks[block].kind != "term":
            yield self.scan.tokens.within(blocks[block - 1].span)
        for label in reversed(blocks[block].labels if blocks[block].kind == "cell" else ()):
            for index in range(block - 1, max(-1, block - _FARTHEST_LABEL), -1):
                span = blocks[index].span
                if label and self.scan.text(span).strip() == label.strip():
                    yield self.scan.tokens.within(span)
                    break

    def _all(self) -> Iterable[Drug]:
        for drugs in self._by_sentence.values():
            yield from drugs

    def main(self) -> Drug | None:
        """The one drug that the article is about: named most often, and either in its head or more than the rest."""
        if not self._main_known:
            self._main_known = True
            named = [drug for drug in self._all() if not drug.general]
            counted = Counter(drug.id for drug in named).most_common(1)
            if counted:
                most, count = counted[0]
                first = {drug.id for drug in self._all() if self._in_head(drug)}
                if count >= max(2, _MAIN_SHARE * len(named)) or most in first:
                    self._main = next(drug for drug in named if drug.id == most)
        return self._main

    def _in_head(self, drug: Drug) -> bool:
        """True for a drug of the title, or of the first blocks where there is none."""
        block = self.scan.sentences[self.scan.sentence_of[drug.first]].block
        kind = self.scan.document.blocks[block].kind
        return kind == "title" or (block < _HEAD_BLOCKS and kind in ("heading", "paragraph", "field"))
