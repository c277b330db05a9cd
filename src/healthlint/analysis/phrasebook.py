"""All phrases of a lexicon and of the rules, compiled: names first, then phrases that may contain names."""

from __future__ import annotations

import marshal
import struct
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from healthlint.analysis.frames import units
from healthlint.analysis.lexicon import Concept, Drug, Lexicon
from healthlint.analysis.members import WordClasses
from healthlint.analysis.phrase_table import PhraseTable, group_of
from healthlint.analysis.phrase_walk import Finder, Match, Matches, Text, find, in_order, longer
from healthlint.analysis.word_classes import class_names, composed
from healthlint.errors import PackError
from healthlint.fast_dataclass import dataclass

if TYPE_CHECKING:
    from healthlint.analysis.phrases import Pattern

_HERE = Path(__file__).parent
_MAKERS = ("phrasebook", "phrase_index", "phrase_states", "phrase_table", "phrases", "tokens", "word_classes")
"""The modules that determine the compiled form."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list of phrases that a rule searches for. Two rules with the same list share one entry of the index."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """What a match of the first pass names: kind drug, condition, effect or group; with `form` or `product` for a
    drug."""

    kind: str
    id: str
    form: str = ""
    capitals: bool = False
    product: str = ""


DECOY = Term("decoy", "decoy")
_NAMES, _WORDS = False, True
"""The groups of the table of terms: names of things, and words of the groups of a lexicon."""
Key = tuple[str, str] | Phrases
"""The key of a phrase of the second pass: ("cue", id), the kind of a frame with its role, or the phrase list of a
rule."""


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """`terms` are found first; `phrases` may refer to the classes of terms. `more` holds the phrases that further packs
    add, so that only those must be compiled."""

    terms: PhraseTable
    phrases: PhraseTable
    more: Phrasebook | None = None

    def terms_in(self, text: Text, finder: Finder = find) -> list[Match]:
        """The named things in a text, by position, the longest first."""
        found = [finder(book.terms, text, _NAMES) for book in self._layers()]
        return found[0] if len(found) == 1 else in_order(chain.from_iterable(found))

    def word_classes(self) -> WordClasses:
        """The groups of the lexicon that single words belong to."""
        return WordClasses([book.terms for book in self._layers()], _WORDS)

    def words_in(self, text: Text) -> Iterator[Match]:
        """The phrases of the lexicon's groups in a text, except words that are members by themselves alone."""
        for book in self._layers():
            yield from longer(book.terms, text, _WORDS)

    def phrases_in(self, text: Text, finder: Finder = find) -> Matches:
        """The phrases in a text, which may refer to its classes."""
        return Matches([book.phrases for book in self._layers()], text, finder)

    def _layers(self) -> Iterator[Phrasebook]:
        yield self
        if self.more is not None:
            yield from self.more._layers()

    def rank(self, term: Term) -> int:
        """The rank of a term; later packs rank higher."""
        if self.more is None or term in self.terms.keys:
            return self.terms.keys.index(term)
        return len(self.terms.keys) + self.more.rank(term)

    def encode(self) -> bytes:
        """The plain form; `decode` reads it."""
        keys = [
            (term.kind, term.id, term.form, term.capitals, term.product)
            for term in self.terms.keys
            if isinstance(term, Term)
        ]
        parts = [marshal.dumps(keys, 2), *self.terms.plain, *self.phrases.plain]
        return _SIZES.pack(*map(len, parts)) + b"".join(parts)


_SIZES = struct.Struct("<7Q")
"""Of the keys of the terms, and of what a table of terms and one of phrases are made of."""


def decode(data: bytes | memoryview, lexicon: Lexicon, wanted: Sequence[Phrases]) -> Phrasebook:
    """The phrasebook from its encoded form, which must be unaltered. Raises ValueError if its size shows otherwise."""
    whole = memoryview(data)
    sizes = _SIZES.unpack_from(whole) if len(whole) >= _SIZES.size else ()
    if _SIZES.size + sum(sizes) != len(whole):
        raise ValueError("no phrasebook")
    ends = list(accumulate(sizes, initial=_SIZES.size))
    keys, *plain = (whole[start:end] for start, end in pairwise(ends))
    texts = dict.fromkeys(key for key, texts in entries(lexicon, wanted) if texts)
    known = [Term(*key) for key in marshal.loads(keys)]
    terms = PhraseTable((plain[0], plain[1], plain[2]), known, dict.fromkeys(map(_is_word, known)))
    return Phrasebook(
        terms, PhraseTable((plain[3], plain[4], plain[5]), tuple(texts), dict.fromkeys(map(group_of, texts)))
    )


