"""Right words that stand where another one is meant: a table, and the words around that tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from healthlint.analysis.spelling import Misspelling, Token, cased, plain


@dataclass(frozen=True, slots=True)
class Confusion:
    """`wrong` is a slip for `right` when one of `near` stands within so many words; without `near`, always."""

    wrong: str
    right: str
    near: frozenset[str] = field(default_factory=frozenset)
    within: int = 2
    kind: str = "condition"

    def holds(self, words: Sequence[str], place: int) -> bool:
        """Whether the words around `place` call for the right word."""
        around = (*words[max(0, place - self.within) : place], *words[place + 1 : place + 1 + self.within])
        return not self.near or any(_base(word) in self.near or word in self.near for word in around)


def confused(tokens: Iterable[Token], confusions: Iterable[Confusion]) -> list[Misspelling]:
    """The words among an article's that are right elsewhere and wrong here."""
    table: dict[str, list[Confusion]] = {}
    for confusion in confusions:
        table.setdefault(confusion.wrong, []).append(confusion)
    listed = list(tokens)
    words = [plain(token[0]) for token in listed]
    found = []
    for place, (text, start, end, _, inside) in enumerate(listed):
        for confusion in () if inside else table.get(words[place], ()):
            if confusion.holds(words, place):
                found.append(Misspelling(start, end, text, cased(confusion.right, text), confusion.kind))
                break
    return found


def read_confusions(entries: Iterable[Mapping[str, object]]) -> tuple[Confusion, ...]:
    """The table as its YAML file has it, without the examples."""
    return tuple(_confusion(entry) for entry in entries)


def _confusion(entry: Mapping[str, object]) -> Confusion:
    near, within = entry.get("near", ()), entry.get("within", 2)
    if not isinstance(near, (list, tuple)) or not isinstance(within, int):
        raise ValueError(f"{entry.get('wrong')}: near is a list of words, within a number of words")
    words = frozenset(str(word) for word in near)
    return Confusion(str(entry["wrong"]), str(entry["right"]), words, within, str(entry.get("kind", "condition")))


def _base(word: str) -> str:
    return word.removesuffix("'s").removesuffix("s")
