"""What every kind of check receives and may return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from healthlint.analysis.jurisdictions import Jurisdictions
from healthlint.analysis.lexicon import Drug
from healthlint.analysis.model import Context
from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.places import Places
from healthlint.analysis.reading.article import Readings
from healthlint.analysis.result import Analysis
from healthlint.errors import PackError
from healthlint.fast_dataclass import dataclass, replace
from healthlint.reference.model import AFFIRMING, Fact, Reference, Scalar, Stance
from healthlint.span import Span

if TYPE_CHECKING:
    from healthlint.analysis.citations import Marker
    from healthlint.analysis.reading.reader import Reader
    from healthlint.analysis.statements.attributes.table import Table

Severity = Literal["error", "warning", "suggestion"]
Applicability = Literal["safe", "unsafe", "display"]
"""How a fix may be used: applied automatically, applied on request, or only shown."""
ANY = "any"
"""The value of `drug` in a rule that covers every drug with facts in the reference."""

_SHORT = 40
"""The longest sentence, in characters, that is underlined as a whole."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place and the values for the rule's message. `span` is a place in the document's text; None means the whole
    article.

    `context` is given where it differs from the context of the span; `severity` overrides the rule's. `facts` are the
    ids of the facts that decided, `replacement` the right text for the span, and `applicability` the most that its fix
    may be, whatever the rule says. `place` is the position in the file, for words that were cut out of the text.
    `against` is the place in the text that the hit contradicts.
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
    company: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A selection of facts: those of a `type` with one of these `stances`, whose value has all of these keys (with any
    of several words), and which are `about` something under each of these."""

    type: str
    value: Mapping[str, Scalar | tuple[str, ...]] = field(default_factory=dict)
    stances: tuple[Stance, ...] = AFFIRMING
    about: tuple[str, ...] = ()

    def facts(self, reference: Reference, drug: str) -> Iterator[Fact]:
        """The selected facts about a drug."""
        for fact in reference.select(self.type, drug=drug):
            if fact.stance in self.stances and self._has_value(fact) and fact.about.keys() >= {*self.about}:
                yield fact

    def _has_value(self, fact: Fact) -> bool:
        return all(
            fact.value.get(key) in (wanted if isinstance(wanted, tuple) else (wanted,))
            for key, wanted in self.value.items()
        )


class Article(Places):
    """An analysed document together with the reference; computes once what several checks need."""

    def __init__(
        self,
        analysis: Analysis,
        reference: Reference,
        folders: Iterable[str] = (),
        accepted: frozenset[str] = frozenset(),
        reader: Reader | None = None,
        suggest: bool = False,
    ) -> None:
        """`folders` are those of the packs, in which `resource` looks; `accepted` are words to leave alone. `reader` is
        the taught reader; with `suggest` it is also used where it is not sure enough for a warning."""
        super().__init__(analysis)
        self.reference = reference
        self.accepted = accepted
        self.readings = Readings(analysis, reader)
        self.suggest = suggest
        self._folders = tuple(folders)

    def with_reference(self, reference: Reference) -> Article:
        """The same article with other facts."""
        twin = copy(self)
        twin.reference = reference
        return twin

    def resource(self, name: str) -> Path:
        """The folder or file of this name in the first pack that has one. Raises PackError."""
        for folder in self._folders:
            if (path := Path(folder, name)).exists():
                return path
        raise PackError(f"no pack has a '{name}'; searched: {', '.join(self._folders) or 'no folder'}")

    def excused(self, hit: Hit, unless: Iterable[str]) -> bool:
        """True if the rule does not report hits in the context of this one."""
        if hit.span is None:
            return False
        return self.holds(unless, hit.span, hit.context or self.context(hit.span))

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The ids of all concepts that the article names."""
        return frozenset(mention.concept for mention in self.analysis.mentions)

    @cached_property
    def ailments(self) -> frozenset[str]:
        """The ids of the conditions that the article names, and the classes they belong to."""
        return frozenset(name for names in self.conditions(Span(0, len(self.document.text))) for name in names)

    @cached_property
    def markers(self) -> tuple[Marker, ...]:
        """The reference markers in the running text, in order."""
        from healthlint.analysis.citations import markers

        return tuple(markers(self.document))

    @cached_property
    def jurisdictions(self) -> Jurisdictions:
        """The countries and agencies that it names."""
        return Jurisdictions(self)

    @cached_property
    def table(self) -> Table:
        """The article's attributes, each read on first use."""
        from healthlint.analysis.statements.attributes.table import Table

        return Table(self)

    def sentence_of(self, hit: Hit) -> str:
        """The text of the sentence in which a hit begins; empty if the hit is the whole article."""
        if hit.span is None:
            return ""
        sentence = self.sentence_at(hit.span.start)
        return self.text(hit.span if sentence is None else sentence.span)

    def asserted_at(self, span: Span, context: Context) -> tuple[Span, str]:
        """Where the claim made by the words at `span` is asserted, and with which certainty: for a question answered
        with yes, that is its answer, the whole of it if it is short."""
        answer = next((cue.span for cue in context.cues if cue.category == "answered-yes"), None)
        if answer is None:
            return span, self.text(span)
        sentence = self.sentence_at(answer.start)
        place = answer if sentence is None or len(sentence.span) > _SHORT else sentence.span
        return place, f"{self.text(span)}? {self.text(place)}"

    def earlier(self, span: Span, said: str = "") -> str:
        """The words at `span` (or `said`) with their line in the file, for a finding elsewhere that refers back to
        them."""
        place = self.document.prose.locate(span.start, span.end)
        where = self.document.place(place) or f"line {self.document.position(place.start)[0]}"
        return f"{said or self.text(span)} ({where})"


