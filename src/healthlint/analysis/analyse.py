"""The order of the steps of analysis."""

from __future__ import annotations

from collections.abc import Iterable

from healthlint.analysis import claims, context, mentions, quantities
from healthlint.analysis.lexicon import Lexicon
from healthlint.analysis.model import Analysis
from healthlint.analysis.scan import Phrases, Scanner
from healthlint.document.model import Document


class Analyser:
    """Compiled once from the lexicon and the phrases that rules want; analyses any number of documents."""

    def __init__(self, lexicon: Lexicon, wanted: Iterable[Phrases] = ()) -> None:
        self.lexicon = lexicon
        self._scanner = Scanner(lexicon, wanted)

    def analyse(self, document: Document) -> Analysis:
        """The analysis of one document."""
        scan, terms, raw = self._scanner.scan(document)
        named = mentions.find(scan, terms, self._scanner.classes_of)
        amounts = quantities.link(scan, named, raw)
        hits = context.cues(scan, self.lexicon)
        context_of = context.context_of(scan, hits)
        found = claims.find(scan, self.lexicon, named, amounts, context_of)
        return Analysis(scan, named, amounts, hits, found, context_of)
