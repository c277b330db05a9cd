"""Rewrites old packs for this version."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from healthlint.errors import PackError
from healthlint.fast_dataclass import dataclass
from healthlint.limits import SETTINGS_BYTES
from healthlint.packs.loader import load_bundled
from healthlint.packs.locate import shown
from healthlint.packs.outdated import Former, Outdated, files, outdated
from healthlint.packs.yaml_edits import apply
from healthlint.safe_read import read_file, utf8
from healthlint.typed_yaml import parse_yaml


@dataclass(frozen=True, slots=True)
class Migration:
    """A file before and after, with what was found in it."""

    path: Path
    before: bytes
    after: bytes
    found: tuple[Outdated, ...]

    @property
    def lines(self) -> Iterator[str]:
        """What was found, a line each."""
        for each in self.found:
            by_hand = "" if each.edits else " (by hand)"
            yield f"{shown(self.path)}:{each.line}:{each.column}: {each.message}{by_hand}"

    @property
    def left(self) -> int:
        """The number of changes that only the author can make."""
        return sum(not each.edits for each in self.found)


def migrations(folder: Path) -> Iterator[Migration]:
    """The files of a pack that contain something outdated. Raises PackError for one that cannot be read, or would no
    longer be YAML."""
    former = _former_codes()
    for path in files(folder):
        before = read_file(str(path), SETTINGS_BYTES, PackError, shown(path))
        utf8(before, shown(path), PackError)
        # Keep the bytes as they are, including the line ends of the file.
        mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
        text = before.removeprefix(mark).decode()
        found = outdated(text, path.relative_to(folder).as_posix(), former)
        if found:
            after = apply(text, (edit for each in found for edit in each.edits))
            parse_yaml(after, f"{shown(path)}, migrated")
            yield Migration(path, before, mark + after.encode(), found)


def _former_codes() -> Former:
    """For each former code and name, the bundled rules that replaced it; none that is a rule again."""
    loaded = load_bundled()
    known = {name for rule in loaded.rules for name in (rule.id, rule.name)}
    named = ((name, former.now) for former in loaded.formerly for name in (former.code, former.name))
    return {name: now for name, now in named if name not in known}
