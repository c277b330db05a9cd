"""Finds and reads the configuration for a file, and merges what it extends."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import field, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from healthlint.config.model import Config
from healthlint.config.name import is_slip
from healthlint.config.nearest import above
from healthlint.errors import ConfigError
from healthlint.fast_dataclass import dataclass, replace
from healthlint.limits import SETTINGS_BYTES
from healthlint.safe_read import read_file, utf8

if TYPE_CHECKING:
    from healthlint.typed_yaml import Node

NAMES = (".healthlint.yaml", "healthlint.yaml")
PYPROJECT = "pyproject.toml"
_TABLE = ("tool", "healthlint")
_JOINED = ("extend_packs", "extend_select", "words", "exclude", "overrides")
_MOST_EXTENDED = 16
_ADDRESSES = ("https://", "http://", "file://")
_SUFFIXES = (".yaml", ".yml", ".toml")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A configuration and its origin: its file (None: the defaults) and, for each key set in a file, the place; for
    each pattern its own (`place_of`). Paths and globs are relative to `folder`. `patterns` are those in the file
    itself, each with its key. `files` are this file and those that it extends."""

    config: Config = Config()
    path: Path | None = None
    origins: Mapping[str, str] = field(default_factory=dict)
    patterns: tuple[tuple[str, str], ...] = ()
    files: tuple[Path, ...] = ()

    @property
    def folder(self) -> Path:
        """The folder of the file; without one, the current folder."""
        return Path.cwd() if self.path is None else self.path.parent

    def place_of(self, key: str, pattern: str) -> str:
        """The place of a pattern under a key."""
        return self.origins.get(f"{key}: {pattern}", self.origins.get(key, str(self.path)))


DEFAULTS = Resolved()


def closest(path: str | Path) -> Resolved:
    """The configuration for a file or folder: that of the nearest folder above it that has one.

    Raises ConfigError.
    """
    # Not pathlib, which for a thousand files takes longer than everything else.
    start = os.path.abspath(path)
    return _of_name(start if os.path.isdir(start) else os.path.dirname(start))


def forget() -> None:
    """Makes a long-lived process read its files again, as settings may have changed."""
    for known in (_of_name, _of_folder, load):
        known.cache_clear()


@cache
def _of_name(folder: str) -> Resolved:
    found = next((path for each in above(folder) if (path := _of_folder(each)) is not None), None)
    return DEFAULTS if found is None else load(found)


@cache
def _of_folder(folder: str) -> Path | None:
    return in_folder(Path(folder))


def in_folder(folder: Path) -> Path | None:
    """The configuration file of exactly this folder, or whatever is in its place; reading it reports that.

    Raises ConfigError if there are two.
    """
    there = [path for name in NAMES if os.path.lexists(path := folder / name)]
    pyproject = folder / PYPROJECT
    if pyproject.is_file() and _has_table(pyproject):
        there.append(pyproject)
    if len(there) > 1:
        raise ConfigError(f"{there[1]}: {there[0].name} exists as well; keep one of them")
    return there[0] if there else None


@cache
def load(path: Path) -> Resolved:
    """The configuration in one file with what it extends. Raises ConfigError."""
    return _load(path.absolute(), ())


def words_of(path: Path) -> tuple[str, ...]:
    """The `words` of one file, without those of files that it extends. Raises ConfigError."""
    from healthlint.typed_yaml import convert

    found = _node(path).get("words")
    return () if found is None or found.missing else convert(found, tuple[str, ...], ConfigError)


def _load(path: Path, above: tuple[Path, ...]) -> Resolved:
    if path in above or len(above) > _MOST_EXTENDED:
        chain = " -> ".join(each.name for each in (*above, path))
        raise ConfigError(f"{path}: extends itself ({chain}); remove one `extend`")
    from healthlint.typed_yaml import convert

    node = _node(path)
    config = convert(node, Config, ConfigError)
    own = Resolved(config, path, _origins(node), tuple(_patterns(config)), (path,))
    if config.rule_pages and not config.rule_pages.startswith(_ADDRESSES):
        raise ConfigError(
            f"{own.origins.get('rule-pages', path)}: rule-pages: '{config.rule_pages}' is not an address; write one "
            f"that begins with {', '.join(_ADDRESSES[:-1])} or {_ADDRESSES[-1]}"
        )
    if not own.config.extend:
        return own
    base = path.parent / own.config.extend
    # An impossible file name does not exist; Path.is_file would raise.
    if not os.path.isfile(base):
        place = own.origins.get("extend", str(path))
        raise ConfigError(f"{place}: no file '{own.config.extend}' to extend; the path is relative to {path.parent}")
    if base.suffix not in _SUFFIXES:
        # A message must not show the contents of a file that is not a configuration: it may be a secret.
        raise ConfigError(
            f"{base}: is extended, but is not a configuration, whose name ends in {' or '.join(_SUFFIXES)}"
        )
    return _joined(own, _load(base.resolve(), (*above, path)))


