"""Where packs are: the bundled ones in the installed package or next to it in a checkout, others as named."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.errors import ConfigError, PackError, UsageError, did_you_mean
from healthlint.pattern import pattern

if TYPE_CHECKING:
    from healthlint.config.load import Resolved

GROUP = "healthlint.packs"
_PACKAGE = Path(__file__).resolve().parent.parent
INSTALLED = _PACKAGE / "bundled" / "rules"
CHECKOUT = _PACKAGE.parent.parent / "rules"
HEAD = "pack.yaml"
"""The file that makes a folder a pack."""
EXAMPLES = "examples"
"""The folder of a pack with packs that serve only as examples."""
RULE = pattern(r"[A-Z]{2,5}[0-9]{3}", re.ASCII)
"""The name of a rule file: its code."""
_REQUIRES = pattern(r"^requires:(.*?)(?=^[^\s#-]|\Z)", re.MULTILINE | re.DOTALL)
_NAME = pattern(r"^name: *[\"']?([a-z0-9-]+)", re.MULTILINE)


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
    """The folders of the packs that are on according to a configuration. A pack of facts that it names takes the place
    of the bundled pack of the same name. Raises ConfigError."""
    bundled = {folder.name: folder for folder in pack_dirs()}
    named = [_folder_of(name, found, bundled) for name in found.config.packs] or list(bundled.values())
    extended = [_folder_of(name, found, bundled) for name in found.config.extend_packs]
    return list(dict.fromkeys(_without_replaced([*named, *extended])))


def replaced_by(folder: Path) -> Path | None:
    """The bundled pack whose place the pack in `folder` takes when it is on: one of facts alone, of the same name."""
    name = _NAME.search(_glimpse(folder / HEAD))
    bundled = rules_dir() / name[1] if name else None
    if bundled is None or folder.resolve() == bundled.resolve() or not (bundled / HEAD).is_file():
        return None
    # Other packs build on one with rules, and its codes stand in configurations.
    return None if any(rule_names(bundled)) else bundled


def _without_replaced(folders: list[Path]) -> list[Path]:
    replaced = {replaced_by(folder) for folder in folders if not is_bundled(str(folder))}
    return [folder for folder in folders if folder not in replaced]


def pack_folder_named(name: str, found: Resolved) -> Path:
    """The folder of a pack given on the command line: a folder, or the name of a bundled, configured or installed pack.

    Raises ConfigError, UsageError.
    """
    known = {folder.name: folder for folder in with_bundled(found)}
    if (Path(name) / HEAD).is_file():
        return Path(name)
    if name in known:
        return known[name]
    others = installed()
    if name not in others:
        near = did_you_mean(name, (*known, *others))
        raise UsageError(f"{name}: no folder with a {HEAD}, and no pack of this name{near}")
    return others[name]


def _folder_of(name: str, found: Resolved, bundled: Mapping[str, Path]) -> Path:
    if name in bundled:
        return bundled[name]
    folder = found.folder / name
    # A name that no folder can have does not exist; Path.is_file would raise.
    if os.path.isfile(folder / HEAD):
        return folder.resolve()
    others = installed()
    if name not in others:
        also = f", installed are {', '.join(others)}" if others else ""
        raise ConfigError(
            f"{found.path}: no pack '{name}'; bundled are {', '.join(bundled)}{also}; or name a folder with a {HEAD}"
        )
    return others[name]


@cache
def installed() -> Mapping[str, Path]:
    """Packs that other installed packages provide, by the entry points of the group `healthlint.packs`: folders by the
    name of the pack. An entry point names a module; its folder is the pack, named like the entry point, or contains
    packs, named like their folders.

    Reading the metadata of every installed package takes longer than a start, so this is only used for a name that is
    found nowhere else. No module is imported.
    """
    from importlib.metadata import entry_points

    found: dict[str, Path] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        for folder in _folders(point.value):
            if (folder / HEAD).is_file():
                found.setdefault(point.name, folder)
            else:
                for inner in pack_dirs(folder):
                    if (inner / HEAD).is_file():
                        found.setdefault(inner.name, inner)
    return found


def _folders(module: str) -> Iterator[Path]:
    from importlib.util import find_spec

    try:
        spec = find_spec(module.partition(":")[0].strip())
    except (ImportError, ValueError):
        return
    for place in (spec and spec.submodule_search_locations) or ():
        if Path(place).is_dir():
            yield Path(place).resolve()


def required(folder: Path) -> Iterator[Path]:
    """The folders of the packs next to this one, or installed, that it requires, and those that they require in turn;
    found without parsing YAML, for checks whether anything has changed."""
    waiting, seen = [folder], {folder}
    while waiting:
        here = waiting.pop()
        for name in _required_names(here):
            beside = here.parent / name
            path = beside if (beside / HEAD).is_file() else None
            if path is None and not (rules_dir() / name).is_dir():
                path = installed().get(name)
            if path is not None and path not in seen:
                seen.add(path)
                waiting.append(path)
                yield path


def _required_names(folder: Path) -> list[str]:
    required = _REQUIRES.search(_glimpse(folder / HEAD))
    return re.findall(r"[a-z0-9][a-z0-9-]*", re.sub(r"#.*", "", required[1])) if required else []


def with_bundled(found: Resolved) -> list[Path]:
    """The folders of all bundled packs, and of those that a configuration names. Raises ConfigError."""
    return list(dict.fromkeys(_without_replaced([*pack_dirs(), *named_by(found)])))


def rule_names(folder: Path) -> Iterator[tuple[str, str]]:
    """Code and name of every rule in a pack's folder, read without loading it, for completion and near misses."""
    for path in sorted(folder.glob("*.yaml")):
        if RULE.fullmatch(path.stem):
            name = _NAME.search(_glimpse(path))
            yield path.stem, name[1] if name else ""


def _glimpse(path: Path) -> str:
    """The text of a file of a pack, empty if there is none; loading the pack reports the reason."""
    from healthlint.limits import SETTINGS_BYTES
    from healthlint.safe_read import read_file

    try:
        return read_file(str(path), SETTINGS_BYTES, PackError).decode("utf-8", "replace")
    except PackError:
        return ""


def compiled(folder: Path) -> Path | None:
    """The compiled form of an installed pack; None if only the YAML counts, as in a checkout."""
    path = folder / f"{folder.name}.json"
    return path if folder.parent == INSTALLED and path.is_file() else None


def is_bundled(folder: str) -> bool:
    """True for the folder of a pack that comes with healthlint."""
    return Path(folder).parent == rules_dir()


def are_installed(folders: Iterable[str]) -> bool:
    """True if these are exactly the packs that come with an installed healthlint."""
    own = {Path(folder) for folder in folders}
    return INSTALLED.is_dir() and own == set(pack_dirs(INSTALLED))


def shown(path: Path) -> str:
    """A path as messages show it: relative if it is below the current folder."""
    try:
        # Path.resolve would raise for a link to itself.
        return os.fspath(Path(os.path.realpath(path)).relative_to(Path.cwd()))
    except (ValueError, OSError):
        return os.fspath(path)
