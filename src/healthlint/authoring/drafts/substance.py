"""The substance that a label is about, and ids for things."""

from __future__ import annotations

import unicodedata

from healthlint.authoring.drafts.wording import words
from healthlint.authoring.labels.model import Ingredient, Label
from healthlint.errors import InputError
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

_OTHER = pattern(r"[^a-z0-9]+")
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Substance:
    """The active substances of a label as one drug: `id`, its common name, and the names of its parts."""

    id: str
    name: str
    moieties: tuple[str, ...]
    generics: tuple[str, ...]

    @property
    def several(self) -> bool:
        """True for a combination."""
        return len(self.moieties) > 1

    def holds(self, ingredient: Ingredient) -> bool:
        """True for one of its parts; the swab in a kit is not one."""
        return ingredient.moiety.lower() in self.moieties


def substance(label: Label) -> Substance:
    """The substance that a label's products are named after. Raises InputError if there is none."""
    generics = tuple(dict.fromkeys(each.generic.lower() for each in label.products if each.generic))
    active = [part.moiety.lower() for each in label.products for part in each.ingredients]
    named = [name for name in dict.fromkeys(active) if any(_stem(name) in generic for generic in generics)]
    # openFDA's data give only the salt.
    moieties = tuple(named or dict.fromkeys(active) or (words("salt").sub("", name) for name in generics[:1]))
    if not moieties:
        raise InputError(f"{label.file}: names no active substance; give the label of one drug")
    name = " and ".join(moieties)
    return Substance(slug(name), name, moieties, generics)


def slug(text: str) -> str:
    """A name as an id: small letters and hyphens, at most eight words."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    return "-".join(_OTHER.sub(" ", plain.lower()).split()[:_MOST_WORDS])


def _stem(name: str) -> str:
    """The first word of a name: a moiety's name may be longer than its salt's."""
    return name.split(maxsplit=1)[0]
