"""One pass over an article that finds every word and phrase that any pack knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from healthlint.analysis import quantities, sentences
from healthlint.analysis.lexicon import Concept, Drug, Lexicon
from healthlint.analysis.model import Quantity, Scan, Sentence
from healthlint.analysis.phrase_index import Match, PhraseIndex
from healthlint.analysis.phrases import Pattern, parse, unknown_classes
from healthlint.analysis.tokens import Tokens, tokenize
from healthlint.document.model import Document
from healthlint.errors import PackError

TOKEN_CLASSES = ("number", "dose", "percent", "duration", "count", "money", "year", "amount")
"""Classes that the scanner knows without a lexicon: numbers and quantities by kind; `amount` is any of them."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list of phrases that a rule wants found. Two rules with the same list share one entry of the index."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """What a literal match of the first pass stands for: kind drug, condition, effect or group; `form` of a drug."""

    kind: str
    id: str
    form: str = ""
    capitals: bool = False


_DECOY = Term("decoy", "decoy")


class Scanner:
    """Compiled from the lexicon of all packs and the phrases of all rules; scans any number of documents."""

    def __init__(self, lexicon: Lexicon, wanted: Iterable[Phrases] = ()) -> None:
        self.lexicon = lexicon
        self._inline = composed(lexicon.groups)
        self._known = class_names(lexicon)
        self._terms = PhraseIndex(lexicon.groups.get("negator", ()))
        self._phrases = PhraseIndex(lexicon.groups.get("negator", ()))
        self.classes_of = _classes_of(lexicon)
        for term, phrase in _terms(lexicon, self._inline):
            self._terms.add(term, self._parse(phrase))
        for cue in lexicon.cues:
            self._add(("cue", cue.id), cue.phrases)
        for relation in lexicon.relations:
            self._add(("relation", relation.id), relation.phrases)
        for phrases in wanted:
            self._add(phrases, phrases.texts)

    def _add(self, key: object, texts: Iterable[str]) -> None:
        for text in texts:
            self._phrases.add(key, self._parse(text))

    def _parse(self, phrase: str) -> Pattern:
        pattern = parse(phrase, self.lexicon.groups, self.lexicon.inflections, self._inline)
        for problem in unknown_classes(pattern, self._known):
            raise PackError(f"phrase {phrase!r}: {problem}")
        return pattern

    def scan(self, document: Document) -> tuple[Scan, list[tuple[Term, Match]], list[Quantity]]:
        """The scan, the terms found (longest first where they overlap), and the raw quantities."""
        tokens = tokenize(document.text)
        found = sentences.split(document, tokens)
        limits, sentence_of = _limits(found, len(tokens))
        terms = _longest(self._matches(self._terms, tokens, {}, limits), document.text, tokens)
        amounts = quantities.find(document, tokens, found)
        classes = self._classes(terms, amounts, tokens)
        matches: dict[object, list[Match]] = {}
        for match in self._phrases.find(tokens, classes, limits):
            matches.setdefault(match.key, []).append(match)
        for hits in matches.values():
            hits.sort(key=lambda hit: (hit.first, -hit.last))
        return Scan(document, tokens, found, sentence_of, limits, classes, matches), terms, amounts

    def _matches(
        self,
        index: PhraseIndex,
        tokens: Tokens,
        classes: Mapping[str, Mapping[int, Sequence[int]]],
        limits: Sequence[int],
    ) -> list[Match]:
        return list(index.find(tokens, classes, limits))

    def _classes(
        self, terms: Iterable[tuple[Term, Match]], amounts: Iterable[Quantity], tokens: Tokens
    ) -> dict[str, dict[int, list[int]]]:
        classes: dict[str, dict[int, list[int]]] = {}

        def add(name: str, first: int, end: int) -> None:
            ends = classes.setdefault(name, {}).setdefault(first, [])
            if end not in ends:
                ends.append(end)

        for term, match in terms:
            for name in self.classes_of[term.kind, term.id]:
                add(name, match.first, match.last + 1)
            if term.form:
                add(f"{term.id}:{term.form}", match.first, match.last + 1)
        for amount in amounts:
            inside = tokens.within(amount.span)
            if inside:
                add(amount.kind, inside.start, inside.stop)
                add("amount", inside.start, inside.stop)
        for index, word in enumerate(tokens.words):
            if word[0].isdigit():
                add("number", index, index + 1)
        return classes


