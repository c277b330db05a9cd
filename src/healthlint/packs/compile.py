"""Compiles packs into the JSON that an installed healthlint reads instead of YAML."""

from __future__ import annotations

from pathlib import Path

from healthlint.analysis.lexicon import merge
from healthlint.errors import PackError
from healthlint.packs import locate, pack_json, phrasebooks
from healthlint.packs.loader import load_packs
from healthlint.packs.model import Loaded


def compile_packs(rules: Path) -> dict[str, bytes]:
    """For every pack in a folder, the path of its compiled form below it (`pack/pack.json`) and its bytes."""
    folders = locate.pack_dirs(rules)
    found = compile_all(folders)
    return {f"{folder.name}/{folder.name}.json": found[str(folder.resolve())] for folder in folders}


def compile_phrasebook(rules: Path) -> bytes:
    """The file with the compiled phrases of all packs in a folder. Raises PackError if anything is broken."""
    loaded = _load_or_raise(locate.pack_dirs(rules))
    wanted = [phrases for rule in loaded.rules for phrases in rule.check.phrases()]
    return phrasebooks.encoded(merge(pack.lexicon for pack in loaded.packs), wanted)


def compile_all(folders: list[Path]) -> dict[str, bytes]:
    """The compiled form by folder; results kept from earlier runs are not used."""
    return {pack.path: pack_json.encode(pack) for pack in _load_or_raise(folders).packs}


def _load_or_raise(folders: list[Path]) -> Loaded:
    loaded = load_packs(folders, cached=False)
    if loaded.problems:
        raise PackError("\n".join(loaded.problems))
    return loaded
