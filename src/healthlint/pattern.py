"""Regular expressions compiled on first use, as most articles need few of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr

if TYPE_CHECKING:

    def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """Like `re.compile`, for its methods; the result is not a `re.Pattern` that functions of `re` accept."""
        ...

else:

    class pattern:  # noqa: N801 - stands for a function
        """Like `re.compile`, for its methods; the result is not a `re.Pattern` that functions of `re` accept."""

        def __init__(self, source: AnyStr, flags: int = 0) -> None:
            self._given = source, flags

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            compiled = re.compile(*self._given)
            for each in ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn", "pattern"):
                setattr(self, each, getattr(compiled, each))
            return getattr(compiled, name)
