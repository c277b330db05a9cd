"""Phrases of the phrase language as people would write them: a few expansions instead of brackets and classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from healthlint.analysis.lexicon import Drug, Lexicon
from healthlint.analysis.phrases import Choice, Class, Gap, Item, Language, Mark, Pattern, Word
from healthlint.pattern import pattern

_DESCRIBED = {
    "number": "a number",
    "dose": "a dose",
    "percent": "a percentage",
    "duration": "a duration",
    "count": "a number",
    "money": "a sum of money",
    "year": "a year",
    "amount": "an amount",
    "drug": "a drug",
    "condition": "a condition",
    "effect": "a side effect",
}
"""Classes with too many members to choose some."""
_LEAST, _MOST, _LENGTH = 2, 6, 150
"""How many expansions of a phrase are shown, and their total length if there are more than the least."""
_TRIED = 40
_GAP = "…"
_MARKED = pattern(r"«([^«»]+)»")
_JOINED = pattern(r" (?=['’]\w|[.,;:!?%])|(?<=\w) (?=/)|(?<=/) (?=\w)")


class Samples:
    """Expands the phrases of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._language = _AsWritten(lexicon.groups, {})
        self._members = _members(lexicon)
        self._read: dict[str, tuple[Pattern, ...]] = {}

    def of(self, phrase: str) -> str:
        """Some expansions of a phrase, with an ellipsis if there are more."""
        whole = self._language.parse(phrase)
        count = self._count(whole, ())
        found: dict[str, None] = {}
        for number in range(min(count, _TRIED)):
            text = _joined(self._words(whole, number, ()))
            if len(found) >= _LEAST and sum(map(len, found)) + len(text) > _LENGTH:
                break
            found[text] = None
            if len(found) == _MOST:
                break
        return " / ".join((*found, _GAP) if count > len(found) else found)

    def pair(self, wrong: str, right: str) -> str:
        """The part of a phrase that is marked as wrong, and the right words."""
        marked = _MARKED.search(wrong)
        return f"{self.of(marked[1] if marked else wrong)} -> {right}"

    def _words(self, pattern: Pattern, number: int, inside: Sequence[str]) -> Iterator[str]:
        """One expansion: for every choice the alternative with this number, starting over at the end."""
        for item in pattern:
            if isinstance(item, Word):
                yield item.words[0]
            elif isinstance(item, Gap):
                yield _GAP
            elif isinstance(item, Class) and (described := self._described(item.name, inside)):
                yield f"[{described}]"
            elif not isinstance(item, Mark):
                patterns, within = self._choices(item, inside)
                yield from self._words(patterns[number % len(patterns)], number, within)

    def _count(self, pattern: Pattern, inside: Sequence[str]) -> int:
        """The number of expansions, or at least as many as are tried."""
        count = 1
        for item in pattern:
            if isinstance(item, Choice) or (isinstance(item, Class) and not self._described(item.name, inside)):
                patterns, within = self._choices(item, inside)
                count = min(count * sum(self._count(each, within) for each in patterns), _TRIED)
        return count

    def _choices(self, item: Item, inside: Sequence[str]) -> tuple[tuple[Pattern, ...], Sequence[str]]:
        """The alternatives of an item, and the classes around them."""
        if isinstance(item, Choice):
            return item.patterns, inside
        assert isinstance(item, Class)
        if item.name not in self._read:
            self._read[item.name] = tuple(map(self._language.parse, self._members[item.name]))
        return self._read[item.name], (*inside, item.name)

    def _described(self, name: str, inside: Sequence[str]) -> str:
        """The description of a class of which no member is shown, such as one that contains itself."""
        if name in self._members and name not in inside:
            return ""
        return _DESCRIBED.get(name, name.replace("-", " ").replace(":", " "))


class _AsWritten(Language):
    """Leaves words as the author wrote them, and classes by their names."""

    def word(self, item: str) -> Pattern:
        return (Word((item[:-1] if item.endswith("+") and len(item) > 1 else item,)),)


def _members(lexicon: Lexicon) -> Mapping[str, Sequence[str]]:
    """By the name of a class: the phrases of a group, or one name of each drug, condition and effect in it."""
    members: dict[str, list[str]] = {name: list(phrases) for name, phrases in lexicon.groups.items() if phrases}
    for drug in lexicon.drugs:
        names = (*drug.names, *drug.all_brands, *drug.abbreviations)[:1]
        _add(members, (drug.id, *drug.classes), names)
        _add_forms(members, drug)
    for concept in (*lexicon.conditions, *lexicon.effects):
        _add(members, (concept.id, *concept.classes), concept.names[:1])
    return {name: phrases for name, phrases in members.items() if name not in _DESCRIBED}


def _add_forms(members: dict[str, list[str]], drug: Drug) -> None:
    for form, names in drug.forms.items():
        _add(members, (f"{drug.id}:{form}",), names)


def _add(members: dict[str, list[str]], classes: Sequence[str], names: Sequence[str]) -> None:
    for name in dict.fromkeys(classes):
        if names:
            members.setdefault(name, []).extend(names)


def _joined(words: Iterator[str]) -> str:
    found: list[str] = []
    for word in words:
        if word != _GAP or found[-1:] != [_GAP]:
            found.append(word)
    return _JOINED.sub("", " ".join(found))
