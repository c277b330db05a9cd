"""The language in which packs write phrases.

side effect+            any inflected form: effect, effects (verbs too: cure+ is cure, cures, cured, curing)
(safe|harmless) for     one of; nests
(tumor|growth)+         one of, in any inflected form
[completely] safe       may be missing; [very|so] one of or none
<drug> <opioid>         a class: what the lexicon or the scanner knows by that name; a group of phrases
_                       any one word
...                     up to four words, within the sentence, not across a semicolon or a word of the group
                        `negator` ("not"): "approved ... for pain" is not "approved, but not for pain"; ...8 up to eight
not «a cure»            what stands inside the marks is underlined; without them the whole phrase
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from healthlint.analysis.tokens import tokenize
from healthlint.errors import PackError, did_you_mean
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

_ITEM = pattern(r"\.\.\.(\d*)|<([\w.:-]+)>|[)\]]\+|[()\[\]|«»]|[^\s()\[\]|«»<>]+")
_CLASS = pattern(r"<[\w.:-]+>")
_GAP = 4
MOST_ITEMS = 10_000
"""The most words, classes and choices in a phrase with its groups expanded; real ones have some hundreds."""
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
    """From `least` to `most` tokens of any kind."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Opens or closes the underlined part."""

    opens: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several patterns; an empty one makes it optional."""

    patterns: tuple[Pattern, ...]


Item = Word | Class | Gap | Mark | Choice
Pattern = tuple[Item, ...]


class Language:
    """Parses the phrases of one lexicon, and caches the expansion of its groups and words, which thousands of phrases
    share."""

    def __init__(
        self,
        groups: Mapping[str, tuple[str, ...]],
        inflections: Mapping[str, tuple[str, ...]],
        inline: frozenset[str] = frozenset(),
    ) -> None:
        """Groups named in `inline` are replaced by their phrases; other names stay classes."""
        self.groups, self.inflections, self.inline = groups, inflections, inline
        self._groups: dict[str, Choice] = {}
        self._words: dict[str, tuple[Word, ...]] = {}
        # By identity, since comparing two groups would traverse both.
        self._inside: dict[int, tuple[int, tuple[str, ...]]] = {}

    def parse(self, phrase: str) -> Pattern:
        """The pattern of `phrase`. Raises PackError, and RecursionError for a group that contains itself."""
        items = [(match[0], match[1], match[2]) for match in _ITEM.finditer(phrase)]
        pattern = _Parser(phrase, items, self).pattern()
        if self._measured(pattern)[0] > MOST_ITEMS:
            raise PackError(f"phrase {phrase[:60]!r}: expands to more than {MOST_ITEMS:,} words with its groups")
        if not any(isinstance(item, Word | Class) for item in walk(pattern)):
            raise PackError(f"phrase {phrase!r} contains no word")
        if phrase.count("«") != phrase.count("»") or phrase.count("«") > 1 or phrase.find("«") > phrase.find("»"):
            raise PackError(f"phrase {phrase!r}: write one « and, after it, one »")
        if phrase.count("<") != len(_CLASS.findall(phrase)):
            raise PackError(f"phrase {phrase!r}: a class is written <name>")
        return pattern

    def unknown_classes(self, pattern: Pattern, known: frozenset[str]) -> Iterator[str]:
        """One line for every class that a pattern names and nothing defines."""
        for name in self._measured(pattern)[1]:
            # A drug in a form: packs that build on this one define which drugs come in it.
            if name not in known and not name.startswith("drug:"):
                yield f"unknown class <{name}>{did_you_mean(name, known)}"

    def named(self, name: str) -> Item:
        """The item that <name> stands for."""
        if name not in self.inline:
            return Class(name)
        found = self._groups.get(name)
        if found is None:
            found = self._groups[name] = Choice(tuple(map(self.parse, self.groups[name])))
            size, names = self._measured((found,))
            self._inside[id(found)] = size - 1, names
        return found

    def word(self, item: str) -> Pattern:
        """The pattern of a word in a phrase; with a plus sign, any of its forms."""
        found = self._words.get(item)
        if found is None:
            found = self._words[item] = tuple(self._spelled(item))
        return found

    def _spelled(self, item: str) -> Iterator[Word]:
        if item.endswith("+") and len(item) > 1:
            yield Word(inflect(item[:-1].lower(), self.inflections))
            return
        words = tokenize(item).words
        yield from (Word(("is", "'s")),) if words == ("is",) else (Word((word,)) for word in words)

    def _measured(self, pattern: Pattern) -> tuple[int, tuple[str, ...]]:
        """The number of items in a pattern, including those inside choices, and the classes that it names."""
        count = len(pattern)
        names: dict[str, None] = {}
        for item in pattern:
            if isinstance(item, Class):
                names[item.name] = None
            elif isinstance(item, Choice):
                known = self._inside.get(id(item))
                for size, inner in (known,) if known else map(self._measured, item.patterns):
                    count += size
                    names.update(dict.fromkeys(inner))
        return count, tuple(names)


def parse(
    phrase: str,
    groups: Mapping[str, tuple[str, ...]],
    inflections: Mapping[str, tuple[str, ...]],
    inline: frozenset[str] = frozenset(),
) -> Pattern:
    """The pattern of one phrase; use a `Language` for many. Raises PackError."""
    return Language(groups, inflections, inline).parse(phrase)


def walk(pattern: Pattern) -> Iterator[Item]:
    """Every item of a pattern, including those inside choices."""
    for item in pattern:
        yield item
        if isinstance(item, Choice):
            for inner in item.patterns:
                yield from walk(inner)


class _Parser:
    def __init__(self, phrase: str, items: Sequence[tuple[str, str, str]], language: Language) -> None:
        self.phrase, self.items, self.at, self.depth = phrase, items, 0, 0
        self.language = language

    def pattern(self) -> Pattern:
        return self._alternatives("")[0]

    def _alternatives(self, closing: str) -> list[Pattern]:
        """The patterns up to a closing bracket; with a plus sign behind it, the last word of each in any form."""
        found: list[Pattern] = []
        parts: list[Item] = []
        while self.at < len(self.items):
            item, width, name = self.items[self.at]
            self.at += 1
            if closing and item in (closing, f"{closing}+"):
                found.append(tuple(parts))
                return found if item == closing else [self._inflected(each) for each in found]
            if closing and item == "|":
                found.append(tuple(parts))
                parts = []
            elif item in ("|", ")", ")+", "]", "]+"):
                raise PackError(f"phrase {self.phrase!r}: '{item[:1]}' has no opening bracket")
            else:
                parts += self._items(item, width, name)
        if closing:
            raise PackError(f"phrase {self.phrase!r}: '{closing}' is missing")
        return [tuple(parts)]

    def _items(self, item: str, width: str, name: str) -> Pattern:
        if item in "([":
            self.depth += 1
            if self.depth > _MOST_BRACKETS:
                raise PackError(f"phrase {self.phrase[:60]!r}: more than {_MOST_BRACKETS} nested brackets")
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
            return (self.language.named(name),)
        return self.language.word(item)

    def _inflected(self, pattern: Pattern) -> Pattern:
        last = pattern[-1] if pattern else None
        if isinstance(last, Choice):
            return (*pattern[:-1], Choice(tuple(self._inflected(each) if each else () for each in last.patterns)))
        if not isinstance(last, Word):
            raise PackError(f"phrase {self.phrase!r}: with ')+', every alternative must end with a word")
        forms = last.words if len(last.words) > 1 else inflect(last.words[0], self.language.inflections)
        return (*pattern[:-1], Word(forms))


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
    # Monosyllables ending in consonant-vowel-consonant: stop, cut, slip. Longer words that double are listed.
    return (
        3 <= len(word) <= 4
        and word[-1] not in _VOWELS | set("wxy")
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
        and sum(letter in _VOWELS for letter in word) == 1
    )
