"""A single pass over an article that finds every word and phrase known to any pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from healthlint.analysis import phrase_walk, sentences
from healthlint.analysis.broken_words import IsWord, Joiner, no_word
from healthlint.analysis.lexicon import Lexicon, lists
from healthlint.analysis.members import Members
from healthlint.analysis.model import Quantity, Scan, Sentence
from healthlint.analysis.phrase_walk import Match, Text
from healthlint.analysis.phrasebook import DECOY, Phrasebook, Term
from healthlint.analysis.quantities.find import find
from healthlint.analysis.tokens import Tokens, tokenize
from healthlint.analysis.word_classes import classes_of
from healthlint.document.model import Document

if TYPE_CHECKING:
    from healthlint.analysis.kept import Kept


class Scanner:
    """Scans any number of documents for the contents of a phrasebook."""

    def __init__(self, lexicon: Lexicon, book: Phrasebook, is_word: IsWord = no_word) -> None:
        """`is_word` recognises words of the language, so that a word broken by the file can be rejoined."""
        self._book = book
        self._joiner = Joiner(lexicon, is_word)
        self._word_classes = book.word_classes()
        self._lists = lists(lexicon)
        self.classes_of = classes_of(lexicon)

    def scan(
        self, document: Document, kept: Kept | None = None
    ) -> tuple[Scan, list[tuple[Term, Match]], list[Quantity]]:
        """The scan, the terms found (longest first if they overlap), and the raw quantities. `kept` is from an earlier
        state of the document."""
        tokens = self._joiner.joined(tokenize(document.text), document.joints)
        found = sentences.split(document, tokens)
        limits, sentence_of = _limits(found, len(tokens))
        text = Text(tokens.words, limits)
        named = kept.terms(text) if kept else phrase_walk.find
        terms = _longest(self._book.terms_in(text, named), document.text, tokens, self._book.rank)
        amounts = find(document, tokens, found, self._lists)
        classes = self._classes(terms, text, amounts, tokens)
        text.know(classes)
        matches = self._book.phrases_in(text, kept.phrases(text) if kept else phrase_walk.find)
        return Scan(document, tokens, found, sentence_of, limits, classes, matches, self._lists), terms, amounts

    def _classes(
        self, terms: Iterable[tuple[Term, Match]], text: Text, amounts: Iterable[Quantity], tokens: Tokens
    ) -> Members:
        found = Members(text.places, self._word_classes.of(text.places))
        add = found.add
        for match in self._book.words_in(text):
            term = match.key
            assert isinstance(term, Term)
            add(term.id, match.first, match.last + 1)
        for term, match in terms:
            for name in self.classes_of[term.kind, term.id]:
                add(name, match.first, match.last + 1)
            if term.form:
                add(f"{term.id}:{term.form}", match.first, match.last + 1)
                add(f"{term.kind}:{term.form}", match.first, match.last + 1)
        for amount in amounts:
            inside = tokens.within(amount.span)
            if inside:
                add(amount.kind, inside.start, inside.stop)
                add("amount", inside.start, inside.stop)
        return found


def _limits(found: Sequence[Sentence], count: int) -> tuple[list[int], list[int]]:
    limits, sentence_of = list(range(1, count + 1)), [-1] * count
    for number, sentence in enumerate(found):
        for index in range(sentence.first, sentence.last):
            limits[index] = sentence.last
            sentence_of[index] = number
    return limits, sentence_of


def _longest(
    matches: Iterable[Match], text: str, tokens: Tokens, rank: Callable[[Term], int]
) -> list[tuple[Term, Match]]:
    """Named things do not overlap: the longest wins and, of two with the same name, the one with the higher `rank`,
    from the later pack. In order, the longest first."""
    kept: list[tuple[Term, Match]] = []
    taken_until = -1
    # The place of the last name, and which of the kept ones it may be, by kind.
    name = (-1, -1)
    alike: dict[str, int] = {}
    for match in matches:
        term = match.key
        assert isinstance(term, Term)
        if term.capitals and not in_capitals(text, tokens, match):
            continue
        if (match.first, match.last) != name:
            if match.first <= taken_until:
                continue
            name, alike = (match.first, match.last), {}
        if term.kind in alike:
            at = alike[term.kind]
            kept[at] = max(kept[at], (term, match), key=lambda one: rank(one[0]))
            continue
        alike[term.kind] = len(kept)
        kept.append((term, match))
        taken_until = max(taken_until, match.last)
    return [(term, match) for term, match in kept if term.kind != DECOY.kind]


def in_capitals(text: str, tokens: Tokens, match: Match) -> bool:
    """True if the match is in capitals, apart from a plural s."""
    return text[tokens.starts[match.first] : tokens.ends[match.last]].rstrip("s").isupper()
