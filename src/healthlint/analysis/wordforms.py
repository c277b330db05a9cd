"""How English and medicine make words of words: what is right without being listed, and what is no slip of another."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.vocabulary import Vocabulary
from healthlint.pattern import pattern

# What is left of diabetes, arthritis, virus: the singular of a word that is no plural.
CUT_SHORT = pattern(r"(?:[iou]|[^nsd]e)$")


class WordForms:
    """The regular forms of a vocabulary's words; every word is lower case."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def right(self, word: str, capital: bool) -> bool:
        """Whether a word is listed, or an inflection or British spelling of a listed one."""
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
            body = word[:-2] if len(british) == 2 else word
            if british in body and vocabulary.knows(word.replace(british, american)):
                return True
        return any(stem and vocabulary.knows(stem) for stem in self._stems(word))

    def _stems(self, word: str) -> Iterator[str]:
        for suffix in self.vocabulary.suffixes:
            stem = word.removesuffix(suffix)
            if stem != word and len(stem) >= 5:
                yield stem

    def coined(self, word: str) -> bool:
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

    def another_form(self, word: str, right: str, drug: bool) -> bool:
        """Whether two words differ as words of one family do: nephropathic and nephropathy, hypo- and hyper-.

        The name of a drug has one form only, but it is often that of what an enzyme works on: fumarate, fumarase.
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
                # Between a noun and another kind a letter is also dropped by mistake: -ia, -a.
                return one in ("adjective", "plural") or not _indel(word[cut:], right[cut:])
        return False

    def article_follows(self, word: str) -> bool:
        """Whether the space before an "a" was lost: ascitesa."""
        return len(word) >= 7 and word[-1] == "a" and word[-2] not in "aio" and self.vocabulary.knows(word[:-1])

    def lost_space(self, word: str) -> bool:
        """Whether two right words ran together: diseasecauses."""
        offered, knows = self.vocabulary.offered, self.vocabulary.knows
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


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