def _limits(found: Sequence[Sentence], count: int) -> tuple[list[int], list[int]]:
    limits, sentence_of = list(range(1, count + 1)), [-1] * count
    for number, sentence in enumerate(found):
        for index in range(sentence.first, sentence.last):
            limits[index] = sentence.last
            sentence_of[index] = number
    return limits, sentence_of


def composed(groups: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Groups whose phrases name a class: they cannot be found in the first pass and are written out in place."""
    return frozenset(name for name, phrases in groups.items() if any("<" in phrase for phrase in phrases))


def class_names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(
        (
            *TOKEN_CLASSES,
            *(name for names in _classes_of(lexicon).values() for name in names),
            *(f"{drug.id}:{form}" for drug in lexicon.drugs for form in drug.forms),
        )
    )


def _classes_of(lexicon: Lexicon) -> dict[tuple[str, str], tuple[str, ...]]:
    classes: dict[tuple[str, str], tuple[str, ...]] = {("group", name): (name,) for name in lexicon.groups}
    for drug in lexicon.drugs:
        known = classes.get(("drug", drug.id), ())
        classes["drug", drug.id] = tuple(dict.fromkeys((*known, "drug", drug.id, *drug.classes)))
    for kind, concepts in (("condition", lexicon.conditions), ("effect", lexicon.effects)):
        for concept in concepts:
            known = classes.get((kind, concept.id), ())
            classes[kind, concept.id] = tuple(dict.fromkeys((*known, kind, concept.id, *concept.classes)))
    return classes


def _terms(lexicon: Lexicon, inline: frozenset[str]) -> Iterator[tuple[Term, str]]:
    for drug in lexicon.drugs:
        yield from _drug_terms(drug)
    concepts: tuple[tuple[str, tuple[Concept, ...]], ...] = (
        ("condition", lexicon.conditions),
        ("effect", lexicon.effects),
    )
    for kind, entries in concepts:
        for concept in entries:
            for name in concept.names:
                yield Term(kind, concept.id, capitals=name.isupper()), name
    for phrase in lexicon.decoys:
        yield _DECOY, phrase
    for name, phrases in lexicon.groups.items():
        if name not in inline:
            for phrase in phrases:
                yield Term("group", name), phrase


def _drug_terms(drug: Drug) -> Iterator[tuple[Term, str]]:
    for name in (*drug.names, *drug.brands):
        yield Term("drug", drug.id), name
    for name in drug.abbreviations:
        yield Term("drug", drug.id, capitals=True), name
    for form, names in drug.forms.items():
        for name in names:
            yield Term("drug", drug.id, form, capitals=name.isupper()), name


def _longest(matches: Iterable[Match], text: str, tokens: Tokens) -> list[tuple[Term, Match]]:
    """Named things do not overlap: the longest wins. Groups of words may overlap anything."""
    kept: list[tuple[Term, Match]] = []
    taken_until = -1
    for match in sorted(matches, key=lambda match: (match.first, -match.last)):
        term = match.key
        assert isinstance(term, Term)
        if term.capitals and not _capitals(text, tokens, match):
            continue
        if term.kind == "group":
            kept.append((term, match))
        elif match.first > taken_until or any(
            other.first == match.first and other.last == match.last and term.kind != kind.kind
            for kind, other in kept[-3:]
        ):
            kept.append((term, match))
            taken_until = max(taken_until, match.last)
    return [(term, match) for term, match in kept if term is not _DECOY]


def _capitals(text: str, tokens: Tokens, match: Match) -> bool:
    return text[tokens.starts[match.first] : tokens.ends[match.last]].rstrip("s").isupper()