@dataclass(frozen=True, slots=True)
class Check:
    """The base class of all kinds of check. The fields of a subclass are the keys that a rule writes under `with:`.

    A field of type `Phrases` is a list of phrases (see `analysis/phrases.py`), which the scanner finds before `run`.
    """

    kind: ClassVar[str] = ""

    def run(self, article: Article) -> Iterable[Hit]:
        """The hits of the check (the base class has none); those excluded by `unless` are removed afterwards."""
        return ()

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts that this check compares with, whatever the text says; shown on the page of its rule."""
        return ()

    def reads(self, reference: Reference) -> tuple[Fact, ...]:
        """Every fact that may affect the result; more than `documented` if the check also looks at others."""
        return self.documented(reference)

    @property
    def for_any(self) -> bool:
        """True for a check written for any drug; it is replaced by the checks that `each` returns."""
        return getattr(self, "drug", "") == ANY

    def each(self, drug: Drug) -> Iterator[Check]:
        """The checks on one drug that a check for any drug stands for."""
        changed: dict[str, Any] = {"drug": drug.id}
        yield replace(self, **changed)

    @property
    def spoken_of(self) -> str:
        """The id of the drug that a hit is about; "" if the check is about no drug or must look at others too."""
        return str(getattr(self, "drug", ""))

    @property
    def unnamed_too(self) -> bool:
        """True for a check that may report its drug in an article that does not name it."""
        return False

    @property
    def placed(self) -> bool:
        """True for a check on the decisions of regulators: words that name a country are compared with the facts of
        that country."""
        return False

    @property
    def narrow(self) -> bool:
        """True for a check limited to some people or conditions; it takes precedence over a general one."""
        return False

    @property
    def once_a_sentence(self) -> bool:
        """True if a second hit in the same sentence would only repeat the first."""
        return False

    def phrases(self) -> Iterator[Phrases]:
        """The phrases that the scanner has to find."""
        names: tuple[str, ...] = self.__match_args__
        for name in names:
            value = getattr(self, name)
            values = value.values() if isinstance(value, Mapping) else (value,)
            yield from (part for part in values if isinstance(part, Phrases))
