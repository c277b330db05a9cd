"""The settings for a file: what its configuration says, and before that what the command line says."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.config.excluding import left_out
from healthlint.config.ignored import Ignored
from healthlint.config.load import DEFAULTS, Resolved, closest, load
from healthlint.document.formats import format_of
from healthlint.errors import ConfigError, HealthlintError, PackError, UsageError
from healthlint.fast_dataclass import dataclass
from healthlint.limits import Limits
from healthlint.packs.locate import named_by
from healthlint.triage.settings import Settings
from healthlint.version import __version__

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from healthlint.analysis.reading.reader import Reader
    from healthlint.document.fields import TextFields
    from healthlint.engine import Engine
    from healthlint.findings.unchecked import NotChecked

_REASONS = "SUP003"


@dataclass(frozen=True, slots=True)
class Flags:
    """What the command line says; that takes the place of the configuration's, `extend_` stands beside it."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    fail_on: str = ""
    fields: TextFields | None = None
    config: str = ""
    isolated: bool = False
    reader: bool = True
    suggest: bool = False
    as_of: str = ""
    cached: bool = False
    """Keep the reader's answers between runs."""
    packs: tuple[str, ...] = ()
    """Only these of the packs that are on, by the names of their folders; none named: all."""


@dataclass(slots=True)
class Configured:
    """Answers for one file after the other; engines are made once for the packs that they hold."""

    flags: Flags
    problems: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    _ignored: Ignored | None = None
    _resolved: dict[str, Resolved] = field(default_factory=dict)
    _bases: dict[tuple[Path, ...], Engine] = field(default_factory=dict)
    _states: dict[tuple[Path | None, tuple[int, ...], str], bytes] = field(default_factory=dict)
    _engines: dict[tuple[Path | None, tuple[int, ...]], Engine] = field(default_factory=dict)

    def resolved(self, path: str) -> Resolved:
        """The configuration that holds for a file. Raises ConfigError."""
        if self.flags.isolated:
            return DEFAULTS
        if self.flags.config:
            given = Path(self.flags.config)
            return load(given.absolute())
        # A folder is looked at once, not once for each of its files.
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._resolved:
            self._resolved[folder] = closest(folder)
        return self._resolved[folder]

    def engine_for(self, path: str) -> Engine:
        """The engine with the settings for a file. Raises ConfigError, PackError, UsageError."""
        found = self.resolved(path)
        matching = tuple(self._overrides(found, path))
        key = (found.path, matching)
        if key not in self._engines:
            base = self._base(found)
            try:
                self._engines[key] = base.under(self.settings(found, matching), self._may_be_none(matching))
            except UsageError as problem:
                raise ConfigError(f"{found.path}: {problem}" if found.path else str(problem)) from None
        return self._engines[key]

    def _may_be_none(self, overrides: Sequence[int]) -> bool:
        """True where the configuration of some files may ignore every rule that the command line wants of all."""
        return bool(overrides) or (bool(self.flags.select) and not self.flags.ignore)

    def unasked(self, files: Sequence[str]) -> list[str]:
        """The files of which no rule is asked, looked for where one is selected that others ignore."""
        return [file for file in files if self._selects_and_ignores(file) and not self.engine_for(file).rules]

    def is_overridden(self, path: str) -> bool:
        """True for a file that has settings of its own."""
        return bool(self._overrides(self.resolved(path), path))

    def _selects_and_ignores(self, path: str) -> bool:
        found = self.resolved(path)
        settings = self.settings(found, self._overrides(found, path))
        return bool(settings.wanted and settings.ignored)

    def codes_for(self, path: str) -> frozenset[str]:
        """The codes of the rules that are asked for a file, and those in whose place they stand."""
        return frozenset(code for rule in self.engine_for(path).rules for code in (rule.id, *rule.aliases))

    def sound_engine_for(self, path: str) -> Engine:
        """The same for callers from Python, to whom a pack that is broken is an error. Raises PackError, too."""
        found = self.engine_for(path)
        if found.loaded.problems:
            raise PackError(str(found.loaded.problems[0]))
        return found

    def settings(self, found: Resolved, overrides: Sequence[int] = ()) -> Settings:
        """What a configuration and the command line say together, `overrides` being those that fit the file."""
        config, flags = found.config, self.flags
        fitting = [config.overrides[index] for index in overrides]
        added = (*config.extend_select, *(name for each in fitting for name in each.extend_select))
        reasons = (_REASONS,) if config.require_reasons else ()
        ignored = (*config.ignore, *(name for each in fitting for name in each.ignore))
        severity = dict(config.severity)
        for each in fitting:
            severity.update(each.severity)
        return Settings(
            wanted=flags.select or config.select,
            ignored=(*(flags.ignore or ignored), *flags.extend_ignore),
            added=(*added, *reasons, *flags.extend_select),
            severity=severity,
            words=frozenset(word.lower() for word in config.words),
            grade=config.readability.grade,
            least_words=config.readability.words,
            reader=config.reader and flags.reader,
            suggest=config.suggest or flags.suggest,
            pages=config.rule_pages,
            as_of=flags.as_of,
        )

    def fail_on(self, path: str) -> str:
        """The least severity that makes the exit status 1 for a file."""
        return self.flags.fail_on or self.resolved(path).config.fail_on

    def fields(self, path: str) -> TextFields | None:
        """The fields of a JSON export that hold text; None for the usual ones. Raises ConfigError."""
        found = self.resolved(path)
        named = found.config.text_fields
        if self.flags.fields or not named:
            return self.flags.fields
        from healthlint.document.fields import TextFields

        try:
            return TextFields.of(named)
        except UsageError as problem:
            raise ConfigError(f"{found.origins.get('text-fields', found.path)}: {problem}") from None

    def limits(self, path: str) -> Limits:
        """How much is read of a file."""
        return self.resolved(path).config.limits

    def state(self, path: str) -> bytes:
        """All that the findings in a file depend on besides its content. Raises ConfigError, PackError."""
        found = self.resolved(path)
        key = (found.path, tuple(self._overrides(found, path)), format_of(path))
        if key not in self._states:
            import hashlib

            from healthlint.packs.digest import digest

            settings, fields = self.settings(found, key[1]), self.fields(path)
            read = _reader_state() if settings.reader else ""
            parts = (
                __version__,
                digest(self._folders(found)),
                settings.stable_text(),
                fields,
                found.config.limits,
                key[2],
                read,
            )
            self._states[key] = hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).digest()
        return self._states[key]

    def excluded(self, path: str) -> bool:
        """True for a file that the command line or its configuration leaves out, or git ignores. Raises UsageError."""
        found, flags = self.resolved(path), self.flags
        configured = found.config.exclude if flags.exclude is None else ()
        if configured and _matches(found, "exclude", configured, path):
            return True
        if left_out((*(flags.exclude or ()), *flags.extend_exclude), path):
            return True
        return found.config.respect_gitignore and self._git_ignores(path)

    def _git_ignores(self, path: str) -> bool:
        if self._ignored is None:
            self._ignored = Ignored(self.notices.append)
        return self._ignored(path)

    def _overrides(self, found: Resolved, path: str) -> list[int]:
        if not found.config.overrides:
            return []
        overrides = enumerate(found.config.overrides)
        return [index for index, each in overrides if _matches(found, "overrides", each.files, path)]

    def lacking(self, files: Sequence[str]) -> tuple[NotChecked, ...]:
        """What only the taught reader sees, where one of these files should be read by it and it is not installed."""
        from healthlint.analysis.reading.model import missing
        from healthlint.analysis.reading.reader import NO_READER
        from healthlint.findings.unchecked import without_reader

        if not self.flags.reader or os.environ.get(NO_READER) or not (lacking := missing()):
            return ()
        wanted = any(self.resolved(file).config.reader for file in files)
        return (without_reader(f"the taught reader cannot run, {lacking}"),) if wanted else ()

    def _folders(self, found: Resolved) -> tuple[Path, ...]:
        chosen = self.flags.packs
        return tuple(folder for folder in named_by(found) if not chosen or folder.name in chosen)

    def _base(self, found: Resolved) -> Engine:
        # What has been found before is found again without any of these.
        from healthlint import engine
        from healthlint.packs import loader
        from healthlint.packs.locate import pack_dirs

        folders = self._folders(found)
        if folders not in self._bases:
            loaded = loader.load_bundled() if folders == tuple(pack_dirs()) else loader.load_packs(folders)
            self.problems += loaded.problems
            base = engine.Engine(loaded, self.flags.select, (), self.flags.extend_select, _reader(self.flags))
            # A name that is wrong here is no mistake of a configuration.
            base.under(Settings(added=(*self.flags.ignore, *self.flags.extend_ignore)))
            self._bases[folders] = base
        return self._bases[folders]


