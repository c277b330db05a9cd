"""Where the bundled packs lie: in the installed package, or beside it in a checkout."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.errors import ConfigError, PackError

if TYPE_CHECKING:
    from healthlint.config.load import Resolved

_PACKAGE = Path(__file__).resolve().parent.parent
INSTALLED = _PACKAGE / "bundled" / "rules"
CHECKOUT = _PACKAGE.parent.parent / "rules"
HEAD = "pack.yaml"
"""The file that makes a folder a pack."""
RULE = re.compile(r"[A-Z]{2,5}[0-9]{3}", re.ASCII)
"""The name of a rule's file: its code."""
_NAME = re.compile(r"^name: *[\"']?([a-z0-9-]+)", re.MULTILINE)


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


def named_by(found: Resolved) -> list[Path]:
    """The folders of the packs that are on under a configuration. Raises ConfigError."""
    bundled = {folder.name: folder for folder in pack_dirs()}
    named = [_named(name, found, bundled) for name in found.config.packs] or list(bundled.values())
    return list(dict.fromkeys((*named, *(_named(name, found, bundled) for name in found.config.extend_packs))))


def _named(name: str, found: Resolved, bundled: Mapping[str, Path]) -> Path:
    if name in bundled:
        return bundled[name]
    folder = found.folder / name
    # A name that no folder can have is one that is not there; Path.is_file would raise.
    if not os.path.isfile(folder / HEAD):
        raise ConfigError(
            f"{found.path}: no pack '{name}'; bundled are {', '.join(bundled)}, else name a folder with a {HEAD}"
        )
    return folder.resolve()


def with_bundled(found: Resolved) -> list[Path]:
    """The folders of every bundled pack, and of those that a configuration names besides. Raises ConfigError."""
    return list(dict.fromkeys((*pack_dirs(), *named_by(found))))


def rule_names(folder: Path) -> Iterator[tuple[str, str]]:
    """Code and name of every rule in a pack's folder, seen without loading it: for whoever types one of them."""
    for path in sorted(folder.glob("*.yaml")):
        if RULE.fullmatch(path.stem):
            name = _NAME.search(path.read_text(encoding="utf-8", errors="replace"))
            yield path.stem, name[1] if name else ""


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
