"""The settings for a file: its configuration, overridden by the command line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.config.excluding import left_out
from healthlint.config.ignored import Ignored
from healthlint.config.load import DEFAULTS, Resolved, closest, load
from healthlint.config.matching import matches
from healthlint.document.formats import format_of
from healthlint.errors import ConfigError, HealthlintError, PackError, UsageError
from healthlint.fast_dataclass import dataclass
from healthlint.limits import Limits
from healthlint.packs.locate import named_by
from healthlint.triage.settings import Settings
from healthlint.version import __version__

if TYPE_CHECKING:
    from healthlint.analysis.reading.reader import Reader
    from healthlint.document.fields import TextFields
    from healthlint.document.model import Document
    from healthlint.engine import Engine
    from healthlint.engines import Engines
    from healthlint.findings.unchecked import NotChecked
    from healthlint.packs.model import Loaded

_REASONS = "SUP003"


@dataclass(frozen=True, slots=True)
class Flags:
    """The options of the command line. They replace those of the configuration; those beginning with `extend_` are
    added."""

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
    """Use only these of the packs that are on, by folder name; none named: all."""
    sparing: bool = False
    """Do not open packs with facts about things that no text names."""


@dataclass(slots=True)
class Configured:
    """Gives the settings for one file after another; engines are made once for each set of packs."""

    flags: Flags
    problems: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    _ignored: Ignored | None = None
    _resolved: dict[str, Resolved] = field(default_factory=dict)
    _states: dict[tuple[Path | None, tuple[int, ...], str], bytes] = field(default_factory=dict)
    _engines: dict[tuple[Path | None, tuple[int, ...], Engine], Engine] = field(default_factory=dict)
    _packs: dict[Path | None, tuple[Path, ...]] = field(default_factory=dict)
    _made: list[Engines] = field(default_factory=list)

    def resolved(self, path: str) -> Resolved:
        """The configuration for a file. Raises ConfigError."""
        if self.flags.isolated:
            return DEFAULTS
        if self.flags.config:
            given = Path(self.flags.config)
            return load(given.absolute())
        # A folder is examined once, not once for each file.
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._resolved:
            self._resolved[folder] = closest(folder)
        return self._resolved[folder]

    def engine_for(self, path: str, document: Document | None = None) -> Engine:
        """The engine with the settings for a file. A `sparing` engine knows all rules, but only the facts on what the
        `document` names. Raises ConfigError, PackError, UsageError."""
        found = self.resolved(path)
        matching = tuple(self._overrides(found, path))
        base = self._bases.of(self._folders(found), document)
        key = (found.path, matching, base)
        if key not in self._engines:
            try:
                self._engines[key] = base.under(self.settings(found, matching), self._may_be_none(matching))
            except UsageError as problem:
                raise ConfigError(f"{found.path}: {problem}" if found.path else str(problem)) from None
        return self._engines[key]

    def _may_be_none(self, overrides: Sequence[int]) -> bool:
        """True if the configuration of some files may ignore every rule that the command line selects for all."""
        return bool(overrides) or (bool(self.flags.select) and not self.flags.ignore)

    def unasked(self, files: Sequence[str]) -> list[str]:
        """The files for which no rule runs, determined only if a rule is selected that others ignore."""
        return [file for file in files if self._selects_and_ignores(file) and not self.engine_for(file).rules]

    def is_overridden(self, path: str) -> bool:
        """True for a file with settings of its own."""
        return bool(self._overrides(self.resolved(path), path))

    def _selects_and_ignores(self, path: str) -> bool:
        found = self.resolved(path)
        settings = self.settings(found, self._overrides(found, path))
        return bool(settings.wanted and settings.ignored)

    def codes_for(self, path: str) -> frozenset[str]:
        """The codes of the rules that run for a file, and those that they replace."""
        return frozenset(code for rule in self.engine_for(path).rules for code in (rule.id, *rule.aliases))

    def sound_engine_for(self, path: str) -> Engine:
        """The same for callers from Python, for whom a broken pack is an error. Raises PackError, too."""
        found = self.engine_for(path)
        if found.loaded.problems:
            raise PackError(str(found.loaded.problems[0]))
        return found

    def settings(self, found: Resolved, overrides: Sequence[int] = ()) -> Settings:
        """The combined settings of a configuration and the command line; `overrides` are those that match the file."""
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
        """The lowest severity that makes the exit status 1 for a file."""
        return self.flags.fail_on or self.resolved(path).config.fail_on

    def fields(self, path: str) -> TextFields | None:
        """The text fields of a JSON export; None for the usual ones. Raises ConfigError."""
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
        """The input limits for a file."""
        return self.resolved(path).config.limits

    def state(self, path: str) -> bytes:
        """Everything that the findings in a file depend on besides its content. Raises ConfigError, PackError."""
        found = self.resolved(path)
        key = (found.path, tuple(self._overrides(found, path)), format_of(path))
        if key not in self._states:
            import hashlib

            from healthlint.packs.digest import digest

            settings, fields, folders = self.settings(found, key[1]), self.fields(path), self._folders(found)
            read = _reader_state() if settings.reader else ""
            parts = (
                __version__,
                digest(folders, self._bases.content(folders)),
                settings.stable_text(),
                fields,
                found.config.limits,
                key[2],
                read,
            )
            self._states[key] = hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).digest()
        return self._states[key]

    def excluded(self, path: str) -> bool:
        """True for a file that the command line or its configuration excludes, or git ignores. Raises UsageError."""
        found, flags = self.resolved(path), self.flags
        configured = found.config.exclude if flags.exclude is None else ()
        if configured and matches(found, "exclude", configured, path):
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
        return [index for index, each in overrides if matches(found, "overrides", each.files, path)]

    def lacking(self, files: Sequence[str]) -> tuple[NotChecked, ...]:
        """What only the taught reader would find, if one of these files should be read by it and it is not
        installed."""
        from healthlint.analysis.reading.model import missing
        from healthlint.analysis.reading.reader import NO_READER
        from healthlint.findings.unchecked import without_reader

        if not self.flags.reader or os.environ.get(NO_READER) or not (lacking := missing()):
            return ()
        wanted = any(self.resolved(file).config.reader for file in files)
        return (without_reader(f"the taught reader cannot run, {lacking}"),) if wanted else ()

    def _folders(self, found: Resolved) -> tuple[Path, ...]:
        if found.path not in self._packs:
            chosen = self.flags.packs
            self._packs[found.path] = tuple(each for each in named_by(found) if not chosen or each.name in chosen)
        return self._packs[found.path]

    @property
    def _bases(self) -> Engines:
        if not self._made:
            from healthlint.engines import Engines

            self._made.append(Engines(partial(_engine, self.flags), self.problems, self.flags.sparing))
        return self._made[0]


def _engine(flags: Flags, loaded: Loaded) -> Engine:
    # Imported late: cached results need none of these.
    from healthlint import engine

    base = engine.Engine(loaded, flags.select, (), flags.extend_select, _reader(flags))
    # An unknown name here is not an error of a configuration.
    base.under(Settings(added=(*flags.ignore, *flags.extend_ignore)))
    return base


def _reader(flags: Flags) -> Reader | None:
    """The taught reader, if it can run."""
    from healthlint.analysis.reading.memory import FILE
    from healthlint.analysis.reading.reader import installed

    if not flags.cached:
        return installed()
    from healthlint.cache.results import Results

    return installed(Results(FILE))


def _reader_state() -> str:
    """The reader in use: findings with another one, or without, differ."""
    from healthlint.analysis.reading.model import card
    from healthlint.analysis.reading.reader import installed

    try:
        return card().digest if installed() else ""
    except HealthlintError:
        return "damaged"


@lru_cache(maxsize=4)
def shared(flags: Flags) -> Configured:
    """One for a whole process, which checks one text after another."""
    return Configured(flags)
