"""The language in which packs write phrases.

side effect+            any inflected form: effect, effects (verbs too: cure+ is cure, cures, cured, curing)
(safe|harmless) for     one of; nests
[completely] safe       may be missing; [very|so] one of or none
<drug> <opioid>         a class: what the lexicon or the scanner knows by that name; a group of phrases
_                       any one word
...                     up to four words, within the sentence, not across a semicolon or a word of the group
                        `negator` ("not"): "approved ... for pain" is not "approved, but not for pain"; ...8 up to eight
not «a cure»            what stands inside the marks is underlined; without them the whole phrase
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from healthlint.analysis.tokens import tokenize
from healthlint.errors import PackError, did_you_mean
from healthlint.pattern import pattern
from healthlint.record import dataclass

_ITEM = pattern(r"\.\.\.(\d*)|<([\w.:-]+)>|[()\[\]|«»]|[^\s()\[\]|«»<>]+")
_CLASS = pattern(r"<[\w.:-]+>")
_GAP = 4
MOST_ITEMS = 10_000
"""Words, classes and choices in a phrase with its groups unfolded; real ones have some hundreds."""
_MOST_BRACKETS = 50
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Word:
    """One token out of `words`."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Class:
    """A member of the class `name`, of any length."""

    name: str


@dataclass(frozen=True, slots=True)
class Gap:
    """From `least` to `most` tokens, whatever they are."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the underlined part opens or closes."""

    opens: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several patterns; an empty one makes it optional."""

    patterns: tuple[Pattern, ...]


Item = Word | Class | Gap | Mark | Choice
Pattern = tuple[Item, ...]


def parse(
    phrase: str,
    groups: Mapping[str, tuple[str, ...]],
    inflections: Mapping[str, tuple[str, ...]],
    inline: frozenset[str] = frozenset(),
) -> Pattern:
    """What `phrase` stands for.

    Groups named in `inline` are replaced by their phrases; other names stay classes. Raises PackError.
    """
    items = [(match[0], match[1], match[2]) for match in _ITEM.finditer(phrase)]
    pattern = _Parser(phrase, items, groups, inflections, inline).pattern()
    if sum(1 for _ in islice(walk(pattern), MOST_ITEMS + 1)) > MOST_ITEMS:
        raise PackError(f"phrase {phrase[:60]!r}: comes to more than {MOST_ITEMS:,} words with its groups")
    if not any(isinstance(item, Word | Class) for item in walk(pattern)):
        raise PackError(f"phrase {phrase!r} holds no word")
    if phrase.count("«") != phrase.count("»") or phrase.count("«") > 1 or phrase.find("«") > phrase.find("»"):
        raise PackError(f"phrase {phrase!r}: write one « and, after it, one »")
    if phrase.count("<") != len(_CLASS.findall(phrase)):
        raise PackError(f"phrase {phrase!r}: a class is written <name>")
    return pattern


def walk(pattern: Pattern) -> Iterator[Item]:
    """Every item of a pattern, those inside choices too."""
    for item in pattern:
        yield item
        if isinstance(item, Choice):
            for inner in item.patterns:
                yield from walk(inner)


def unknown_classes(pattern: Pattern, known: Iterable[str]) -> Iterator[str]:
    """One line for every class that a pattern names and nothing defines."""
    names = frozenset(known)
    for item in walk(pattern):
        if isinstance(item, Class) and item.name not in names:
            yield f"unknown class <{item.name}>{did_you_mean(item.name, names)}"


class _Parser:
    def __init__(
        self,
        phrase: str,
        items: Sequence[tuple[str, str, str]],
        groups: Mapping[str, tuple[str, ...]],
        inflections: Mapping[str, tuple[str, ...]],
        inline: frozenset[str],
    ) -> None:
        self.phrase, self.items, self.at, self.depth = phrase, items, 0, 0
        self.groups, self.inflections, self.inline = groups, inflections, inline

    def pattern(self) -> Pattern:
        return self._alternatives("")[0]

    def _alternatives(self, closing: str) -> list[Pattern]:
        found: list[Pattern] = []
        parts: list[Item] = []
        while self.at < len(self.items):
            item, width, name = self.items[self.at]
            self.at += 1
            if closing and item == closing:
                return [*found, tuple(parts)]
            if closing and item == "|":
                found.append(tuple(parts))
                parts = []
            elif item in (")", "]", "|"):
                raise PackError(f"phrase {self.phrase!r}: '{item}' stands without its opening bracket")
            else:
                parts += self._items(item, width, name)
        if closing:
            raise PackError(f"phrase {self.phrase!r}: '{closing}' is missing")
        return [tuple(parts)]

    def _items(self, item: str, width: str, name: str) -> Pattern:
        if item in "([":
            self.depth += 1
            if self.depth > _MOST_BRACKETS:
                raise PackError(f"phrase {self.phrase[:60]!r}: more than {_MOST_BRACKETS} brackets in each other")
            inner = self._alternatives(")" if item == "(" else "]")
            self.depth -= 1
            return (Choice(tuple(inner) if item == "(" else ((), *inner)),)
        if item in "«»":
            return (Mark(item == "«"),)
        if item == "_":
            return (Gap(1, 1),)
        if item.startswith("..."):
            return (Gap(0, int(width or _GAP)),)
        if name:
            return (self._class(name),)
        return self._word(item)

    def _class(self, name: str) -> Item:
        if name not in self.inline:
            return Class(name)
        return Choice(tuple(parse(phrase, self.groups, self.inflections, self.inline) for phrase in self.groups[name]))

    def _word(self, item: str) -> Pattern:
        if item.endswith("+") and len(item) > 1:
            return (Word(inflect(item[:-1].lower(), self.inflections)),)
        words = tokenize(item).words
        if words == ("is",):
            return (Word(("is", "'s")),)
        return tuple(Word((word,)) for word in words)


def inflect(word: str, irregular: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A word and its regular or listed forms: `stop` -> stop, stops, stopped, stopping."""
    if word in irregular:
        return (word, *irregular[word])
    if word.endswith("e"):
        return (word, word + "s", word + "d", word[:-1] + "ing")
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return (word, word[:-1] + "ies", word[:-1] + "ied", word + "ing")
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return (word, word + "es", word + "ed", word + "ing")
    if _doubles(word):
        return (word, word + "s", word + word[-1] + "ed", word + word[-1] + "ing")
    return (word, word + "s", word + "ed", word + "ing")


def _doubles(word: str) -> bool:
    # One syllable, consonant-vowel-consonant: stop, cut, slip. Longer words are listed where they double.
    return (
        3 <= len(word) <= 4
        and word[-1] not in _VOWELS | set("wxy")
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
        and sum(letter in _VOWELS for letter in word) == 1
    )
