"""Where the bundled packs lie: in the installed package, or beside it in a checkout."""

from __future__ import annotations

import os
from pathlib import Path

from healthlint.errors import PackError

_PACKAGE = Path(__file__).resolve().parent.parent
INSTALLED = _PACKAGE / "bundled" / "rules"
CHECKOUT = _PACKAGE.parent.parent / "rules"
HEAD = "pack.yaml"
"""The file that makes a folder a pack."""


def rules_dir() -> Path:
    """The folder of the bundled packs: the first that exists."""
    for folder in (INSTALLED, CHECKOUT):
        if folder.is_dir():
            return folder
    raise PackError(f"no rule packs: neither {INSTALLED} nor {CHECKOUT} exists; install healthlint again")


def pack_dirs(rules: Path | None = None) -> list[Path]:
    """The folders in `rules` (bundled: None), by name; hidden ones and plain files are not packs."""
    found = rules or rules_dir()
    return sorted(path for path in found.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))


def compiled(folder: Path) -> Path | None:
    """The compiled form of a pack of an installed package; None where only YAML counts, as in a checkout."""
    path = folder / f"{folder.name}.json"
    return path if folder.parent == INSTALLED and path.is_file() else None


def shown(path: Path) -> str:
    """A path as messages call it: short when it lies below the current folder."""
    try:
        return os.fspath(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return os.fspath(path)