def _joined(own: Resolved, base: Resolved) -> Resolved:
    """The file's settings take precedence over those that it extends; lists that add are concatenated."""
    values: dict[str, Any] = {}
    for item in fields(Config):
        mine, other = getattr(own.config, item.name), getattr(base.config, item.name)
        if item.name in _JOINED:
            values[item.name] = other + mine
        elif item.name == "severity":
            values[item.name] = {**other, **mine}
        elif _key(item.name) not in own.origins and _key(item.name) in base.origins:
            values[item.name] = other
    origins, files = {**base.origins, **own.origins}, (*own.files, *base.files)
    return Resolved(replace(own.config, **values), own.path, origins, own.patterns, files)


def _patterns(config: Config) -> Iterator[tuple[str, str]]:
    yield from (("exclude", each) for each in config.exclude)
    yield from (("overrides", each) for override in config.overrides for each in override.files)


def _origins(node: Node) -> dict[str, str]:
    found = {key.text: key.place for key, _ in node.pairs}
    for key, value in node.pairs:
        patterns = value.items if key.text == "exclude" else _files(value) if key.text == "overrides" else ()
        # Patterns on the line of their key are found by that; a TOML table gives no other line numbers.
        found |= {f"{key.text}: {each.text}": each.place for each in patterns if each.line > key.line}
    return found


def _files(overrides: Node) -> Iterator[Node]:
    for each in overrides.items:
        files = each.get("files")
        yield from files.items if files else ()


def _key(name: str) -> str:
    return name.replace("_", "-")


def _node(path: Path) -> Node:
    from healthlint.typed_yaml import Node, load_yaml, wrap

    if path.suffix != ".toml":
        node = load_yaml(path, ConfigError)
        # An empty file is a configuration without settings.
        return Node("mapping", (), str(path)) if node.missing else node
    table: Any = _read_toml(path)
    for name in _TABLE:
        table = table.get(name, {}) if isinstance(table, Mapping) else {}
    try:
        return _placed(wrap(table, str(path)), path)
    except RecursionError:
        raise _too_deep(path) from None


def _has_table(path: Path) -> bool:
    # Most projects have a pyproject.toml without a word about healthlint, which need not be parsed.
    try:
        if b"healthlint" not in read_file(str(path), SETTINGS_BYTES, ConfigError):
            return False
    except ConfigError:
        return False
    tool = _read_toml(path).get(_TABLE[0], {})
    return isinstance(tool, Mapping) and _TABLE[1] in tool


def named_otherwise(path: str) -> str:
    """The name of a table in a pyproject.toml that was meant for healthlint and is not read; empty if there is none."""
    try:
        if b"lint" not in read_file(path, SETTINGS_BYTES, ConfigError):
            return ""
        data = _read_toml(Path(path))
    except ConfigError:
        # Another program's file is not our concern.
        return ""
    tool = data.get(_TABLE[0], {})
    inner = {f"{_TABLE[0]}.{name}": name for name in tool} if isinstance(tool, Mapping) else {}
    if _TABLE[1] in data:
        return _TABLE[1]
    return next((full for full, name in inner.items() if is_slip(name)), "")


def _read_toml(path: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(_text(path))
    except ValueError as problem:
        # Not only TOMLDecodeError: Python refuses to parse a number of some thousand digits.
        raise ConfigError(f"{path}: is not valid TOML: {problem}") from None
    except RecursionError:
        raise _too_deep(path) from None


def _text(path: Path) -> str:
    return utf8(read_file(str(path), SETTINGS_BYTES, ConfigError), str(path), ConfigError)


def _too_deep(path: Path) -> ConfigError:
    return ConfigError(f"{path}: is nested too deeply; no setting has lists or tables inside more than two others")


def _placed(node: Node, path: Path) -> Node:
    """The table with the line of each of its keys, which the parser does not give."""
    lines = _text(path).splitlines()
    places = [_place(lines, key.text) for key, _ in node.pairs]
    pairs = tuple(
        (replace(key, line=line, column=column), value)
        for (key, value), (line, column) in zip(node.pairs, places, strict=True)
    )
    return replace(node, value=pairs)


def _place(lines: list[str], name: str) -> tuple[int, int]:
    """Line and column of a key of the table; 0 and 0 if it is written in a way that is not recognised."""
    word = rf"[\"']?{re.escape(name)}[\"']?"
    header = re.compile(r"\s*\[+\s*tool\s*\.\s*[\"']?healthlint[\"']?\s*(?:\.\s*(?P<key>[^\].]+))?")
    inside = False
    for number, line in enumerate(lines, 1):
        found = header.match(line)
        if found:
            inside = found["key"] is None
            if found["key"] is not None and re.fullmatch(word, found["key"].strip()):
                return number, line.index(found["key"]) + 1
        elif line.lstrip().startswith("["):
            inside = False
        elif inside and re.match(rf"\s*{word}\s*[.=]", line):
            return number, len(line) - len(line.lstrip()) + 1
    return 0, 0