def compile_phrases(lexicon: Lexicon, wanted: Iterable[Phrases], part: Lexicon | None = None) -> Phrasebook:
    """The phrasebook of a lexicon, or of a `part` of it, and the phrases that rules want.

    Raises PackError for a phrase that means nothing.
    """
    from healthlint.analysis.phrase_index import PhraseIndex

    part = lexicon if part is None else part
    inline, pattern = composed(lexicon.groups), parser(lexicon)
    barriers = lexicon.groups.get("negator", ())
    terms, phrases = PhraseIndex(barriers), PhraseIndex(barriers)
    with _uncollected():
        for term, phrase in named_terms(part, inline):
            terms.add(term, pattern(phrase), _is_word(term))
        for key, texts in entries(part, wanted):
            for text in texts:
                phrases.add(key, pattern(text), group_of(key))
        return Phrasebook(terms.table(), phrases.table())


def _is_word(term: Term) -> bool:
    """True for a word of a group, which names nothing."""
    return term.kind == "group"


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pauses garbage collection: the graph of all phrases is large and has no garbage, and half the time would go
    there."""
    import gc

    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def parser(lexicon: Lexicon) -> Callable[[str], Pattern]:
    """A function that parses phrases as the scanner of this lexicon understands them; it raises PackError."""
    from healthlint.analysis.phrases import Language

    language = Language(lexicon.groups, lexicon.inflections, composed(lexicon.groups))
    known = class_names(lexicon)

    def pattern(phrase: str) -> Pattern:
        found = language.parse(phrase)
        for problem in language.unknown_classes(found, known):
            raise PackError(f"phrase {phrase!r}: {problem}")
        return found

    return pattern


def digest(lexicon: Lexicon, wanted: Iterable[Phrases]) -> str:
    """A digest of everything that the phrasebook depends on, including the code."""
    import hashlib

    found = hashlib.sha256(f"{marshal.version} {sys.byteorder}".encode())
    for name in _MAKERS:
        found.update((_HERE / f"{name}.py").read_bytes())
    plain: Any = [
        list(lexicon.groups.items()),
        list(lexicon.inflections.items()),
        [
            (
                *(drug.id, drug.names, drug.brands, drug.abbreviations, drug.classes),
                *(dict(drug.forms), dict(drug.products)),
            )
            for drug in lexicon.drugs
        ],
        [(each.id, each.names, each.classes) for each in lexicon.conditions],
        [(each.id, each.names, each.classes) for each in lexicon.effects],
        [(each.id, each.names) for each in lexicon.jurisdictions],
        lexicon.decoys,
        [(key if isinstance(key, tuple) else "", texts) for key, texts in entries(lexicon, wanted)],
    ]
    found.update(marshal.dumps(plain, 2))
    return found.hexdigest()


def entries(lexicon: Lexicon, wanted: Iterable[Phrases]) -> Iterator[tuple[Key, tuple[str, ...]]]:
    """The phrases of the second pass."""
    for cue in lexicon.cues:
        yield ("cue", cue.id), cue.phrases
    for unit in units(lexicon.frames):
        yield unit.key, unit.phrases
    named = (Phrases(texts) for texts in attribute_phrases(lexicon))
    for phrases in dict.fromkeys((*named, *wanted)):
        yield phrases, phrases.texts


def attribute_phrases(lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """The phrase lists of attributes and their qualifiers."""
    for attribute in lexicon.attributes:
        yield from attribute.words.values()
    for qualifier in lexicon.qualifiers:
        yield qualifier.phrases


def named_terms(lexicon: Lexicon, inline: Collection[str]) -> Iterator[tuple[Term, str]]:
    """The terms of the first pass, except those of the `inline` groups."""
    for drug in lexicon.drugs:
        yield from _drug_terms(drug)
    concepts: tuple[tuple[str, tuple[Concept, ...]], ...] = (
        ("condition", lexicon.conditions),
        ("effect", lexicon.effects),
    )
    for kind, known in concepts:
        for concept in known:
            for name in concept.names:
                yield Term(kind, concept.id, capitals=name.isupper()), name
    for phrase in lexicon.decoys:
        yield DECOY, phrase
    places = {place.group: place.names for place in lexicon.jurisdictions}
    groups = {name: phrases for name, phrases in lexicon.groups.items() if name not in inline}
    for name, phrases in chain(places.items(), groups.items()):
        for phrase in phrases:
            yield Term("group", name), phrase


def _drug_terms(drug: Drug) -> Iterator[tuple[Term, str]]:
    for name in (*drug.names, *drug.brands):
        yield Term("drug", drug.id), name
    for name in drug.abbreviations:
        yield Term("drug", drug.id, capitals=True), name
    # A product may be the drug in a form: its name says both.
    products = {name: product for product, names in drug.products.items() for name in names}
    formed = {name: form for form, names in drug.forms.items() for name in names}
    for name, form in formed.items():
        yield Term("drug", drug.id, form, name.isupper(), products.get(name, "")), name
    for name, product in products.items():
        if name not in formed:
            yield Term("drug", drug.id, product=product), name
