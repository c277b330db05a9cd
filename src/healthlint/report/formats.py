"""The report formats: every module of this folder with a `render(reports, run)`."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, cast

from healthlint import report

if TYPE_CHECKING:
    from importlib.abc import InspectLoader

    from healthlint.report.run import Run
    from healthlint.triage.model import Report

    Render = Callable[[Sequence[Report], Run], str]
    Publish = Callable[[Sequence[Report], Run], None]

_RENDERS = "\ndef render("


def names() -> list[str]:
    """All formats in alphabetical order; none is imported."""
    found = (module.name for module in pkgutil.iter_modules(report.__path__))
    return sorted(name for name in found if _RENDERS in _source(name))


def renderer(name: str) -> Render | None:
    """The function that renders a format, or None for an unknown one."""
    module = _module(name)
    return None if module is None else cast("Render", module.render)


def publisher(name: str) -> Publish | None:
    """What a format writes besides its text, such as the summary of a CI job; for most nothing."""
    return cast("Publish | None", getattr(_module(name), "publish", None))


def is_report(content: bytes) -> bool:
    """True for the output of an earlier run in any format; some formats are empty if there is nothing to report."""
    return not content.strip() or any(_sign(name).search(content) is not None for name in names())


def _sign(name: str) -> re.Pattern[bytes]:
    """A pattern that recognises a report in a format, so that a new one may overwrite it."""
    sign: re.Pattern[bytes] = import_module(f"{report.__name__}.{name}").SIGN
    return sign


def holds_unchecked(name: str) -> bool:
    """False for a format that contains only findings; what was not checked must then be reported elsewhere."""
    return not getattr(_module(name), "ONLY_FINDINGS", False)


def _source(name: str) -> str:
    spec = find_spec(f"{report.__name__}.{name}")
    loader = cast("InspectLoader", spec.loader) if spec else None
    return (loader.get_source(spec.name) if spec and loader else None) or ""


def _module(name: str) -> ModuleType | None:
    path = f"{report.__name__}.{name}"
    if not name.isidentifier() or find_spec(path) is None:
        return None
    module = import_module(path)
    return module if hasattr(module, "render") else None