def _reader(flags: Flags) -> Reader | None:
    """The taught reader, where it can run."""
    from healthlint.analysis.reading.memory import FILE
    from healthlint.analysis.reading.reader import installed
    from healthlint.cache.results import Results

    return installed(Results(FILE) if flags.cached else None)


def _reader_state() -> str:
    """Which reader is asked: findings with another one, or without, are others."""
    from healthlint.analysis.reading.model import card
    from healthlint.analysis.reading.reader import installed

    try:
        return card().digest if installed() else ""
    except HealthlintError:
        return "damaged"


@lru_cache(maxsize=4)
def shared(flags: Flags) -> Configured:
    """One for a whole process, which checks one text after the other."""
    return Configured(flags)


def _matches(found: Resolved, key: str, written: tuple[str, ...], path: str) -> bool:
    """True for a file that the patterns under a key of a configuration match. Raises ConfigError."""
    from healthlint.config.globs import PatternError

    place = _below(found.folder, path)
    try:
        return place is not None and bool(_spec(written).match_file(place))
    except PatternError as problem:
        where = found.place_of(key, problem.pattern)
        raise ConfigError(f"{where}: {problem}; take it out or complete it") from None
    except ConfigError as problem:
        raise ConfigError(f"{found.origins.get(key, found.path)}: {problem}") from None


def _below(folder: Path, path: str) -> str | None:
    try:
        return Path(os.path.abspath(path)).relative_to(folder).as_posix()
    except ValueError:
        return None


@cache
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from healthlint.config.globs import spec

    return spec(patterns)
