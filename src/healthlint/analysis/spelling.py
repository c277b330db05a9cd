"""Which words are misspelled names of drugs, conditions and medical things, and what the writer meant."""

from __future__ import annotations

import functools
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from healthlint.analysis.edits import cost, slips_from
from healthlint.analysis.vocabulary import Candidate, Vocabulary, compiled, read_sources

COMPILED = "vocabulary.bin"
# Right words up to so many letters, and what a slip may cost in them.
LIMITS = ((5, 0.8), (6, 1.0), (8, 1.4), (10, 1.8))
FARTHEST = 2.2
# A candidate that leaves the next one this far behind is what the writer meant.
CLEAR = 0.4
# Two rare words are often neighbours; a slip of a rare one must be small to be told from another rare word.
RARE = {1: 0.4, 2: 0.5, 3: 0.75}
# So many letters a right word must have at least, by commonness, to be recognised in a wrong one.
SHORTEST = {1: 8, 2: 8, 3: 7, 4: 5, 5: 5}
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
# What is left of diabetes, arthritis, virus: the singular of a word that is no plural.
CUT_SHORT = re.compile(r"(?:[iou]|[^nsd]e)$")
PART = re.compile(r"[^\W\d_]+(?:['’ʼ‘][^\W\d_]+)?")

# (text, start, end, sentence_initial, in_link_or_code)
Token = tuple[str, int, int, bool, bool]
# rank, price, candidate
Ranked = tuple[float, float, Candidate]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The right word, what the slip cost, and what it names: a drug, a condition or a medical thing."""

    right: str
    distance: float
    kind: str


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A misspelled word in its place, and the right one as it would be written there."""

    start: int
    end: int
    text: str
    right: str
    kind: str


def plain(word: str) -> str:
    """Lower case, no accents, straight apostrophe."""
    word = word.lower().translate(APOSTROPHES)
    if word.isascii():
        return word
    folded = unicodedata.normalize("NFKD", word)
    return "".join(c for c in folded if not unicodedata.combining(c))


def allowed(length: int) -> float:
    """How much a slip may cost in a right word of so many letters."""
    for longest, limit in LIMITS:
        if length <= longest:
            return limit
    return FARTHEST


