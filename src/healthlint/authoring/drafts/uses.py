"""The uses that a label names, by which it distinguishes doses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from healthlint.authoring.drafts.abbreviations import abbreviations, expanded
from healthlint.authoring.drafts.model import Draft, Name
from healthlint.authoring.drafts.names import listed, lowered
from healthlint.authoring.drafts.sentences import blank, sections, title
from healthlint.authoring.drafts.wording import words
from healthlint.authoring.labels.loinc import INDICATIONS
from healthlint.authoring.labels.model import Label


class Uses:
    """The names of a label's uses, including section titles and abbreviations that the label explains.

    `only` is the use of a label that has just one."""

    def __init__(self, label: Label, drafts: Iterable[Draft]) -> None:
        self._names = {name.text.lower(): name.text for draft in drafts if isinstance(name := draft.about["use"], Name)}
        self.only = tuple(self._names.values()) if len(self._names) == 1 else ()
        for section in sections(label, INDICATIONS):
            for piece in listed(blank(title(label, section)), 0):
                self._names.setdefault(piece.text.lower(), lowered(piece.text))
        self._short = abbreviations(label.prose.text)

    def named(self, text: str) -> str:
        """The use that a name refers to, by its full name in the label; "" if there is none."""
        full = expanded(text, self._short).lower()
        known = [name for name in self._names if full == name or full.endswith(f" {name}")]
        return self._names[max(known, key=len)] if known else ""

    def in_title(self, heading: str) -> tuple[str, ...]:
        """The uses that the title of a section names."""
        return tuple(dict.fromkeys((*self._known(blank(heading), 0), *self._kinds(heading))))

    def in_sentence(self, plain: str) -> tuple[str, ...]:
        """The uses of the patients mentioned in a sentence."""
        for name in ("in-patients", "patients-with", "treats"):
            found = words(name).search(plain)
            if found is not None and (known := self._known(plain, found.start(found.lastindex or 1))):
                return known
        return ()

    def _kinds(self, heading: str) -> Iterator[str]:
        """The uses that are a kind of one in a title: "Hyperlipidemia (Heterozygous Familial and Nonfamilial)"."""
        for found in words("kinds").finditer(heading):
            for kind in words("item").split(found[1].lower()):
                known = [name for name in self._names if name.startswith(f"{kind.strip()} ")]
                yield from (self._names[name] for name in known if len(known) == 1)

    def _known(self, plain: str, start: int) -> tuple[str, ...]:
        named = (self.named(piece.text) for piece in listed(plain, start))
        return tuple(dict.fromkeys(name for name in named if name))
