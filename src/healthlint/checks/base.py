"""What every kind of check is given and what it may say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from healthlint.analysis.lexicon import Drug
from healthlint.analysis.model import Context
from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.places import Places
from healthlint.analysis.reading.article import Readings
from healthlint.analysis.result import Analysis
from healthlint.errors import PackError
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import Fact, Reference, Scalar, Stance
from healthlint.span import Span

if TYPE_CHECKING:
    from healthlint.analysis.citations import Marker
    from healthlint.analysis.reading.reader import Reader
    from healthlint.analysis.statements.attributes.table import Table

Severity = Literal["error", "warning", "suggestion"]
Applicability = Literal["safe", "unsafe", "display"]
"""How far a fix may go: applied unseen, applied when asked for, never more than shown."""
ANY = "any"
"""What a rule writes for `drug` when it is about every drug that the reference has facts on."""

_SHORT = 40
"""Characters of a sentence that may be underlined whole."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place and the values for the rule's message; `span` is in the document's text, None means the whole article.

    `context` is what holds for it where that is not simply the context of the span; `severity` overrides the rule's.
    `facts` are the ids of the facts that this hit was measured against, `replacement` the right text for the span,
    `applicability` the most that its fix may be, whatever the rule says of fixes. `place` is where in the file it
    stands, for what was cut out of the text. `against` is the place in the text that it disagrees with.
    """

    span: Span | None
    values: Mapping[str, str] = field(default_factory=dict)
    replacement: str | None = None
    facts: tuple[str, ...] = ()
    severity: Severity | None = None
    context: Context | None = None
    applicability: Applicability = "safe"
    place: Span | None = None
    against: Span | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Facts of a `type` that a check builds upon: those of these `stances` whose value has all of these keys, and which
    are `about` something under each of these."""

    type: str
    value: Mapping[str, Scalar] = field(default_factory=dict)
    stances: tuple[Stance, ...] = ("asserts", "hedges")
    about: tuple[str, ...] = ()

    def facts(self, reference: Reference, drug: str) -> Iterator[Fact]:
        """Those about a drug."""
        for fact in reference.select(self.type, drug=drug):
            asked = fact.stance in self.stances and self.value.items() <= fact.value.items()
            if asked and fact.about.keys() >= {*self.about}:
                yield fact


class Article(Places):
    """An analysed document beside the reference, with what several checks ask of it worked out once."""

    def __init__(
        self,
        analysis: Analysis,
        reference: Reference,
        folders: Iterable[str] = (),
        accepted: frozenset[str] = frozenset(),
        reader: Reader | None = None,
        suggest: bool = False,
    ) -> None:
        """`folders` are those of the packs, where `resource` looks; `accepted` are words that are right as they are.
        `reader` says what sentences say in any words; with `suggest`, also where it is not sure enough to warn."""
        super().__init__(analysis)
        self.reference = reference
        self.accepted = accepted
        self.readings = Readings(analysis, reader)
        self.suggest = suggest
        self._folders = tuple(folders)

    def with_reference(self, reference: Reference) -> Article:
        """The same article beside other facts."""
        twin = copy(self)
        twin.reference = reference
        return twin

    def resource(self, name: str) -> Path:
        """The folder or file of this name in the first pack that has it. Raises PackError."""
        for folder in self._folders:
            if (path := Path(folder, name)).exists():
                return path
        raise PackError(f"no pack has a '{name}'; it is looked for in {', '.join(self._folders) or 'no folder'}")

    def excused(self, hit: Hit, unless: Iterable[str]) -> bool:
        """True when the context of the hit is one of those in which a rule keeps silent."""
        if hit.span is None:
            return False
        return self.holds(unless, hit.span, hit.context or self.context(hit.span))

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The ids of all that the article names."""
        return frozenset(mention.concept for mention in self.analysis.mentions)

    @cached_property
    def ailments(self) -> frozenset[str]:
        """The ids of the conditions that the article names, and the classes that they belong to."""
        return frozenset(name for names in self.conditions(Span(0, len(self.document.text))) for name in names)

    @cached_property
    def markers(self) -> tuple[Marker, ...]:
        """The reference markers of the running text, in order."""
        from healthlint.analysis.citations import markers

        return tuple(markers(self.document))

    @cached_property
    def table(self) -> Table:
        """Its attributes, each read when it is first asked for."""
        from healthlint.analysis.statements.attributes.table import Table

        return Table(self)

    def sentence_of(self, hit: Hit) -> str:
        """The text of the sentence in which a hit begins; empty where it is about the whole article."""
        if hit.span is None:
            return ""
        sentence = self.sentence_at(hit.span.start)
        return self.text(hit.span if sentence is None else sentence.span)

    def asserted_at(self, span: Span, context: Context) -> tuple[Span, str]:
        """Where the words at `span` are told, and as what: a question that is answered with yes is told by its answer,
        the whole of it if it is short."""
        answer = next((cue.span for cue in context.cues if cue.category == "answered-yes"), None)
        if answer is None:
            return span, self.text(span)
        sentence = self.sentence_at(answer.start)
        place = answer if sentence is None or len(sentence.span) > _SHORT else sentence.span
        return place, f"{self.text(span)}? {self.text(place)}"

    def earlier(self, span: Span, said: str = "") -> str:
        """What stands at `span`, or is `said` there, and in which line of the file, for a finding that stands
        elsewhere."""
        place = self.document.prose.locate(span.start, span.end)
        where = self.document.place(place) or f"line {self.document.position(place.start)[0]}"
        return f"{said or self.text(span)} ({where})"


@dataclass(frozen=True, slots=True)
class Check:
    """The base of all kinds. The fields of a kind are the keys that a rule writes under `with:`.

    A field of type `Phrases` is a list of phrases (see `analysis/phrases.py`); the scanner finds them before `run`.
    """

    kind: ClassVar[str] = ""

    def run(self, article: Article) -> Iterable[Hit]:
        """The places where the rule may speak (the base: none); what `unless` excludes is taken away afterwards."""
        return ()

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts against which this check measures, whatever the text says; for the page of its rule."""
        return ()

    def reads(self, reference: Reference) -> tuple[Fact, ...]:
        """Every fact that may decide whether this check speaks; more than `documented` where it looks at others too."""
        return self.documented(reference)

    @property
    def for_any(self) -> bool:
        """True for a check that is written for any drug: it runs as what `each` gives."""
        return getattr(self, "drug", "") == ANY

    def each(self, drug: Drug) -> Iterator[Check]:
        """What a check that is written for any drug is about one of them."""
        changed: dict[str, Any] = {"drug": drug.id}
        yield replace(self, **changed)

    @property
    def spoken_of(self) -> str:
        """The id of the drug that a hit speaks of, "" for a check that speaks of none or has to look at others."""
        return str(getattr(self, "drug", ""))

    @property
    def unnamed_too(self) -> bool:
        """True for a check that may speak of its drug in an article that does not name it."""
        return False

    @property
    def narrow(self) -> bool:
        """True for a check on some people or illnesses alone: where one on everybody speaks too, it says more."""
        return False

    @property
    def once_a_sentence(self) -> bool:
        """True when a second hit in the same sentence would only repeat the first."""
        return False

    def phrases(self) -> Iterator[Phrases]:
        """The phrases that the scanner has to look for."""
        names: tuple[str, ...] = self.__match_args__
        for name in names:
            value = getattr(self, name)
            values = value.values() if isinstance(value, Mapping) else (value,)
            yield from (part for part in values if isinstance(part, Phrases))
