"""Maps names to ids: known ones from lexicons, and new ones with entries for the pack's own lexicon."""

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
    """A thing in a lexicon: its kind, its id, and its classes, including its id."""

    kind: NameKind
    id: str
    classes: tuple[str, ...] = ()


class Known(Protocol):
    """Tells which of many texts name something in a lexicon, and what."""

    def __call__(self, texts: Sequence[str]) -> Mapping[str, Thing]: ...


@dataclass(frozen=True, slots=True)
class NewName:
    """A name without an id: the lexicon list it belongs to, its new id, phrases and classes."""

    where: str
    id: str
    phrases: tuple[str, ...]
    classes: tuple[str, ...] = ()


class Naming:
    """The ids of all names in the drafts of a label; singular and plural are one name."""

    def __init__(self, label: Label, drafts: Iterable[Draft], known: Known) -> None:
        self._short = abbreviations(label.prose.text)
        self._text = label.prose.text.lower()
        names = {name for draft in drafts for name in (*draft.about.values(), *draft.value.values())}
        self._known = known([self.full(name) for name in sorted(_names_among(names), key=lambda name: name.text)])
        self._new: dict[tuple[str, str], NewName] = {}

    @property
    def new(self) -> tuple[NewName, ...]:
        """The names so far that are in no lexicon."""
        return tuple(self._new.values())

    def full(self, name: Name) -> str:
        """A name with its abbreviations expanded."""
        return expanded(name.text, self._short)

    def of(self, name: Name) -> tuple[str, str]:
        """The kind and the id of a name."""
        full = self.full(name)
        thing = self._known.get(full)
        if thing is not None and _is_same(slug(full), thing.id):
            return thing.kind, thing.id
        # A name under a wider one in the lexicons, such as erythromycin under the macrolides, is one member of it, not
        # all.
        kind, classes = (thing.kind, thing.classes) if thing else (name.kind, ())
        key = _LISTS[kind], _one(slug(full))
        if key not in self._new:
            self._new[key] = NewName(_LISTS[kind], slug(full), self._phrases(full, name.text), classes)
        return kind, self._new[key].id

    def _phrases(self, full: str, short: str) -> tuple[str, ...]:
        """The name split into words, in the other number if the label uses that, and with its abbreviation if that does
        not stand alone: by itself it may be an ordinary word."""
        one = _one(full)
        many = f"{one[:-1]}ies" if one.endswith("y") else f"{one}s"
        forms = [full, *(form for form in (one, many) if form != full and self._says(form))]
        forms += [short] if " " in short else []
        return tuple(dict.fromkeys(phrase(form) for form in forms))

    def _says(self, form: str) -> bool:
        """True if the form occurs in the label as separate words."""
        return re.search(rf"\b{re.escape(form.lower())}\b", self._text) is not None


def phrase(text: str) -> str:
    """A text as a phrase of a lexicon, word by word."""
    return " ".join(tokenize(text).words)


def _names_among(values: Iterable[object]) -> set[Name]:
    return {value for value in values if isinstance(value, Name)}


def _is_same(name: str, known: str) -> bool:
    """True if two ids differ only in number or by a spelling slip (diarrhea, diarrhoea)."""
    return _one(name) == _one(known) or (name[0] == known[0] and slips_from(name.encode())(known.encode()) == 1)


def _one(name: str) -> str:
    """A name in the singular, as far as its last letter tells."""
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    return name if name.endswith(("ss", "is", "us")) else name.removesuffix("s")
