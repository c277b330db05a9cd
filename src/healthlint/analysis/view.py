"""The analysis as programs see it: file offsets, plain values, the keys of `healthlint inspect --format json`."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import TYPE_CHECKING, Any

from healthlint.analysis.model import Claim, Context, Mention, Quantity, Sentence, Statement
from healthlint.analysis.reading.article import Readings
from healthlint.analysis.result import Analysis
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

if TYPE_CHECKING:
    from healthlint.analysis.statements.attributes.model import Row


@dataclass(frozen=True, slots=True)
class AnalysisView:
    """Wraps an Analysis; all offsets in and out are those of the file.

    `judge` adds what the reference says of a claim: its `verdict` and the `evidence`; `readings` are the taught
    reader's labels for each sentence.
    """

    analysis: Analysis
    judge: Callable[[Claim], dict[str, Any]]
    readings: Readings

    def context_at(self, start: int, end: int) -> Context:
        """`.polarity`, `.certainty`, `.voice` and `.cues` of the file's span from `start` to `end`."""
        return self.analysis.context_of(self._text_span(start, end))

    def to_dict(self) -> dict[str, Any]:
        """The object that `healthlint inspect --format json` prints."""
        analysis = self.analysis
        return {
            "path": analysis.document.path,
            "sentences": [self._sentence(at, item) for at, item in enumerate(analysis.sentences)],
            "mentions": [self._mention(item) for item in analysis.mentions],
            "quantities": [self._quantity(item) for item in analysis.quantities],
            "claims": [self._claim(item) for item in analysis.claims],
            "statements": [self._statement(item) for item in analysis.statements],
            "attributes": [self._row(item) for item in self._rows()],
        }

    def _text_span(self, start: int, end: int) -> Span:
        return self.analysis.document.prose.find(start, end)

    def _place(self, span: Span) -> dict[str, Any]:
        found = self.analysis.document.prose.locate(span.start, span.end)
        return {"start": found.start, "end": found.end}

    def _excerpt(self, span: Span) -> str:
        return self.analysis.scan.text(span)

    def _sentence(self, at: int, item: Sentence) -> dict[str, Any]:
        reading = self.readings.of(at)
        reading_item = {} if reading is None else {"says": reading.to_dict()}
        about = self.analysis.about.subject_at(item.span)
        return {
            **self._place(item.span),
            "scope": self.analysis.document.blocks[item.block].kind,
            **({"about": {"what": about.what, "sort": about.sort, "reason": about.reason}} if about.what else {}),
            **reading_item,
        }

    def _mention(self, item: Mention) -> dict[str, Any]:
        return {
            **self._place(item.span),
            "text": item.text,
            "kind": item.kind,
            "id": item.concept,
            "polarity": self.analysis.context_of(item.span).polarity,
        }

    def _quantity(self, item: Quantity) -> dict[str, Any]:
        daily = None if item.mg_per_day is None else list(item.mg_per_day)
        place = item.full_span if item.kind == "dose" else item.span
        return {
            **self._place(place),
            "text": self._excerpt(place),
            "low": item.low,
            "high": item.high,
            "unit": item.unit,
            "kind": item.kind,
            "per": item.per or None,
            "drug": item.drug,
            "mg_per_day": daily,
            "bound": item.bound,
            "times": item.times,
            "form": item.form or None,
        }

    def _claim(self, item: Claim) -> dict[str, Any]:
        target = item.object or (self._excerpt(item.target) if item.target else None)
        agent = item.subject or (self._excerpt(item.agent) if item.agent else None)
        return {
            **self._place(item.span),
            "subject": agent,
            "predicate": item.predicate,
            "target": target,
            "relation": item.relation,
            "strength": item.strength,
            "polarity": item.context.polarity,
            "certainty": item.context.certainty,
            "voice": item.context.voice,
            **self.judge(item),
        }

    def _statement(self, item: Statement) -> dict[str, Any]:
        return {
            **self._place(item.place),
            "kind": item.kind,
            "frame": item.frame,
            "matter": item.matter or None,
            "construction": item.construction,
            "stance": item.stance,
            "about": item.about or None,
            "target": item.target or None,
            "extent": item.extent,
            "reach": item.reach,
            "polarity": item.polarity,
            "certainty": item.certainty,
            "voice": item.voice,
            "cues": [{**self._place(cue.span), "category": cue.category} for cue in item.cues],
        }

    def _rows(self) -> tuple[Row, ...]:
        from healthlint.analysis.places import Places
        from healthlint.analysis.statements.attributes.table import Table

        return tuple(sorted(Table(Places(self.analysis)).all(), key=lambda row: row.place))

    def _row(self, item: Row) -> dict[str, Any]:
        value = item.value
        ends = [None if abs(end) == inf else end for end in (value.low, value.high)]
        place = item.value_place or item.place
        return {
            **self._place(place),
            "text": item.said or self._excerpt(place),
            "attribute": item.attribute.id,
            "subject": item.named.strip() or None,
            "value": " ".join(value.words) if value.words else ends,
            "unit": value.unit or None,
            "bound": value.bound,
            "qualifiers": sorted(item.qualifiers),
            "scope": None if item.scope is None else self._place(item.scope),
        }
