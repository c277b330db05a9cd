"""The results of analysis. Spans are in the document's text (`Document.prose.locate` leads to the file)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from healthlint.analysis.lexicon import NO_LISTS, Lists
from healthlint.analysis.phrase_walk import Matches
from healthlint.analysis.tokens import Tokens
from healthlint.document.model import Document
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

Polarity = Literal["affirmed", "negated"]
Certainty = Literal["absolute", "asserted", "hedged", "questioned"]
Voice = Literal["writer", "reported", "critic"]
MentionKind = Literal["drug", "condition", "effect"]
Reason = Literal[
    "subject", "object", "relative", "pronoun", "amount", "row", "lead-in", "heading", "section", "article", "unclear"
]
Sort = Literal["drug", "unlisted", "treatment", ""]
QuantityKind = Literal["dose", "percent", "duration", "count", "money", "year", "other"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `first` to `last` are its tokens (`last` exclusive), `block` the index of its block."""

    span: Span
    block: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A named drug, condition or adverse effect. `form` is the drug's form if the words name one ("low-dose"),
    `classes` its classes ("opioid"), `product` the product that the words name."""

    kind: MentionKind
    concept: str
    text: str
    span: Span
    sentence: int
    form: str = ""
    classes: tuple[str, ...] = ()
    product: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as written. `low`/`high` are None where a bound is open; `unit` is canonical (mg, percent, week, ...).

    `per` is the period of a frequency ("day", "week"), `times` how often in it. `bound` says what the words around it
    say: exact, about, at-least, at-most, between, less-than, more-than. `relative` marks "half the usual dose".
    `mg_per_day` is the daily total in milligrams where unit and frequency give one; without a frequency (`per` is "")
    the amount counts as a day's. `drug` is None when unclear. `span` is the amount with its unit, `freq_span` the place
    of the frequency. `role` is what a dose is for: dose, step (a change: "by 0.5 mg"), strength ("25 mg tablets",
    "capsules of 50 mg") or total (of a course: "21 g over 14 days").
    """

    kind: QuantityKind
    text: str
    span: Span
    sentence: int
    low: float | None
    high: float | None
    unit: str = ""
    per: str = ""
    times: float = 1.0
    bound: str = "exact"
    form: str = ""
    relative: bool = False
    drug: str | None = None
    drug_text: str = ""
    mg_per_day: tuple[float | None, float | None] | None = None
    freq_span: Span | None = None
    role: Literal["dose", "step", "strength", "total"] = "dose"

    @property
    def full_span(self) -> Span:
        """The amount including its frequency, if that follows: what an editor would underline."""
        if self.freq_span is None or self.freq_span.start < self.span.start:
            return self.span
        return self.span.cover(self.freq_span)


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue with its place and its scope."""

    id: str
    category: str
    span: Span
    scope: Span


@dataclass(frozen=True, slots=True)
class Context:
    """The context of a span, and the cues that establish it."""

    polarity: Polarity = "affirmed"
    certainty: Certainty = "asserted"
    voice: Voice = "writer"
    cues: tuple[CueHit, ...] = ()

    def has(self, category: str) -> bool:
        """True when a cue of this category governs the stretch."""
        return any(cue.category == category for cue in self.cues)

    @property
    def earnest(self) -> bool:
        """True for a sincere assertion: not denied, asked or scoffed at."""
        return self.polarity == "affirmed" and self.voice != "critic" and self.certainty != "questioned"


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says that `agent` does something (`predicate`) to `target`.

    `agent` and `target` are spans (None: not expressed or unclear); `subject` and `object` the ids of the drug and
    condition that they name, if the lexicon knows them ("" if not). `strength` is the relation's.
    """

    relation: Literal["causal", "association"]
    predicate: str
    strength: str
    predicate_span: Span
    span: Span
    sentence: int
    context: Context
    agent: Span | None = None
    target: Span | None = None
    subject: str = ""
    object: str = ""
    magnitude: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement made by the words of a frame.

    `kind`, `frame` and `matter` are the frame's; `construction` is the grammar that matched. `stance` is the resulting
    stance, negation included. `about` is the drug or other treatment that the words are about ("" if unclear), `target`
    the other substance, condition or people that their sentence names. `extent` is how much of it ("nothing serious" is
    some), `reach` whom it applies to. `place` is what an editor would underline. For an effect, `strength` is the
    frame's, `ill` the place of the illness, and `past` is set for a past event.
    """

    kind: str
    frame: str
    construction: str
    stance: Literal["for", "against"]
    polarity: Polarity
    certainty: Certainty
    voice: Voice
    place: Span
    sentence: int
    matter: str = ""
    about: str = ""
    target: str = ""
    value: Quantity | None = None
    extent: Literal["total", "large", "some"] = "total"
    reach: Literal["everybody", "most", "some"] = "everybody"
    cues: tuple[CueHit, ...] = ()
    strength: str = ""
    ill: Span | None = None
    past: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What words are about, and how that was decided.

    `what` is the id of a drug, the lower-case name of one that no lexicon lists, or the words for something else
    ("yoga", "the tea"); "" if unclear. `sort` distinguishes the three. `place` is where the text names it, if one place
    decides.
    """

    what: str = ""
    reason: Reason = "unclear"
    sort: Sort = ""
    place: Span | None = None


UNCLEAR = Subject()


@dataclass(frozen=True, slots=True)
class Scan:
    """The text after one pass: words, sentences, classes of words, and the places of every phrase of the packs.

    `limits[i]` is the index just after the last token of the sentence of token i; `sentence_of[i]` its sentence.
    `lists` are words that the packs list for analysis.
    """

    document: Document
    tokens: Tokens
    sentences: tuple[Sentence, ...]
    sentence_of: Sequence[int]
    limits: Sequence[int]
    classes: Mapping[str, Mapping[int, Sequence[int]]]
    matches: Matches
    lists: Lists = NO_LISTS

    def text(self, span: Span) -> str:
        return self.document.text[span.start : span.end]
