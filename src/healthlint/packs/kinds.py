"""The kinds of checks in `checks/`, found by name without importing any."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from healthlint import checks
from healthlint.checks.base import Check
from healthlint.errors import did_you_mean


@cache
def kinds() -> tuple[str, ...]:
    """The kinds by the names that rules use."""
    found = (module.name for module in pkgutil.iter_modules(checks.__path__))
    return tuple(sorted(name.replace("_", "-") for name in found if name != "base"))


def check_class(kind: str) -> type[Check]:
    """The class of a kind: `stray-marker` is `StrayMarker` in `checks/stray_marker.py`; ValueError if there is none."""
    if kind not in kinds():
        raise ValueError(f"unknown kind '{kind}'{did_you_mean(kind, kinds())}")
    module = importlib.import_module(f"{checks.__name__}.{kind.replace('-', '_')}")
    found = getattr(module, "".join(part.capitalize() for part in kind.split("-")), None)
    if not (isinstance(found, type) and issubclass(found, Check)):
        raise ValueError(f"unknown kind '{kind}'; the module {module.__name__} defines no kind of check")
    return found


@cache
def usable() -> tuple[str, ...]:
    """The kinds that a rule can name; the other modules are shared code."""
    return tuple(kind for kind in kinds() if _holds_one(kind))


def _holds_one(kind: str) -> bool:
    try:
        check_class(kind)
    except ValueError:
        return False
    return True
