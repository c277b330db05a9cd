"""Packs into the JSON that an installed healthlint reads instead of YAML."""

from __future__ import annotations

from pathlib import Path

from healthlint.errors import PackError
from healthlint.packs import locate, stored
from healthlint.packs.loader import load_packs


def compile_pack(folder: Path) -> bytes:
    """The compiled form of one pack; PackError when anything in it is broken."""
    return compile_all([folder])[str(folder.resolve())]


def compile_packs(rules: Path) -> dict[str, bytes]:
    """Of every pack in a folder: the place of the compiled form below it (`pack/pack.json`) and its bytes."""
    folders = locate.pack_dirs(rules)
    found = compile_all(folders)
    return {f"{folder.name}/{folder.name}.json": found[str(folder.resolve())] for folder in folders}


def compile_all(folders: list[Path]) -> dict[str, bytes]:
    """By folder; what was kept from earlier runs is not looked at."""
    loaded = load_packs(folders, cached=False)
    if loaded.problems:
        raise PackError("\n".join(loaded.problems))
    return {pack.path: stored.encode(pack) for pack in loaded.packs}
