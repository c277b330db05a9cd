"""The result of the analysis of one document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection
from dataclasses import field
from typing import Protocol

from healthlint.analysis.about.resolve import About
from healthlint.analysis.drug_names import NO_NAMES, DrugNames
from healthlint.analysis.language import Foreign
from healthlint.analysis.lexicon import Lexicon
from healthlint.analysis.model import Claim, Context, CueHit, Mention, Quantity, Scan, Sentence, Statement
from healthlint.document.model import Document
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span


class Claims(Protocol):
    """The claims of a text, built on request."""

    @property
    def all(self) -> tuple[Claim, ...]:
        """Every claim, in order."""

    def near(self, strengths: Collection[str]) -> tuple[Claim, ...]:
        """All claims of these strengths, in order, and possibly others."""


class Statements(Protocol):
    """The statements of a text, built when their kind is requested."""

    def all(self) -> tuple[Statement, ...]:
        """Every one, in reading order."""

    def of(self, kind: str) -> tuple[Statement, ...]:
        """Those of a kind."""

    def in_frames(self, names: Collection[str]) -> tuple[Statement, ...]:
        """Those in the words of some frames."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that the checks may examine."""

    scan: Scan
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    cues: tuple[CueHit, ...]
    claimed: Claims = field(repr=False)
    stated: Statements = field(repr=False)
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
        """All that is said in the words of frames."""
        return self.stated.all()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Who says that what does what to what."""
        return self.claimed.all

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
