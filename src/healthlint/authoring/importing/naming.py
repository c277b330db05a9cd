"""Names -> ids: those that lexicons have, and new ones with their entries for the pack's own lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from healthlint.analysis.edits import slips_from
from healthlint.analysis.tokens import tokenize
from healthlint.authoring.drafts.abbreviations import abbreviations, expanded
from healthlint.authoring.drafts.model import Draft, Name, NameKind
from healthlint.authoring.drafts.substance import slug
from healthlint.authoring.labels.model import Label
from healthlint.fast_dataclass import dataclass

_LISTS: Mapping[NameKind, str] = {"condition": "conditions", "effect": "effects", "drug": "drugs"}


@dataclass(frozen=True, slots=True)
class Thing:
    """What a lexicon knows: its kind, its id, and what it is: its id among its classes."""

    kind: NameKind
    id: str
    classes: tuple[str, ...] = ()


class Known(Protocol):
    """Says which of many texts name something that lexicons know: what that is by the text."""

    def __call__(self, texts: Sequence[str]) -> Mapping[str, Thing]: ...


@dataclass(frozen=True, slots=True)
class NewName:
    """What no lexicon has an id for yet: the list of a lexicon that it belongs into, its id, phrases and classes."""

    where: str
    id: str
    phrases: tuple[str, ...]
    classes: tuple[str, ...] = ()


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
        thing = self._known.get(full)
        if thing is not None and _is_same(slug(full), thing.id):
            return thing.kind, thing.id
        # What lexicons have under a wider name, erythromycin under the macrolides, is one of those and not all of them.
        kind, classes = (thing.kind, thing.classes) if thing else (name.kind, ())
        key = _LISTS[kind], _one(slug(full))
        if key not in self._new:
            self._new[key] = NewName(_LISTS[kind], slug(full), self._phrases(full, name.text), classes)
        return kind, self._new[key].id

    def _phrases(self, full: str, short: str) -> tuple[str, ...]:
        """The name as words are cut, in the other number where the label has it like that, and with its abbreviation
        where that does not stand alone: by itself it may be a word like any other."""
        one = _one(full)
        many = f"{one[:-1]}ies" if one.endswith("y") else f"{one}s"
        forms = [full, *(form for form in (one, many) if form != full and self._says(form))]
        forms += [short] if " " in short else []
        return tuple(dict.fromkeys(phrase(form) for form in forms))

    def _says(self, form: str) -> bool:
        """True where the label has a form as words of their own."""
        return re.search(rf"\b{re.escape(form.lower())}\b", self._text) is not None


def phrase(text: str) -> str:
    """A text as a phrase of a lexicon: word by word, as words are cut."""
    return " ".join(tokenize(text).words)


def _named(values: Iterable[object]) -> set[Name]:
    return {value for value in values if isinstance(value, Name)}


def _is_same(name: str, known: str) -> bool:
    """True where two ids are one but for their number or a slip of spelling (diarrhea, diarrhoea)."""
    return _one(name) == _one(known) or (name[0] == known[0] and slips_from(name.encode())(known.encode()) == 1)


def _one(name: str) -> str:
    """A name in the singular, so far as its last letter shows it."""
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    return name if name.endswith(("ss", "is", "us")) else name.removesuffix("s")
