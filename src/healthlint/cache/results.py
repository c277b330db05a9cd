"""What was found in files of the same content, in an SQLite database that runs may share.

A cache that is damaged in any way is begun anew, one that is locked or cannot be written is passed over: it only saves
time.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

from healthlint.cache import place

NAME = "results-1.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL)"
_MOST_BYTES = 128 * 2**20
_PATIENCE = 2.0
"""Seconds that a run waits for another one to finish its writing."""
_DAY = 86_400
_MANY = 3
"""When one out of so many rows is wanted, all are read."""
_NO_DAMAGE = frozenset((
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM,
))  # fmt: skip
"""What SQLite says when something hinders it and the file is as it should be."""


class _DamagedError(Exception):
    """A row holds what nobody has stored."""


class Results:
    """The stored results, by key."""

    def __init__(self, name: str = NAME, most_bytes: int = _MOST_BYTES) -> None:
        self._name, self._most = name, most_bytes

    def read(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is stored under these keys."""
        found: dict[bytes, bytes] = {}
        wanted, today = set(keys), _today()

        def read(database: sqlite3.Connection) -> None:
            old: list[bytes] = []
            for key, value, used in _rows(database, wanted):
                found[key] = value
                old += [key] if used < today else []
            # Once a day is enough to tell what is still in use.
            database.executemany("UPDATE results SET used = ? WHERE key = ?", ((today, key) for key in old))

        _with_database(self._name, read)
        return found

    def write(self, entries: Mapping[bytes, bytes]) -> None:
        """Store these; when there is too much, what was not used for the longest time goes."""
        today = _today()

        def write(database: sqlite3.Connection) -> None:
            rows = ((key, value, today) for key, value in entries.items())
            database.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
            self._trim(database)

        if entries:
            _with_database(self._name, write)

    def _trim(self, database: sqlite3.Connection) -> None:
        pages, size = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        if pages * size <= self._most:
            return
        database.execute(
            "DELETE FROM results WHERE key IN (SELECT key FROM results ORDER BY used, rowid LIMIT "
            "(SELECT (count(*) + 1) / 2 FROM results))"
        )
        database.commit()
        database.execute("VACUUM")


def _rows(database: sqlite3.Connection, keys: set[bytes]) -> Iterator[tuple[bytes, bytes, int]]:
    """The rows of these keys. Raises _DamagedError."""
    for row in _raw_rows(database, keys):
        if tuple(map(type, row)) != (bytes, bytes, int):
            raise _DamagedError
        yield row


def _raw_rows(database: sqlite3.Connection, keys: set[bytes]) -> Iterator[tuple[bytes, bytes, int]]:
    (rows,) = database.execute("SELECT coalesce(max(rowid), 0) FROM results").fetchone()
    if _MANY * len(keys) > rows:
        # To go through all of them takes a third of the time that it takes to look for each.
        yield from (row for row in database.execute("SELECT key, value, used FROM results") if row[0] in keys)
        return
    for key in keys:
        yield from database.execute("SELECT key, value, used FROM results WHERE key = ?", (key,))


def _with_database(name: str, work: Callable[[sqlite3.Connection], None]) -> None:
    """Does some work with the database, once more with a new one where it is damaged, and none where it cannot be."""
    for _ in range(2):
        try:
            path = place.made() / name
            with closing(_opened(path)) as database:
                work(database)
                database.commit()
            return
        except (OSError, RuntimeError):
            return
        except (sqlite3.Error, UnicodeError, _DamagedError) as problem:
            # The last byte tells the kind, those before it the details.
            if getattr(problem, "sqlite_errorcode", 0) & 0xFF in _NO_DAMAGE:
                return
            with suppress(OSError):
                _remove(path)


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        # A run that is killed leaves the old state or the new one all the same; only a power cut could harm the file.
        database.execute("PRAGMA synchronous = OFF")
        database.execute(_TABLE)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _remove(path: Path) -> None:
    for each in (path, path.with_name(f"{path.name}-journal")):
        each.unlink(missing_ok=True)


def _today() -> int:
    return int(time.time() // _DAY)
