"""The context of a span: negation, certainty, voice, in the tradition of NegEx and ConText."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from healthlint.analysis.context.insertions import Insertion
from healthlint.analysis.context.scope import ClauseEnds
from healthlint.analysis.dialogue import discourse
from healthlint.analysis.dialogue.quotation import Place, quotations
from healthlint.analysis.lexicon import Cue, Lexicon
from healthlint.analysis.model import Certainty, Context, CueHit, Scan, Voice
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

_MEANING = frozenset(("negated", "hedged", "absolute", "questioned"))
_ENDS = ("end", "end-forward", "end-backward")
_STAND_OUTSIDE = frozenset(("negated", "absolute", "conditional"))
"""Cues of these categories inside the span are part of what it says: "no side effects" does not deny itself."""


@dataclass(frozen=True, slots=True)
class _CueAt:
    """A cue on tokens `first` to `last`; `length` is that of the whole phrase around them."""

    cue: Cue
    first: int
    last: int
    length: int


def cues(scan: Scan, lexicon: Lexicon) -> tuple[tuple[CueHit, ...], tuple[Insertion, ...]]:
    """Every cue of the text with its scope, in reading order, and the insertions into clauses."""
    found = list(_found(scan, lexicon.cues))
    ignored = [item for item in found if item.cue.category == "ignore" and item.cue.direction == "forward"]
    real = _unless_ignored(found, ignored)
    quoted = list(quotations(scan.document))
    kept = list(_longest(item for item in real if _within_sentence(item.cue)))
    clauses = _clause_ends(scan, real, kept, quoted)
    hits = [*discourse.quoted(scan, quoted), *discourse.questions(scan, _end_places(real, "questioned"))]
    for item in kept:
        hits += _hit(scan, clauses, item)
    across = [Place(item.cue, item.first, item.last) for item in real]
    hits += discourse.across_sentences(scan, lexicon, across, hits, quoted)
    ordered = sorted(_distinct(hits), key=lambda hit: (hit.span, hit.scope, hit.category, hit.id))
    return tuple(ordered), clauses.inserted


def _found(scan: Scan, known: Iterable[Cue]) -> Iterator[_CueAt]:
    for cue in known:
        for match in scan.matches.get(("cue", cue.id), ()):
            if scan.sentence_of[match.first] >= 0:
                yield _CueAt(cue, match.mark_first, match.mark_last, match.last - match.first)


def _within_sentence(cue: Cue) -> bool:
    return cue.direction not in (*_ENDS, "previous", "label") and cue.within != "section" and cue.category != "myth"


def _unless_ignored(found: Sequence[_CueAt], ignored: Sequence[_CueAt]) -> list[_CueAt]:
    """The cues that are not part of a phrase that only looks like one."""
    covered = _Cover(ignored)
    return [
        item
        for item in found
        if item.cue.direction == "label"
        or (
            (item.cue.category != "ignore" or item.cue.direction in _ENDS)
            and (_protected(item.cue) or not covered.holds(item))
        )
    ]


def _protected(cue: Cue) -> bool:
    """ "No doubt" asserts rather than denies, and a "No." that answers is more than a negation."""
    means = cue.category in ("hedged", "absolute", "questioned") and cue.direction not in _ENDS
    return means or cue.direction == "previous"


class _Cover:
    """Tells whether a span lies within one of many, in logarithmic time."""

    def __init__(self, items: Iterable[_CueAt]) -> None:
        self._starts: list[int] = []
        self._furthest: list[int] = []
        for item in sorted(items, key=lambda item: (item.first, -item.last)):
            furthest = max(item.last, self._furthest[-1]) if self._furthest else item.last
            self._starts.append(item.first)
            self._furthest.append(furthest)

    def holds(self, item: _CueAt) -> bool:
        index = bisect_right(self._starts, item.first) - 1
        return index >= 0 and self._furthest[index] >= item.last


def _longest(items: Iterable[_CueAt]) -> Iterator[_CueAt]:
    """Drops a cue inside a longer one: "no evidence that" is one denial, "cannot rule out" is none."""
    furthest = {True: (-1, -1), False: (-1, -1)}
    last_kept: set[tuple[int, int, str, str]] = set()
    denied_until: dict[str, int] = {}
    for item in sorted(items, key=lambda item: (item.first, -item.last, -item.length)):
        meaning = item.cue.category in _MEANING
        begun, until = furthest[meaning]
        if item.last < until or (item.last == until and item.first > begun):
            continue
        if item.cue.category == "negated" and item.first <= denied_until.get(item.cue.direction, -1):
            continue
        same = (item.first, item.last, item.cue.category, item.cue.direction)
        if same in last_kept:
            continue
        last_kept.add(same)
        if item.cue.category == "negated":
            denied_until[item.cue.direction] = item.last
        if item.last > until:
            furthest[meaning] = (item.first, item.last)
        yield item


def _clause_ends(scan: Scan, real: Iterable[_CueAt], kept: Iterable[_CueAt], quoted: Iterable[Span]) -> ClauseEnds:
    ends: dict[str, list[int]] = {}
    by_category: dict[str, list[int]] = {}
    for item in real:
        if item.cue.direction not in _ENDS:
            continue
        if item.cue.category == "ignore":
            ends.setdefault(item.cue.direction, []).append(item.first)
        else:
            by_category.setdefault(item.cue.category, []).append(item.first)
    denials = {item.first for item in kept if item.cue.category == "negated" and item.cue.direction == "forward"}
    return ClauseEnds(scan, ends, {name: sorted(places) for name, places in by_category.items()}, denials, quoted)


def _end_places(real: Iterable[_CueAt], category: str) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = {}
    for item in real:
        if item.cue.direction in _ENDS and item.cue.category == category:
            places.setdefault(item.cue.direction, []).append(item.first)
    return places


def _hit(scan: Scan, clauses: ClauseEnds, item: _CueAt) -> Iterator[CueHit]:
    sentence = scan.sentences[scan.sentence_of[item.first]]
    for start, end in clauses.scope(item.cue, item.first, item.last, sentence):
        if start < end:
            words = scan.tokens.span(item.first, item.last)
            yield CueHit(item.cue.id, item.cue.category, words, scan.tokens.span(start, end - 1))


def _distinct(hits: Iterable[CueHit]) -> Iterator[CueHit]:
    """Of cues with one id that govern up to the same place, only the one with the widest scope."""
    widest: dict[tuple[str, str, int], CueHit] = {}
    for hit in hits:
        if hit.category == "negated":
            yield hit
            continue
        key = (hit.id, hit.category, hit.scope.end)
        other = widest.get(key)
        if other is None or hit.scope.start < other.scope.start:
            widest[key] = hit
    yield from widest.values()


def context_of(scan: Scan, hits: tuple[CueHit, ...]) -> Callable[[Span], Context]:
    """A function from a span to its context."""
    index = _Index(scan, hits)

    def context(span: Span) -> Context:
        return _context(tuple(hit for hit in index.near(span) if governs(hit, span)))

    return context


def governs(hit: CueHit, span: Span) -> bool:
    """True if the span is in the cue's scope: its first word, its last for a cue after it, or most of it."""
    if hit.category in _STAND_OUTSIDE and hit.span != hit.scope and span.contains(hit.span):
        return False
    scope = hit.scope
    if hit.category == "negated" and hit.span.start < span.start < hit.span.end <= scope.start:
        return True  # "nobody can guarantee": the cue contains the verb that it denies
    shared = min(scope.end, span.end) - max(scope.start, span.start)
    if shared <= 0:
        return False
    if 2 * shared >= len(span):
        return True
    return scope.start <= span.start if hit.span.start < span.start else scope.end >= span.end


