"""The containers a place in a document lies in, however deep, at the cost of a few names."""

from __future__ import annotations

from healthlint.document.model import BlockKind
from healthlint.fast_dataclass import dataclass


class Containers:
    """Counts open containers by name; `names` are those open, from outside in, each once.

    Each name once, because a hundred thousand nested quotations must not give every block in them as many names.
    """

    def __init__(self) -> None:
        self._open: dict[str, int] = {}
        self.names: tuple[str, ...] = ()

    def enter(self, name: str) -> None:
        """One more of them is open."""
        count = self._open.get(name, 0)
        self._open[name] = count + 1
        if not count:
            self.names = tuple(self._open)

    def leave(self, name: str) -> None:
        """The innermost one of that name ends."""
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
    """An item, quotation, footnote or definition that blocks stand in; its first block has its labels."""

    kind: BlockKind
    labels: tuple[str, ...]
