"""Names -> ids: those that lexicons have, and new ones with their entries for the pack's own lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from healthlint.analysis.tokens import tokenize
from healthlint.authoring.drafts.abbreviations import abbreviations, expanded
from healthlint.authoring.drafts.model import Draft, Name
from healthlint.authoring.drafts.substance import slug
from healthlint.authoring.labels.model import Label
from healthlint.record import dataclass

Kinds = Mapping[str, tuple[str, str]]
_LISTS = {"condition": "conditions", "effect": "effects", "drug": "drugs"}


class Known(Protocol):
    """Says which of many texts name something that lexicons know: its kind and id by the text."""

    def __call__(self, texts: Sequence[str]) -> Kinds: ...


@dataclass(frozen=True, slots=True)
class NewName:
    """What no lexicon names yet: the list of a lexicon that it belongs into, its id, its phrases."""

    where: str
    id: str
    phrases: tuple[str, ...]


class Naming:
    """The ids of all names in the drafts of a label; two that differ in their number are one."""

    def __init__(self, label: Label, drafts: Iterable[Draft], known: Known) -> None:
        self._short = abbreviations(label.prose.text)
        self._text = label.prose.text.lower()
        names = {name for draft in drafts for name in (*draft.about.values(), *draft.value.values())}
        self._known = known([self.full(name) for name in sorted(_named(names), key=lambda name: name.text)])
        self._new: dict[tuple[str, str], NewName] = {}

    @property
    def new(self) -> tuple[NewName, ...]:
        """What was named so far and no lexicon has."""
        return tuple(self._new.values())

    def full(self, name: Name) -> str:
        """A name with its abbreviations written out."""
        return expanded(name.text, self._short)

    def of(self, name: Name) -> tuple[str, str]:
        """The kind and the id of a name."""
        full = self.full(name)
        if full in self._known:
            return self._known[full]
        where = _LISTS[name.kind]
        key = where, _one(slug(full))
        if key not in self._new:
            self._new[key] = NewName(where, slug(full), self._phrases(full))
        return name.kind, self._new[key].id

    def _phrases(self, full: str) -> tuple[str, ...]:
        """The name as words are cut, and in the other number where the label has it like that, too."""
        one = full[:-1] if full.endswith("s") and _one(full) == full[:-1] else full
        forms = [full, *(form for form in (one, f"{one}s") if form != full and form.lower() in self._text)]
        return tuple(dict.fromkeys(phrase(form) for form in forms))


def phrase(text: str) -> str:
    """A text as a phrase of a lexicon: word by word, as words are cut."""
    return " ".join(tokenize(text).words)


def _named(values: Iterable[object]) -> set[Name]:
    return {value for value in values if isinstance(value, Name)}


def _one(name: str) -> str:
    """A name in the singular, so far as its last letter shows it."""
    return name if name.endswith(("ss", "is", "us")) else name.removesuffix("s")