def _context(governing: tuple[CueHit, ...]) -> Context:
    categories = {hit.category for hit in governing}
    if "answered-yes" in categories and "answered-no" not in categories:
        # A question that is answered with yes counts as asserted.
        governing = tuple(hit for hit in governing if hit.category != "questioned")
        categories.discard("questioned")
    denials = len({hit.span for hit in governing if hit.category in ("negated", "answered-no")})
    return Context("negated" if denials % 2 else "affirmed", _certainty(categories), _voice(categories), governing)


def _certainty(categories: set[str]) -> Certainty:
    if "questioned" in categories:
        return "questioned"
    if categories & {"hedged", "conditional"}:
        return "hedged"
    return "absolute" if "absolute" in categories else "asserted"


def _voice(categories: set[str]) -> Voice:
    if categories & {"critic", "myth"}:
        return "critic"
    return "reported" if "reported" in categories else "writer"


class _Index:
    """The cues whose scope may touch a span, found without examining the others.

    Scopes within a clause are short, so a search by start offset and the longest length is enough; the wide ones
    (sentences, quotations) are few at any place and are stored by sentence.
    """

    _SHORT = 600
    _CUE = 80
    """Longest distance from a word inside a cue to what the cue governs."""

    def __init__(self, scan: Scan, hits: Sequence[CueHit]) -> None:
        self._short = sorted((hit for hit in hits if len(hit.scope) <= self._SHORT), key=_scope_start)
        self._starts = [hit.scope.start for hit in self._short]
        self._longest = max((len(hit.scope) for hit in self._short), default=0)
        self._sentences = [sentence.span.start for sentence in scan.sentences]
        self._wide: dict[int, list[CueHit]] = {}
        for hit in hits:
            if len(hit.scope) > self._SHORT:
                for number in self._numbers(hit.scope):
                    self._wide.setdefault(number, []).append(hit)

    def _numbers(self, span: Span) -> range:
        first = max(bisect_right(self._sentences, span.start) - 1, 0)
        return range(first, max(bisect_left(self._sentences, span.end), first + 1))

    def near(self, span: Span) -> list[CueHit]:
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end + self._CUE)
        wide = {id(hit): hit for number in self._numbers(span) for hit in self._wide.get(number, ())}
        found = [*self._short[first:last], *wide.values()]
        return sorted(found, key=lambda hit: (hit.span, hit.scope, hit.id))


def _scope_start(hit: CueHit) -> int:
    return hit.scope.start
