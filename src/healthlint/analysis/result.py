"""The result of the analysis of one document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import field

from healthlint.analysis.about.resolve import About
from healthlint.analysis.drug_names import NO_NAMES, DrugNames
from healthlint.analysis.language import Foreign
from healthlint.analysis.lexicon import Lexicon
from healthlint.analysis.model import Claim, Context, CueHit, Mention, Quantity, Scan, Sentence, Statement
from healthlint.document.model import Document
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that the checks may examine."""

    scan: Scan
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    cues: tuple[CueHit, ...]
    claims: tuple[Claim, ...]
    stated: Callable[[], tuple[Statement, ...]] = field(repr=False)
    context_of: Callable[[Span], Context] = field(repr=False)
    about: About = field(repr=False)
    names: DrugNames = field(default=NO_NAMES, repr=False)
    foreign: Foreign = Foreign()
    lexicon: Lexicon = field(default=Lexicon(), repr=False)

    @property
    def document(self) -> Document:
        return self.scan.document

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that are not claims of an effect; computed on first use."""
        return self.stated()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.scan.sentences

    def mentions_in(self, area: Span) -> tuple[Mention, ...]:
        """The mentions that begin in a span."""
        first = bisect_left(self.mentions, area.start, key=_start)
        return self.mentions[first : bisect_left(self.mentions, area.end, key=_start)]

    def quantities_in(self, area: Span) -> tuple[Quantity, ...]:
        """The quantities that begin in a span."""
        first = bisect_left(self.quantities, area.start, key=_start)
        return self.quantities[first : bisect_left(self.quantities, area.end, key=_start)]


def _start(item: Mention | Quantity) -> int:
    return item.span.start
