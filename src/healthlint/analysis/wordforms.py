"""Word formation in English and medicine: unlisted words that are right, and pairs that are not slips of each other."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.vocabulary import Vocabulary
from healthlint.pattern import pattern

# The remains of diabetes, arthritis, virus without the s: false singulars.
CUT_SHORT = pattern(r"(?:[iou]|[^nsd]e)$")


# The fewest letters in the stem of a derived word.
_SHORTEST_STEM = 4


class WordForms:
    """The regular forms of a vocabulary's words; every word is lower case."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._families: dict[str, list[tuple[str, ...]]] = {}
        for family in vocabulary.families:
            for ending in family:
                if ending[0] != "_":
                    self._families.setdefault(ending, []).append(tuple(each.lstrip("_") for each in family))
        self._longest = max(map(len, self._families), default=0)

    def right(self, word: str, capital: bool) -> bool:
        """True for a listed word, or an inflection, derivation or British spelling of one."""
        vocabulary = self.vocabulary
        if vocabulary.knows(word) or vocabulary.registered(word) or (capital and vocabulary.names(word)):
            return True
        if capital and word.endswith("s") and vocabulary.names(word[:-1]):
            return True
        return any(map(self._formed, self._spellings(word)))

    def _spellings(self, word: str) -> Iterator[str]:
        """The word, and its form in the other spelling of English."""
        yield word
        american = word
        for one, other in self.vocabulary.british:
            # Two letters at the very end are an ending (vertebrae), not a spelling.
            body = word[:-2] if len(one) == 2 else word
            if one in body:
                yield word.replace(one, other)
                american = american.replace(one, other)
        if american != word:
            yield american

    def _formed(self, word: str) -> bool:
        """True for a listed word, or one regularly formed from a listed one."""
        knows = self.vocabulary.knows
        if knows(word):
            return True
        if word.endswith("s"):
            # A plural, or a possessive that lost its apostrophe: Crohns, Alzheimers.
            if knows(word[:-1]):
                return True
        elif not CUT_SHORT.search(word) and knows(word + "s"):
            return True
        return any(stem and knows(stem) for stem in self._stems(word)) or self.derived(word)

    def _stems(self, word: str) -> Iterator[str]:
        for suffix in self.vocabulary.suffixes:
            stem = word.removesuffix(suffix)
            if stem != word and len(stem) >= 5:
                yield stem

    def derived(self, word: str) -> bool:
        """True if a listed word has the same stem with another ending of the same family."""
        knows = self.vocabulary.knows
        for cut in range(max(_SHORTEST_STEM, len(word) - self._longest), len(word)):
            stem, ending = word[:cut], word[cut:]
            for family in self._families.get(ending, ()):
                if any(other != ending and knows(stem + other) for other in family):
                    return True
        return False

    def coined(self, word: str) -> bool:
        """True for a learned compound of parts that listed words have too."""
        vocabulary = self.vocabulary
        rests = [word, *(word.removeprefix(p) for p in vocabulary.prefixes if word.startswith(p))]
        if any(len(rest) >= 6 and vocabulary.offered(rest) for rest in rests[1:]):
            return True
        roots = (
            rest.removesuffix(end) for end in vocabulary.learned if word.endswith(end) for rest in rests if rest != end
        )
        return any(map(self._begins, roots))

    def _begins(self, root: str) -> bool:
        """True if a root begins a listed word, with or without a linking o."""
        begins = self.vocabulary.begins
        return (len(root) >= 4 and begins(root)) or (len(root) >= 6 and root[-1] == "o" and begins(root[:-1]))

    def another_compound(self, word: str, right: str) -> bool:
        """True if two names differ as those of two compounds or proteins do: naloxazone and naloxone, -in and -is."""
        chemical = self.vocabulary.chemical
        if word.endswith("in") and not right.endswith(("in", "ine")):
            return True
        if word.endswith(("oid", "oids")) and not right.endswith(("oid", "oids")):
            return True
        shared = _shared(word, right)
        return any(word[cut:] in chemical and right[cut:] in chemical for cut in range(shared, max(shared - 3, 4), -1))

    def another_form(self, word: str, right: str, drug: bool) -> bool:
        """True if two words differ as words of one family do: nephropathic and nephropathy, hypo- and hyper-.

        A drug's name has a single form, but often resembles that of an enzyme's substrate: fumarate, fumarase.
        """
        prefixes = self.vocabulary.prefixes
        if not drug and right in (word + "d", word + "ed", word + "ing"):
            return True
        if (not drug or self.vocabulary.endings.get(word[-3:]) == "enzyme") and self._other_class(word, right):
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
            if one and other and one != other:
                # Between a noun and another kind, a letter may also be dropped by mistake: -ia, -a.
                return one in ("adjective", "plural") or not _indel(word[cut:], right[cut:])
        return False

    def article_follows(self, word: str) -> bool:
        """True if the space before an "a" was lost: ascitesa."""
        return len(word) >= 7 and word[-1] == "a" and word[-2] not in "aio" and self.vocabulary.knows(word[:-1])

    def runs_on(self, word: str) -> bool:
        """True if the space before a short word was lost: albuminis, chestor."""
        cuts = range(max(4, len(word) - 3), len(word))
        return any(self.vocabulary.sign("short", word[cut:]) and self.right(word[:cut], False) for cut in cuts)

    def lost_space(self, word: str) -> bool:
        """True if two right words ran together: diseasecauses."""
        offered, knows = self.vocabulary.offered, self.vocabulary.knows
        for cut in range(4, len(word) - 1):
            first, second = word[:cut], word[cut:]
            if len(second) >= 4 and offered(first) and offered(second):
                return True
            if len(second) <= 3 and len(first) >= 7 and knows(first) and knows(second):
                return True
        return False


def _indel(one: str, other: str) -> bool:
    """True if one word is the other without one letter."""
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _shared(one: str, other: str) -> int:
    """How many initial letters two words have in common."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
