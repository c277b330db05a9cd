"""Misspelled names of drugs, conditions and medical things, and their corrections."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from healthlint.analysis.certainty import Ranked, from_abroad, is_sure, of_one_word, rivals_of
from healthlint.analysis.edits import cost, slips_from
from healthlint.analysis.vocabulary import MAGIC, Candidate, Vocabulary, compiled, read_sources
from healthlint.analysis.wordforms import WordForms
from healthlint.cache import place
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

COMPILED = "vocabulary.bin"
# The cost allowed for a slip, by the largest length of the right word.
LIMITS = ((5, 0.8), (6, 1.0), (8, 1.4), (10, 1.8))
FARTHEST = 2.2
# A candidate that leads the next one by this much is the correction.
CLEAR = 0.4
# Two rare words are often close; a slip of a rare one must be small, or it may be another rare word.
RARE = {1: 0.4, 2: 0.5, 3: 0.75}
# The difference between the names of two compounds costs at least this; a slip of one usually less.
COMPOUND = 1.05
# The number of words remembered as right.
_MOST_KNOWN = 100_000
# The fewest letters a right word must have, by commonness, to be recognised in a wrong one.
SHORTEST = {1: 8, 2: 8, 3: 7, 4: 5, 5: 5}
LONGEST = 60
"""Letters; longer words are slips of nothing, and comparing takes quadratic time."""
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
PART = pattern(r"[^\W\d_]+(?:['’ʼ‘][^\W\d_]+)?")

# The text, its start and end, whether it opens a sentence, and whether it is in a link or in code.
Token = tuple[str, int, int, bool, bool]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The right word, the cost of the slip, and the kind of thing it names: a drug, a condition or a medical thing.

    `rivals` are other drugs that may be meant; `sure` means that no other word comes near the right one.
    """

    right: str
    distance: float
    kind: str
    rivals: tuple[str, ...] = ()
    sure: bool = False
    commonness: int = 0


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A misspelled word in its place, with the correction (and rivals) in the same capitalisation."""

    start: int
    end: int
    text: str
    right: str
    kind: str
    cost: float = 0.0
    rivals: tuple[str, ...] = ()
    sure: bool = False
    commonness: int = 0


def plain(word: str) -> str:
    """Lower case, no accents, straight apostrophe."""
    word = word.lower().translate(APOSTROPHES)
    if word.isascii():
        return word
    folded = unicodedata.normalize("NFKD", word)
    return "".join(c for c in folded if not unicodedata.combining(c))


def allowed(length: int) -> float:
    """The cost allowed for a slip of a right word of this length."""
    for longest, limit in LIMITS:
        if length <= longest:
            return limit
    return FARTHEST


class Speller:
    """Distinguishes a misspelled health word from a right one that is in no list."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.forms = WordForms(vocabulary)
        self._suggest = functools.lru_cache(maxsize=20_000)(self._found)
        # A text has few different words, and several rules ask about each.
        self._is_right = functools.lru_cache(maxsize=50_000)(self.forms.right)
        self._right: dict[frozenset[str], set[tuple[str, bool]]] = {}

    def right_among(self, accepted: frozenset[str]) -> set[tuple[str, bool]]:
        """Words, with whether they open a sentence, that are known to be right if these are accepted; to be
        extended."""
        known = self._right.setdefault(accepted, set())
        if len(known) > _MOST_KNOWN:
            known.clear()
        return known

    def knows(self, word: str) -> bool:
        """True for a right word, listed or regularly formed."""
        return self._is_right(_bare(word), word[:1].isupper())

    def listed(self, word: str) -> bool:
        """True for a listed lower-case word, ordinary or a name."""
        return self.vocabulary.knows(word) or self.vocabulary.registered(word)

    def suggest(self, word: str, *, name: bool = False) -> Suggestion | None:
        """The correction of a misspelled word; None if it is right, or not clearly wrong.

        `name`: the word is written like a name (a capital inside a sentence), so a slip needs stronger evidence.
        """
        lower = _bare(word)
        if not 4 <= len(lower) <= LONGEST or not (lower.isascii() and lower.isalpha()):
            return None
        if self._is_right(lower, word[:1].isupper()):
            return None
        return self._suggest(lower, name)

    def _found(self, word: str, name: bool) -> Suggestion | None:
        ranked = sorted(self._ranked(word, name), key=lambda found: (found[0], found[2].word))
        if not ranked or ranked[0][2].kind == "english":
            return None
        rank, price, best = self._plural(word, ranked)
        margin = ranked[1][0] - rank if len(ranked) > 1 else 9.0
        if len(best.word) < SHORTEST.get(best.commonness, 5) or price > self._limit(best, margin, name):
            return None
        if self._may_be_right(word, price, best):
            return None
        others = [other for other in ranked if not of_one_word(other[2].word, best.word)]
        rivals = rivals_of(others, price) if best.kind == "drug" else ()
        sure = is_sure((rank, price, best), others) and not self.forms.runs_on(word) and not from_abroad(word, best)
        return Suggestion(best.word, price, best.kind, rivals, sure, best.commonness)

    def _may_be_right(self, word: str, price: float, best: Candidate) -> bool:
        """True for an unlisted word formed as medical words are, which happens to be close to a listed one."""
        forms = self.forms
        if forms.another_form(word, best.word, best.kind == "drug") or forms.article_follows(word):
            return True
        if price >= COMPOUND and forms.another_compound(word, best.word):
            return True
        # So close to an everyday word, a slip is the likelier reading.
        if price <= 0.9 and best.commonness >= 6:
            return False
        return forms.coined(word) or (price > 0.9 and forms.lost_space(word))

    def _plural(self, word: str, ranked: list[Ranked]) -> Ranked:
        """The best candidate, or its plural if the wrong word looks like one."""
        best = ranked[0]
        if word.endswith("s") and not best[2].word.endswith("s"):
            for other in ranked[1:4]:
                if other[2].word == best[2].word + "s" and other[1] <= best[1] + 0.3:
                    return other
        return best

    def _limit(self, best: Candidate, margin: float, name: bool) -> float:
        limit = allowed(len(best.word))
        if best.commonness >= 4:
            limit += 0.4 if margin > CLEAR else 0.1
        limit *= RARE.get(best.commonness, 1.0)
        if name:
            # Brands are capitalised; most other unknown capitalised words are people and places.
            limit *= 0.9 if best.kind == "drug" and best.commonness >= 4 else 0.55
        return limit

    def _ranked(self, word: str, name: bool) -> Iterator[Ranked]:
        """Candidates with a rank that weighs the slip against the commonness of the right word."""
        reach = 1 if len(word) <= 5 else 2 if len(word) <= 8 else 3
        slips = slips_from(word.encode())
        for right, mark in self.vocabulary.near(word, reach):
            if slips(right) <= reach:
                candidate = self.vocabulary.candidate(right, mark)
                price = cost(word, candidate.word)
                rank = price - 0.06 * candidate.commonness - (0.0 if candidate.kind == "english" else 0.15)
                yield rank - (0.2 if name and candidate.kind == "drug" else 0.0), price, candidate


