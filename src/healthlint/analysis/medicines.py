"""The medicines that an article names, in a lexicon or not; those without facts in any pack are reported as not
checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from healthlint.analysis.result import Analysis
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

_SHORTEST = 5
_ELSEWHERE = frozenset({"nav", "footer", "form"})
_NOT_SAID = frozenset({"reference", "alt"})


@dataclass(frozen=True, slots=True)
class Medicines:
    """Names of medicines beyond the vocabulary, words that are names only with a dose, and words that never are,
    whatever the vocabulary says."""

    more: frozenset[str] = frozenset()
    dosed: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()

    @classmethod
    def of(cls, groups: Mapping[str, Collection[str]]) -> Medicines:
        """Built from the groups of a lexicon."""
        return cls(*(frozenset(groups.get(f"medicine-by-{what}", ())) for what in ("name", "dose", "mistake")))

    def named(self, analysis: Analysis, but: Collection[str]) -> dict[str, list[Span]]:
        """The places where the article's own words name a medicine, by the name as first written; `but` are ids to
        leave out."""
        found: dict[str, list[Span]] = {}
        shown: dict[str, str] = {}
        tokens, known = analysis.scan.tokens, self._known(analysis)
        taken = {at for span in _mentions(analysis, but) for at in tokens.within(span)}
        for at, word in enumerate(tokens.words):
            if word not in known or at in taken or not _is_said(analysis, at):
                continue
            span = tokens.span(at, at)
            written = analysis.scan.text(span)
            if self._is_meant(analysis, word, written, at):
                plain = word in self.dosed or self._is_medicine(analysis, word, "")
                name = shown.setdefault(word, word if plain else _brand(written))
                found.setdefault(name, []).append(span)
        return found

    def _known(self, analysis: Analysis) -> set[str]:
        words = {word for word in analysis.scan.tokens.words if len(word) >= _SHORTEST and word.isalpha()}
        return {word for word in words - self.never if word in self.dosed or self._is_medicine(analysis, word, "A")}

    def _is_medicine(self, analysis: Analysis, word: str, written: str) -> bool:
        listed = analysis.names.medicine
        return word in self.more or (listed is not None and listed(word, written[:1].isupper()))

    def _is_meant(self, analysis: Analysis, word: str, written: str, at: int) -> bool:
        if word in self.dosed:
            return _is_dosed(analysis, at)
        return self._is_medicine(analysis, word, written)


def _mentions(analysis: Analysis, concepts: Collection[str]) -> Iterator[Span]:
    return (mention.span for mention in analysis.mentions if mention.kind == "drug" and mention.concept in concepts)


def _is_said(analysis: Analysis, at: int) -> bool:
    """True for the article's own words, not those of a menu, a reference or an image description."""
    sentence = analysis.scan.sentence_of[at]
    if sentence < 0:
        return False
    block = analysis.document.blocks[analysis.sentences[sentence].block]
    return block.kind not in _NOT_SAID and _ELSEWHERE.isdisjoint(block.within)


def _is_dosed(analysis: Analysis, at: int) -> bool:
    """True if the sentence gives a dose that probably belongs to this medicine."""
    sentence = analysis.sentences[analysis.scan.sentence_of[at]]
    word = analysis.scan.tokens.words[at]
    doses = (amount for amount in analysis.quantities_in(sentence.span) if amount.kind == "dose")
    return any(dose.drug_text.lower() == word or dose.drug in (None, word) for dose in doses)


def _brand(written: str) -> str:
    return written.capitalize() if written.isupper() else written
