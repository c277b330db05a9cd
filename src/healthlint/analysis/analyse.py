"""The order of the steps of analysis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from healthlint.analysis import language, mentions
from healthlint.analysis.about.resolve import About
from healthlint.analysis.asides import set_apart
from healthlint.analysis.broken_words import no_word
from healthlint.analysis.context.cues import context_of, cues
from healthlint.analysis.drug_names import NO_NAMES, DrugNames
from healthlint.analysis.frames import units
from healthlint.analysis.lexicon import Lexicon
from healthlint.analysis.lookalikes import unmasked
from healthlint.analysis.marks import without_marks
from healthlint.analysis.phrasebook import Phrasebook, Phrases, compile_phrases
from healthlint.analysis.quantities.linking import link
from healthlint.analysis.result import Analysis
from healthlint.analysis.scan import Scanner
from healthlint.analysis.spelling import Speller
from healthlint.analysis.statements.build import Parts, Statements
from healthlint.analysis.statements.claims import Builder, Claims
from healthlint.analysis.statements.grammar import Grammar
from healthlint.analysis.statements.predicates import Predicate, predicates
from healthlint.document.model import Document

if TYPE_CHECKING:
    from healthlint.analysis.kept import Kept


class Analyser:
    """Compiled once from the lexicon and the phrases that rules need; analyses any number of documents."""

    def __init__(
        self,
        lexicon: Lexicon,
        wanted: Phrasebook | Iterable[Phrases] = (),
        speller: Callable[[], Speller] | None = None,
    ) -> None:
        """`wanted` is the phrasebook of the lexicon and the rules, or what to compile it from.

        `speller` loads the word lists that recognise drugs missing from the lexicon; called on demand.
        """
        self.lexicon = lexicon
        self._units = tuple(units(lexicon.frames))
        self._speller = speller
        endings = lexicon.groups.get("drug-stem", ()), lexicon.lists.get("no-substance-ending", ())
        self._names = NO_NAMES if speller is None else DrugNames.of(speller, *endings)
        book = wanted if isinstance(wanted, Phrasebook) else compile_phrases(lexicon, wanted)
        self._scanner = Scanner(lexicon, book, no_word if speller is None else lambda word: speller().listed(word))

    def analyse(self, document: Document, kept: Kept | None = None) -> Analysis:
        """The analysis of one document, without its citation marks and with lookalike letters read as Latin ones.
        `kept` comes from the analysis of an earlier state of the document, and is updated for a later one."""
        go_on = kept.go_on if kept else _always
        document = unmasked(without_marks(document))
        scan, terms, raw = self._scanner.scan(document, kept)
        scan = set_apart(scan)
        named = mentions.find(scan, terms, self._scanner.classes_of)
        about = About(scan, named, self._names)
        amounts = link(scan, raw, about.owners)
        go_on()
        hits, inserted = cues(scan, self.lexicon)
        context = context_of(scan, hits)
        go_on()
        # What is said is worked out when a rule asks for it: most texts speak of no drug that most rules are about.
        grammar = cache(lambda: Grammar(scan, self.lexicon, inserted))

        def claiming() -> tuple[list[Predicate], Builder]:
            return list(predicates(grammar(), self._units)), Builder(grammar(), named, amounts, context, about)

        claimed = Claims(scan, self._units, claiming)
        stated = Statements(scan, self._units, lambda: Parts(grammar(), named, context, about))
        parts = language.foreign(document, None if self._speller is None else self._speller())
        return Analysis(scan, named, amounts, hits, claimed, stated, context, about, self._names, parts, self.lexicon)


def _always() -> None:
    """A single analysis is never interrupted."""
