"""What a passage is about: the drugs of a sentence, of its paragraph, of the heading and the table around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from healthlint.analysis.bounds import Cues
from healthlint.analysis.model import Mention, Scan

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

    def __init__(self, scan: Scan, mentions: Sequence[Mention], cues: Cues) -> None:
        self.scan = scan
        self._by_start: dict[int, Drug] = {}
        self._by_end: dict[int, Drug] = {}
        self._by_sentence: dict[int, list[Drug]] = {}
        for mention in mentions:
            if mention.kind == "drug":
                self._add(mention, cues)
        self._sentences: dict[int, list[int]] = {}
        for number, sentence in enumerate(scan.sentences):
            self._sentences.setdefault(sentence.block, []).append(number)
        self._main: Drug | None = None
        self._main_known = False

    def _add(self, mention: Mention, cues: Cues) -> None:
        inside = self.scan.tokens.within(mention.span)
        if not inside:
            return
        drug = Drug(mention.concept, mention.text, inside.start, inside.stop, cues.starts("drug-class", inside.start))
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
        found = self._first(range(sentence - 1, self._sentences[block][0] - 1, -1))
        if found is not None or near:
            return found
        if self.scan.document.blocks[block].kind == "item":
            return self._above(block) or self.main()
        return self._heading(block) or self._named_main(sentence) or self._above(block) or self.main()

    def _named_main(self, sentence: int) -> Drug | None:
        """The article's drug, where it has been named by then: what comes later can not be meant."""
        main = self.main()
        return main if main is not None and main.first < self.scan.sentences[sentence].last else None

    def _heading(self, block: int) -> Drug | None:
        """The drug of the nearest heading above."""
        blocks = self.scan.document.blocks
        for index in range(block - 1, -1, -1):
            if blocks[index].kind in _HEADS:
                return self._first(self._sentences.get(index, []))
        return None

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

    def _above(self, block: int) -> Drug | None:
        """The drug of the heading above, or of the paragraphs between it and here, nearest first."""
        blocks = self.scan.document.blocks
        for index in range(block - 1, -1, -1):
            sentences = self._sentences.get(index, [])
            found = self._first(sentences if blocks[index].kind in _HEADS else reversed(sentences))
            if found is not None:
                return found
            if blocks[index].kind in _HEADS:
                return None
        return None

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
