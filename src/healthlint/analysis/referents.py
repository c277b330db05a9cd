"""Which drug words like "it", "the drug" or a missing subject mean at a place of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from healthlint.analysis.model import Mention, Scan

_TOPIC_AT_LEAST = 3
_ALONE_AT_LEAST = 2
_SUBJECT_WITHIN = 5
_PARAGRAPHS = 2
_COMPARATOR = "comparator"
"""A placebo is what a drug is held against: "it" is never that."""
_WARNED_OF = frozenset("no not without any unlike than avoid avoiding stop stopping never".split())
"""Before a drug that a sentence warns of or sets aside: "No alcohol with it." speaks of something else."""
_COMPARED = frozenset((("compared", "with"), ("compared", "to"), ("contrast", "to"), ("next", "to"), ("instead", "of")))
_HEADINGS = frozenset(("title", "heading"))


def resolve(scan: Scan, mentions: Sequence[Mention], position: int) -> str:
    """The id of the drug that "it" would mean at `position`; empty when none or several could be meant.

    For one question; ask a `Referents` when there are many.
    """
    return Referents(scan, mentions).resolve(position)


class Referents:
    """Made once for a text: its drugs by sentence and what the whole is about."""

    def __init__(self, scan: Scan, mentions: Sequence[Mention]) -> None:
        self._scan = scan
        drugs = [each for each in mentions if each.kind == "drug" and _COMPARATOR not in each.classes]
        # What the text names in the plural somewhere ("opioids") is a class, also where it says "an opioid".
        classes = frozenset(drug.concept for drug in drugs if _plural(drug))
        self._many = _Named(scan, [drug for drug in drugs if drug.concept in classes])
        self._one = _Named(scan, [drug for drug in drugs if drug.concept not in classes])
        self._sections = self._section_starts()
        self.topic = self._topic()

    def _section_starts(self) -> list[int]:
        # For every block the offset where its section starts: its heading, or the start of the text.
        starts, start = [], 0
        for block in self._scan.document.blocks:
            if block.kind in _HEADINGS:
                start = block.span.start
            starts.append(start)
        return starts

    def _topic(self) -> str:
        """The drug named most; none if all are named in passing. A title, a first paragraph and a name that says in
        which form it is taken ("low-dose") count for several.

        A class of drugs is left out: an article's drug is rarely one.
        """
        blocks = self._scan.document.blocks
        counts: Counter[str] = Counter()
        for drug in self._one.drugs:
            number = self._scan.sentences[drug.sentence].block
            prominent = number == 0 or blocks[number].kind in _HEADINGS or bool(drug.form)
            counts[drug.concept] += _TOPIC_AT_LEAST if prominent else 1
        ranked = counts.most_common(2)
        if len(ranked) == 1 and ranked[0][1] >= _ALONE_AT_LEAST:
            return ranked[0][0]
        if not ranked or ranked[0][1] < _TOPIC_AT_LEAST:
            return ""
        return "" if len(ranked) > 1 and ranked[0][1] == ranked[1][1] else ranked[0][0]

    def resolve(self, position: int, plural: bool = False) -> str:
        """Nearest first: the same paragraph, the section up to its heading, then what the article is about.

        A plural ("they") means a class of drugs ("opioids"), anything else does not.
        """
        named = self._many if plural else self._one
        at = bisect_left(named.starts, position) - 1
        if at >= 0 and named.starts[at] >= self._section(position):
            return self._choose(named, at, self._block(position))
        return self.topic

    def _block(self, position: int) -> int:
        return bisect_left(self._scan.document.blocks, position + 1, key=lambda block: block.span.start) - 1

    def _section(self, position: int) -> int:
        index = self._block(position)
        return self._sections[index] if index >= 0 else 0

    def _choose(self, named: _Named, nearest: int, block: int) -> str:
        """The subject of the sentence that names `nearest`; else the article's drug; else the sentence's only one.

        What was named some paragraphs ago is no longer spoken of when the article has a drug of its own.
        """
        sentence = named.drugs[nearest].sentence
        if self.topic and block - self._scan.sentences[sentence].block > _PARAGRAPHS:
            return self.topic
        subject = named.subjects.get(sentence, "")
        if subject or self.topic:
            return subject or self.topic
        return named.drugs[nearest].concept if named.alone[nearest] else ""


class _Named:
    """Mentions of drugs in reading order, with what is known of the sentences that hold them."""

    def __init__(self, scan: Scan, drugs: Sequence[Mention]) -> None:
        self.drugs = drugs
        self.starts = [drug.span.start for drug in drugs]
        self.subjects: dict[int, str] = {}
        """Sentence -> the one drug that stands where its subject is."""
        self.alone: list[bool] = []
        """For every mention: no other drug stands before it in its sentence."""
        for index, drug in enumerate(drugs):
            earlier = drugs[index - 1] if index else None
            same = earlier is not None and earlier.sentence == drug.sentence
            differs = same and earlier is not None and (earlier.concept != drug.concept or not self.alone[-1])
            self.alone.append(not differs)
            if _opens(scan, drug):
                self.subjects[drug.sentence] = "" if differs else drug.concept


def _opens(scan: Scan, drug: Mention) -> bool:
    first = scan.sentences[drug.sentence].first
    at = scan.tokens.within(drug.span).start
    before = scan.tokens.words[max(first, at - 2) : at]
    if before and (before[-1] in _WARNED_OF or before in _COMPARED):
        return False
    opening = first + _SUBJECT_WITHIN
    return opening >= len(scan.tokens) or drug.span.start < scan.tokens.starts[opening]


def _plural(drug: Mention) -> bool:
    text = drug.text.lower()
    return not drug.form and text.endswith("s") and not text.endswith(("ss", "us", "is"))
