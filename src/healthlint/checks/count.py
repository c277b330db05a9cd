"""The same things are counted twice with two results; the later count is reported."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import ClassVar

from healthlint.analysis.model import Quantity
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.measure import to_days
from healthlint.record import dataclass
from healthlint.span import Span

_TRANSPOSABLE = frozenset(("count", "percent", "money"))
_LEAST_WORD = 2
_NEAR = 40
_NO_DOSE = 100
"""Nobody takes so many capsules: they are counted."""
_PROGRAMME = "programme"
_APART = 2.5


@dataclass(frozen=True, slots=True)
class Count(Check):
    """Compares counted nouns ("47 papers" ... "of the 74 papers", "a 12-week programme" ... "the 10-week programme").

    Only a later count that refers back (`back`: the, those, of the, our ..., or "last month's 900 jars" where the
    earlier sentence speaks of last month too) can contradict an earlier one, and only one that speaks of all of them:
    `part` are words behind it that take some ("the 40 people in the placebo group"). `same` maps a name to words that
    may stand for one another (adults, participants, patients), also without a noun ("of the 16 present"). `single` are
    things that an article has one set of (questions, steps): any later count of them contradicts. So does a figure with
    the digits of an earlier one in another order ("58 dollars", "85 dollars") where its sentence shares a word with
    that one's or both count the same sort; `common` are words that every sentence may share, `different` those that
    speak of another thing ("another team"). "Programme" in `same` is also what a title gives the length of.
    In the message: {figure}, {earlier}.
    """

    kind: ClassVar[str] = "count"
    back: Phrases = Phrases(())
    part: tuple[str, ...] = ()
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    single: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    different: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        found: dict[Span | None, Hit] = {}
        for hit in (*self._recounted(article), *self._transposed(article)):
            found.setdefault(hit.span, hit)
        yield from found.values()

    def _recounted(self, article: Article) -> Iterator[Hit]:
        kinds = self._kinds()
        referring = frozenset(span.end for span in article.matches(self.back))
        seen: dict[str, list[Quantity]] = {}
        for quantity, noun in _counted(article, kinds):
            name = kinds.get(noun, noun)
            earlier = seen.setdefault(name, [])
            refers = _refers(quantity.span, referring) or noun in self.single or _possessed(article, quantity, earlier)
            whole = refers and _next(article, quantity) not in self.part
            if earlier and whole and not _told(article, quantity, earlier):
                yield Hit(
                    quantity.span, {"figure": article.text(quantity.span), "earlier": article.earlier(earlier[-1].span)}
                )
            earlier.append(quantity)

    def _kinds(self) -> dict[str, str]:
        return {_singular(word): name for name, words in self.same.items() for word in words}

    def _transposed(self, article: Article) -> Iterator[Hit]:
        kinds = self._kinds()
        known: dict[str, list[tuple[Quantity, frozenset[str]]]] = defaultdict(list)
        listed = Counter((quantity.sentence, quantity.kind) for quantity in article.analysis.quantities)
        sentence_of, tokens = article.analysis.scan.sentence_of, article.analysis.scan.tokens
        elsewhere = {sentence_of[tokens.within(span).start] for span in article.matches(self.different)}
        for quantity in article.analysis.quantities:
            if quantity.kind not in _TRANSPOSABLE or quantity.low is None or quantity.low != quantity.high:
                continue
            # Results that are set against each other share their digits by chance.
            peers = listed[quantity.sentence, quantity.kind]
            if peers > (2 if quantity.kind == "count" else 1) or quantity.sentence in elsewhere:
                continue
            words = self._words(article, quantity)
            digits = "".join(sorted(f"{quantity.low:g}"))
            twins = (other for other, its in known[digits] if self._swapped(quantity, other, words & its, kinds))
            twin = next(twins, None)
            if twin is not None:
                yield Hit(quantity.span, {"figure": article.text(quantity.span), "earlier": article.earlier(twin.span)})
            known[digits].append((quantity, words))

    def _swapped(self, quantity: Quantity, other: Quantity, shared: frozenset[str], kinds: Mapping[str, str]) -> bool:
        """The digits of each other, of one sort of thing: no chance where that is all that they count."""
        units = {kinds.get(_singular(each.unit), _singular(each.unit)) for each in (quantity, other)}
        if not _anagram(quantity, other) or len(units) > 1:
            return False
        return bool(shared) or (quantity.kind == "count" and units <= set(self.same))

    def _words(self, article: Article, quantity: Quantity) -> frozenset[str]:
        """The words around a quantity that may say what it is: of its sentence and of its row and column."""
        sentence = article.analysis.sentences[quantity.sentence]
        tokens = article.analysis.scan.tokens
        inside = tokens.within(quantity.span)
        words = {tokens.words[at] for at in range(sentence.first, sentence.last) if at not in inside}
        block = article.document.blocks[sentence.block]
        if block.kind == "cell":
            words.update(word for label in block.labels for word in label.lower().split())
        telling = (word for word in words if word.isalpha() and len(word) >= _LEAST_WORD)
        return frozenset(telling) - frozenset(self.common)


def _anagram(left: Quantity, right: Quantity) -> bool:
    if left.kind != right.kind or left.low == right.low:
        return False
    one, other = f"{left.low:g}", f"{right.low:g}"
    return len(one) > 1 and len(one) == len(other) and sorted(one) == sorted(other)


def _counted(article: Article, kinds: Mapping[str, str]) -> Iterator[tuple[Quantity, str]]:
    for quantity in article.analysis.quantities:
        noun = _noun(article, quantity, kinds)
        if noun and quantity.low is not None and quantity.low == quantity.high and quantity.bound in ("exact", "about"):
            yield quantity, noun


def _noun(article: Article, quantity: Quantity, kinds: Mapping[str, str]) -> str:
    if quantity.kind == "count" or (quantity.kind == "dose" and quantity.low and quantity.low >= _NO_DOSE):
        return _singular(quantity.unit)
    if quantity.kind == "other" and not quantity.unit:
        around = (_singular(_next(article, quantity)), _singular(_label(article, quantity)))
        return next((word for word in around if word in kinds), "")
    if quantity.kind != "duration":
        return ""
    block = article.document.blocks[article.analysis.sentences[quantity.sentence].block]
    if any(mark in quantity.text for mark in "-‐‑"):
        # A "two-year survival" and a "five-year survival" are two things.
        return kinds.get(_singular(_next(article, quantity)), "")
    # "Your first 12 weeks" over an article is how long its programme lasts.
    return _PROGRAMME if block.kind == "title" else ""


def _next(article: Article, quantity: Quantity) -> str:
    tokens = article.analysis.scan.tokens
    after = tokens.within(Span(quantity.span.end, quantity.span.end + _NEAR))
    return tokens.words[after.start] if after else ""


def _label(article: Article, quantity: Quantity) -> str:
    """The word of "Present: 14"."""
    tokens = article.analysis.scan.tokens
    first = tokens.within(quantity.span).start
    return tokens.words[first - 2] if first > 1 and tokens.words[first - 1] == ":" else ""


def _possessed(article: Article, quantity: Quantity, earlier: list[Quantity]) -> bool:
    """ "Last month's 900 jars", where an earlier sentence counts the jars of last month."""
    tokens = article.analysis.scan.tokens
    first = tokens.within(quantity.span).start
    if first < 2 or tokens.words[first - 1] != "'s":
        return False
    owner = tokens.words[first - 2]
    sentences = (article.analysis.sentences[each.sentence] for each in earlier)
    return any(owner in tokens.words[sentence.first : sentence.last] for sentence in sentences)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _refers(span: Span, referring: frozenset[int]) -> bool:
    return not referring.isdisjoint((span.start, span.start - 1))


def _told(article: Article, quantity: Quantity, earlier: list[Quantity]) -> bool:
    """True for a count that was given before, or counts some of those or several of those groups together.

    Who is inconsistent is so by a little: eight of 292 are other ones than the 292.
    """
    value, known = _size(quantity), [_size(each) for each in earlier if each.kind == quantity.kind]
    others = [each for each in article.analysis.quantities if each.span.end <= quantity.span.start and each.low]
    if not known or any(each.kind in ("count", "other") and each.low == value for each in others):
        return True
    sums = {one + other for index, one in enumerate(known) for other in known[index + 1 :]} | {2 * one for one in known}
    near = [each for each in known if max(each, value) <= _APART * min(each, value)]
    return not near or value in known or (quantity.kind != "duration" and value in sums)


def _size(quantity: Quantity) -> float:
    low = quantity.low or 0.0
    return (to_days(low, quantity.unit) or low) if quantity.kind == "duration" else low