class Speller:
    """Tells a misspelled health word from a right one that nobody listed."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._suggest = functools.lru_cache(maxsize=20_000)(self._found)

    def knows(self, word: str) -> bool:
        """Whether a word is right as it stands, listed or regularly formed."""
        return self._right(_bare(word), word[:1].isupper())

    def suggest(self, word: str, *, name: bool = False) -> Suggestion | None:
        """What a misspelled word stands for; None when it is right, or when it is not clear that it is wrong.

        `name`: the word is written as a name is (a capital inside a sentence), so more must speak for a slip.
        """
        lower = _bare(word)
        if len(lower) < 4 or not (lower.isascii() and lower.isalpha()):
            return None
        if self._right(lower, word[:1].isupper()):
            return None
        return self._suggest(lower, name)

    def _right(self, word: str, capital: bool) -> bool:
        vocabulary = self.vocabulary
        if vocabulary.knows(word) or (capital and vocabulary.names(word)):
            return True
        if word.endswith("s"):
            # A plural, or a possessive that lost its apostrophe: Crohns, Alzheimers.
            if vocabulary.knows(word[:-1]) or (capital and vocabulary.names(word[:-1])):
                return True
        elif not CUT_SHORT.search(word) and vocabulary.knows(word + "s"):
            return True
        for british, american in vocabulary.british:
            # Two letters at the very end are an ending (vertebrae), not a spelling.
            if british in word[: None if len(british) > 2 else -2] and vocabulary.knows(word.replace(british, american)):
                return True
        return any(stem and vocabulary.knows(stem) for stem in self._stems(word))

    def _stems(self, word: str) -> Iterator[str]:
        for suffix in self.vocabulary.suffixes:
            stem = word.removesuffix(suffix)
            if stem != word and len(stem) >= 5:
                yield stem

    def _coined(self, word: str) -> bool:
        """Whether a word is put together as learned words are, of parts that listed words have too."""
        vocabulary = self.vocabulary
        rests = [word, *(word.removeprefix(p) for p in vocabulary.prefixes if word.startswith(p))]
        if any(len(rest) >= 6 and vocabulary.offered(rest) for rest in rests[1:]):
            return True
        for ending in vocabulary.learned:
            if word.endswith(ending):
                for rest in rests:
                    root = rest.removesuffix(ending)
                    if len(root) >= 4 and vocabulary.begins(root):
                        return True
        return False

    def _found(self, word: str, name: bool) -> Suggestion | None:
        ranked = sorted(self._ranked(word, name), key=lambda found: (found[0], found[2].word))
        if not ranked or ranked[0][2].kind == "english":
            return None
        rank, price, best = self._plural(word, ranked)
        if len(best.word) < SHORTEST.get(best.commonness, 5) or self._another_form(word, best):
            return None
        if price > self._limit(best, ranked[1][0] - rank if len(ranked) > 1 else 9.0, name):
            return None
        if self._article_follows(word):
            return None
        if not (price <= 0.9 and best.commonness >= 6) and (self._coined(word) or self._lost_space(word, price)):
            return None
        return Suggestion(best.word, price, best.kind)

    def _plural(self, word: str, ranked: list[Ranked]) -> Ranked:
        """The best candidate, or its plural when the wrong word looks like one."""
        best = ranked[0]
        if word.endswith("s") and not best[2].word.endswith("s"):
            for other in ranked[1:4]:
                if other[2].word == best[2].word + "s" and other[1] <= best[1] + 0.3:
                    return other
        return best

    def _limit(self, best: Candidate, margin: float, name: bool) -> float:
        limit = allowed(len(best.word))
        if best.commonness >= 4:
            limit += 0.5 if margin > CLEAR else 0.2
        limit *= RARE.get(best.commonness, 1.0)
        if name:
            # A brand is written with a capital; most other unknown words with one are people and places.
            limit *= 0.9 if best.kind == "drug" and best.commonness >= 4 else 0.55
        return limit

    def _ranked(self, word: str, name: bool) -> Iterator[Ranked]:
        """Candidates with a rank that weighs the slip against how common the right word is."""
        reach = 1 if len(word) <= 5 else 2 if len(word) <= 8 else 3
        slips = slips_from(word.encode())
        for right, mark in self.vocabulary.near(word, reach):
            if slips(right) <= reach:
                candidate = self.vocabulary.candidate(right, mark)
                price = cost(word, candidate.word)
                rank = price - 0.06 * candidate.commonness - (0.0 if candidate.kind == "english" else 0.15)
                yield rank - (0.2 if name and candidate.kind == "drug" else 0.0), price, candidate

    def _another_form(self, word: str, best: Candidate) -> bool:
        """Whether two words differ as words of one family do: nephropathic and nephropathy, hypo- and hyper-."""
        right, prefixes = best.word, self.vocabulary.prefixes
        if best.kind != "drug" and (self._other_class(word, right) or right in (word + "d", word + "ed", word + "ing")):
            return True
        head = _shared(word[::-1], right[::-1])
        for cut in range(head, max(head - 4, 4), -1):
            one, other = word[:-cut], right[:-cut]
            if one in prefixes and (not other or (other in prefixes and min(len(one), len(other)) > 2)):
                return True
        return False

    def _other_class(self, word: str, right: str) -> bool:
        endings, tail = self.vocabulary.endings, _shared(word, right)
        if right == word + "s":
            return False
        for cut in range(tail, max(tail - 4, 3), -1):
            one, other = endings.get(word[cut:]), endings.get(right[cut:])
            if one and other and one != other and (one in ("adjective", "plural") or not _indel(word[cut:], right[cut:])):
                return True
        return False

    def _article_follows(self, word: str) -> bool:
        """Whether the space before an "a" was lost: ascitesa."""
        return len(word) >= 7 and word[-1] == "a" and word[-2] not in "aio" and self.vocabulary.knows(word[:-1])

    def _lost_space(self, word: str, price: float) -> bool:
        """Whether two right words ran together: diseasecauses."""
        offered, knows = self.vocabulary.offered, self.vocabulary.knows
        if price <= 0.9:
            return False
        for cut in range(4, len(word) - 1):
            first, second = word[:cut], word[cut:]
            if len(second) >= 4 and offered(first) and offered(second):
                return True
            if len(second) <= 3 and len(first) >= 7 and knows(first) and knows(second):
                return True
        return False


def _indel(one: str, other: str) -> bool:
    """Whether one is the other less a letter."""
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _bare(word: str) -> str:
    return plain(word).removesuffix("'s").removesuffix("'")


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def misspellings(tokens: Iterable[Token], speller: Speller, accepted: frozenset[str]) -> list[Misspelling]:
    """Misspelled health words among an article's words; `accepted` holds lower-case words that are right here."""
    found = []
    for text, start, _, initial, inside in tokens:
        if inside or any(c.isdigit() for c in text) or text.lower() in accepted:
            continue
        for part in PART.finditer(text):
            wrong = part[0]
            if plain(wrong) in accepted or _code(wrong):
                continue
            capital = wrong[0].isupper() and not (initial and part.start() == 0)
            suggestion = speller.suggest(wrong, name=capital)
            if suggestion is not None:
                bare, ending = _possessive(wrong)
                right = cased(suggestion.right, bare) + ending
                place = start + part.start()
                found.append(Misspelling(place, place + len(wrong), wrong, right, suggestion.kind))
    return found


def _possessive(word: str) -> tuple[str, str]:
    for ending in ("'s", "’s", "ʼs", "‘s"):
        if word.endswith(ending):
            return word[:-2], ending
    return word, ""


def _code(word: str) -> bool:
    """A gene, a code, an abbreviation: capitals where a word has none."""
    bare, _ = _possessive(word)
    return not (bare.islower() or bare.istitle() or bare[1:].islower() or (bare.isupper() and len(bare) >= 8))


def cased(right: str, like: str) -> str:
    """The right word with the capitals of the wrong one."""
    if like.isupper() and len(like) > 1:
        return right.upper()
    return right[:1].upper() + right[1:] if like[:1].isupper() else right


# ---- loading -------------------------------------------------------------------------------------


def compile_vocabulary(directory: Path) -> bytes:
    """The compiled form of a folder of word lists, to be shipped beside them as `vocabulary.bin`."""
    return compiled(read_sources(directory))


def load_speller(directory: Path) -> Speller:
    """The speller of a folder: from its compiled vocabulary, else from one that is compiled once and kept."""
    ready = directory / COMPILED
    if ready.is_file():
        return Speller(Vocabulary(ready.read_bytes()))
    import hashlib

    sources = read_sources(directory)
    digest = hashlib.sha256(b"\0".join(sources.values())).hexdigest()[:24]
    kept = _cache() / f"vocabulary-{digest}.bin"
    try:
        return Speller(Vocabulary(kept.read_bytes()))
    except (OSError, ValueError):
        block = compiled(sources)
        _keep(kept, block)
        return Speller(Vocabulary(block))


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "healthlint"


def _keep(path: Path, block: bytes) -> None:
    """Write in one step; a folder that cannot be written costs only the time of the next start."""
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(block)
        Path(file.name).replace(path)
    except OSError:
        return
