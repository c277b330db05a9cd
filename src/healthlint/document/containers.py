"""The containers around a place in a document, at any depth, kept as a few names."""

from __future__ import annotations

from healthlint.document.model import BlockKind
from healthlint.fast_dataclass import dataclass


class Containers:
    """Counts open containers by name; `names` are the open ones, from outside in, each once.

    Each name appears once, so that a hundred thousand nested quotations do not give every block in them as many names.
    """

    def __init__(self) -> None:
        self._open: dict[str, int] = {}
        self.names: tuple[str, ...] = ()

    def enter(self, name: str) -> None:
        """Open one more of them."""
        count = self._open.get(name, 0)
        self._open[name] = count + 1
        if not count:
            self.names = tuple(self._open)

    def leave(self, name: str) -> None:
        """Close the innermost one of that name."""
        count = self._open.get(name, 0) - 1
        if count > 0:
            self._open[name] = count
        elif count == 0:
            del self._open[name]
            self.names = tuple(self._open)

    def depth(self, name: str) -> int:
        """How many of that name are open."""
        return self._open.get(name, 0)


@dataclass(slots=True)
class Holder:
    """An item, quotation, footnote or definition that contains blocks; its first block has its labels."""

    kind: BlockKind
    labels: tuple[str, ...]
