"""What is drafted out of a small label, in short."""

from tests.authoring.labels.making import section, spl

from healthlint.authoring.drafts.draft import found
from healthlint.authoring.drafts.model import Draft, Name
from healthlint.authoring.labels.spl import read

USES = section("34067-9", "1 INDICATIONS", "MIGRASTOP is indicated for the treatment of migraine.")


def drafted(kind, *sections, products=None):
    """The drafts of a type as `(about, value)` without the drug, names as the label has them."""
    _, all_ = found(read(spl(*sections, products=products), "label.xml", "0" * 64))
    return [(_plain(draft.about, "drug"), _plain(draft.value)) for draft in all_.drafts if draft.type == kind]


def unread(*sections):
    """The kinds of what is left to the editor, each with its words."""
    source = spl(*sections)
    _, all_ = found(read(source, "label.xml", "0" * 64))
    return [(each.kind, source[each.place.start : each.place.end]) for each in all_.unread]


def quoted(kind, *sections):
    """The words of the file at the places of the drafts of a type."""
    source = spl(*sections)
    _, all_ = found(read(source, "label.xml", "0" * 64))
    return [_words(source, draft) for draft in all_.drafts if draft.type == kind]


def _words(source: str, draft: Draft) -> str:
    return source[draft.place.start : draft.place.end]


def _plain(values, without=""):
    shown = {key: value.text if isinstance(value, Name) else value for key, value in values.items()}
    return {key: value for key, value in shown.items() if key != without}