def _bare(word: str) -> str:
    return plain(word).removesuffix("'s").removesuffix("'")


def misspellings(tokens: Iterable[Token], speller: Speller, accepted: frozenset[str]) -> list[Misspelling]:
    """Misspelled health words among an article's words; `accepted` are lower-case words that are right here."""
    found: list[Misspelling] = []
    right = speller.right_among(accepted)
    for text, start, _, initial, inside in tokens:
        if inside or (text, initial) in right:
            continue
        before = len(found)
        found += _misspelled(text, start, initial, speller, accepted)
        if len(found) == before:
            right.add((text, initial))
    return found


def _misspelled(
    text: str, start: int, initial: bool, speller: Speller, accepted: frozenset[str]
) -> Iterator[Misspelling]:
    if any(c.isdigit() for c in text) or is_accepted(text.lower(), accepted):
        return
    for part in PART.finditer(text):
        wrong = part[0]
        if text[part.end() : part.end() + 1] == "-" and wrong[-1] == "o":
            # The first half of "cemento-osseous".
            continue
        if is_accepted(plain(wrong), accepted) or _code(wrong):
            continue
        capital = wrong[0].isupper() and not (initial and part.start() == 0)
        suggestion = speller.suggest(wrong, name=capital)
        if suggestion is not None:
            bare, ending = _possessive(wrong)
            right, *rivals = (cased(word, bare) + ending for word in (suggestion.right, *suggestion.rivals))
            place = start + part.start()
            yield Misspelling(
                place,
                place + len(wrong),
                wrong,
                right,
                suggestion.kind,
                suggestion.distance,
                tuple(rivals),
                # With an accent, it is a word of another language.
                suggestion.sure and bare.isascii(),
                suggestion.commonness,
            )


def is_accepted(word: str, accepted: frozenset[str]) -> bool:
    """True for an accepted lower-case word, its plural or possessive."""
    if word in accepted:
        return True
    bare = _bare(word)
    plural = bare.endswith("s") and (bare[:-1] in accepted or (bare.endswith("es") and bare[:-2] in accepted))
    return bare in accepted or plural or (bare.endswith("ies") and f"{bare[:-3]}y" in accepted)


def _possessive(word: str) -> tuple[str, str]:
    for ending in ("'s", "’s", "ʼs", "‘s"):
        if word.endswith(ending):
            return word[:-2], ending
    return word, ""


def _code(word: str) -> bool:
    """True for a gene, code or abbreviation: capitals in unusual places."""
    bare, _ = _possessive(word)
    return not (bare.islower() or bare.istitle() or bare[1:].islower() or (bare.isupper() and len(bare) >= 8))


def cased(right: str, like: str) -> str:
    """The right word with the capitals of the wrong one."""
    if like.isupper() and len(like) > 1:
        return right.upper()
    return right[:1].upper() + right[1:] if like[:1].isupper() else right


# ---- loading -------------------------------------------------------------------------------------


def compile_vocabulary(directory: Path) -> bytes:
    """The compiled form of a folder of word lists, shipped with them as `vocabulary.bin`."""
    return compiled(read_sources(directory))


def load_speller(directory: Path) -> Speller:
    """The speller of a folder, from its compiled vocabulary, or else from one compiled once and cached."""
    ready = directory / COMPILED
    if ready.is_file():
        return Speller(Vocabulary(ready.read_bytes()))
    import hashlib

    sources = read_sources(directory)
    code = Path(__file__).with_name("vocabulary.py").read_bytes()
    digest = hashlib.sha256(b"\0".join((code, *sources.values()))).hexdigest()[:24]
    name = f"vocabulary-{digest}.bin"
    block = place.kept(name)
    if block is None or not block.startswith(MAGIC):
        block = compiled(sources)
        place.keep(name, block, _MOST)
    return Speller(Vocabulary(block))


_MOST = 4
"""Compiled vocabularies that are kept; the others are of outdated word lists or code."""


@functools.lru_cache(maxsize=4)
def shared_speller(directory: Path) -> Speller:
    """The speller of a folder, loaded once per process."""
    return load_speller(directory)
