"""All drafts of a label, without duplicates."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.authoring.drafts.boxed import boxed_warnings
from healthlint.authoring.drafts.contraindications import contraindications
from healthlint.authoring.drafts.data import data
from healthlint.authoring.drafts.doses import doses
from healthlint.authoring.drafts.indications import indications
from healthlint.authoring.drafts.interactions import interactions
from healthlint.authoring.drafts.left import left
from healthlint.authoring.drafts.model import Draft, LabelDrafts, Name, Unread
from healthlint.authoring.drafts.reactions import reactions
from healthlint.authoring.drafts.substance import Substance, substance
from healthlint.authoring.drafts.uses import Uses
from healthlint.authoring.labels.model import Label


def found(label: Label) -> tuple[Substance, LabelDrafts]:
    """The substance of a label, its drafts, and what is left for the editor. Raises InputError."""
    of = substance(label)
    each = list(_each(label, of))
    own = {*of.moieties, *(product.name.text.lower() for product in label.products)}
    drafts = tuple(item for item in each if isinstance(item, Draft) and not _is_own(item, own))
    unread = tuple(item for item in each if isinstance(item, Unread))
    return of, LabelDrafts(drafts, (*unread, *left(label, (*drafts, *unread))))


def _each(label: Label, of: Substance) -> Iterator[Draft | Unread]:
    uses = list(indications(label, of.id))
    yield from data(label, of)
    yield from uses
    yield from doses(label, of.id, Uses(label, (item for item in uses if isinstance(item, Draft))))
    yield from contraindications(label, of.id)
    yield from boxed_warnings(label, of.id)
    yield from interactions(label, of.id)
    yield from reactions(label, of.id)


def _is_own(draft: Draft, own: set[str]) -> bool:
    """True if a label appears to combine its drug with itself: a misreading."""
    partner = draft.about.get("with")
    return isinstance(partner, Name) and any(name in partner.text.lower() for name in own)
