"""The languages declared for parts of a file: the innermost element that declares one decides."""

from __future__ import annotations

from collections.abc import Callable

_UNSAID = frozenset(("", "und", "mul", "zxx", "x", "i"))
"""Codes that name no language."""


def is_foreign(code: str) -> bool:
    """True for the code of a language that is not English ("de", "pt-BR")."""
    main = code.strip().replace("_", "-").partition("-")[0].lower()
    return main not in _UNSAID and main not in ("en", "eng", "english")


class Languages:
    """Follows elements that declare a language; `tell` is called with whether the following text is foreign."""

    def __init__(self, tell: Callable[[bool], None], foreign: bool = False) -> None:
        self._tell = tell
        self._base = foreign
        self._open: list[tuple[str, bool]] = []
        self._nested: dict[str, int] = {}

    @property
    def height(self) -> int:
        """The number of open elements that declare a language."""
        return len(self._open)

    def enter(self, name: str, code: str | None) -> None:
        """An element begins; it counts if it has a code, and so do elements of the same name nested in it."""
        if code is not None:
            self._open.append((name, is_foreign(code)))
            self._nested[f"{name} {len(self._open)}"] = 0
            self._say()
        elif self._open and self._open[-1][0] == name:
            self._nested[f"{name} {len(self._open)}"] += 1

    def leave(self, name: str) -> None:
        """An element ends."""
        if not self._open or self._open[-1][0] != name:
            return
        key = f"{name} {len(self._open)}"
        if self._nested[key]:
            self._nested[key] -= 1
        else:
            self.cut(len(self._open) - 1)

    def cut(self, height: int) -> None:
        """All elements opened since this height end."""
        if height < len(self._open):
            del self._open[height:]
            self._say()

    def _say(self) -> None:
        self._tell(self._open[-1][1] if self._open else self._base)
