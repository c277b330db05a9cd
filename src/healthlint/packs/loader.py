"""Loads packs from folders, compiled if possible, else from YAML, with every pack that they require."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.errors import PackError, did_you_mean
from healthlint.fast_dataclass import replace
from healthlint.packs import locate, pack_json
from healthlint.packs.model import Loaded, Pack, Rule

if TYPE_CHECKING:
    from healthlint.config.load import Resolved


def load_bundled() -> Loaded:
    """All packs that come with healthlint."""
    return load_packs(locate.pack_dirs())


def load_every(found: Resolved) -> Loaded:
    """The bundled packs, and those that a configuration names. Raises ConfigError."""
    folders = locate.with_bundled(found)
    return load_bundled() if folders == locate.pack_dirs() else load_packs(folders)


def load_packs(folders: Iterable[Path], cached: bool = True) -> Loaded:
    """These packs and those that they require. Errors are listed in `problems`; everything else is loaded."""
    session = _Session([Path(folder).resolve() for folder in folders], cached)
    for folder in session.folders:
        session.load(folder)
    return Loaded(tuple(_unambiguous(session.packs.values(), session.problems)), tuple(session.problems))


def load_pack(folder: Path) -> Pack:
    """One pack without errors. Raises PackError with a line for every problem."""
    wanted = Path(folder).resolve()
    loaded = load_packs([wanted])
    if loaded.problems:
        raise PackError("\n".join(loaded.problems))
    return next(pack for pack in loaded.packs if pack.path == str(wanted))


class _Session:
    """One load of several packs that may require one another."""

    def __init__(self, folders: Sequence[Path], cached: bool) -> None:
        self.folders, self.cached = folders, cached
        self.problems: list[str] = []
        self.packs: dict[Path, Pack] = {}
        self._digests: dict[Path, str] = {}
        self._begun: list[Path] = []
        self._broken: set[Path] = set()

    def load(self, folder: Path) -> None:
        """Load the pack of this folder into `packs`, after those that it requires."""
        if folder in self._begun:
            return
        self._begun.append(folder)
        try:
            compiled = locate.compiled(folder)
            pack = self._compiled(folder, compiled) if compiled else self._written(folder)
        except (PackError, OSError) as problem:
            self.problems += str(problem).splitlines()
            self._broken.add(folder)
            return
        self.packs[folder] = pack

    def _compiled(self, folder: Path, path: Path) -> Pack:
        try:
            pack = pack_json.decode(path.read_bytes(), str(folder))
        except (PackError, OSError) as problem:
            raise PackError(f"{path}: cannot be read; install healthlint again ({problem})") from problem
        self._require(folder, pack.requires)
        return pack

    def _written(self, folder: Path) -> Pack:
        # An installed healthlint needs neither, and a checkout with cached packs needs no YAML parser.
        from healthlint.packs import cache

        own = cache.digest(folder) if self.cached and folder.is_dir() else ""
        kept = cache.read(folder, own) if own else None
        required = self._require(folder, kept[0].requires if kept else _required(folder))
        chained = cache.chain(own, [self._digests.get(path, "") for path in required])
        self._digests[folder] = chained
        if kept and kept[1] == chained:
            return kept[0]
        from healthlint.packs import pack_folder

        whole = self._broken.isdisjoint(required)
        pack, problems = pack_folder.read(folder, [self.packs[path] for path in required], whole)
        if problems:
            self._broken.add(folder)
            self.problems += problems
        elif own and whole:
            cache.write(folder, own, chained, pack)
        return pack

    def _require(self, folder: Path, names: Iterable[str]) -> list[Path]:
        """The folders of these packs and of all that they require in turn, loaded."""
        found: dict[Path, None] = {}
        for name in names:
            path = self._find(name, folder)
            self.load(path)
            if path not in self.packs:
                why = "is broken" if path in self._broken else "requires it too"
                raise PackError(f"{locate.shown(folder / locate.HEAD)}: requires '{name}', which {why}")
            found.update(dict.fromkeys(self._require(path, self.packs[path].requires)))
            found[path] = None
        return list(found)

    def _find(self, name: str, folder: Path) -> Path:
        """A pack that is also being loaded, one next to this, a bundled one or an installed one."""
        bundled = locate.rules_dir()
        for path in (*self.folders, folder.parent / name, bundled / name):
            # Path.is_file would raise for a name that is too long.
            if path.name == name and os.path.isfile(path / locate.HEAD):
                return path
        if name in (others := locate.installed()):
            return others[name]
        known = {path.name for path in (*self.folders, *folder.parent.iterdir(), *bundled.iterdir()) if path.is_dir()}
        raise PackError(
            f"{locate.shown(folder / locate.HEAD)}: requires '{name}', but no such pack is given, next to it, "
            f"bundled or installed{did_you_mean(name, (*known, *others))}"
        )


def _required(folder: Path) -> tuple[str, ...]:
    from healthlint.packs import pack_folder

    return pack_folder.head(folder).requires


def _unambiguous(packs: Iterable[Pack], problems: list[str]) -> Iterator[Pack]:
    """The packs without anything that reuses the name of something earlier."""
    seen: dict[str, Path] = {}
    for pack in packs:
        place, name = Path(pack.path), f"pack {pack.name}"
        if name in seen:
            belongs = f"belongs to {locate.shown(seen[name])}; choose another, or leave one of the two out"
            problems.append(f"{locate.shown(place)}: the name '{pack.name}' {belongs}")
            continue
        seen[name] = place
        rules = tuple(_unambiguous_rules(pack, seen, problems))
        yield pack if len(rules) == len(pack.rules) else replace(pack, rules=rules)


def _unambiguous_rules(pack: Pack, seen: dict[str, Path], problems: list[str]) -> Iterator[Rule]:
    folder = Path(pack.path)
    for rule in pack.rules:
        place = folder / rule.path
        taken = next((name for name in (rule.id, rule.name) if name in seen), None)
        if taken:
            belongs = f"belongs to {locate.shown(seen[taken])}; choose another"
            problems.append(f"{locate.shown(place)}: '{taken}' {belongs}")
            continue
        seen.update({rule.id: place, rule.name: place})
        yield rule
