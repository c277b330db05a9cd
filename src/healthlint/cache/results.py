"""Results for file contents, in an SQLite database that concurrent runs share.

A damaged cache is recreated, and one that is locked or cannot be written is skipped: it only saves time.
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
"""Seconds that a run waits for another one to finish writing."""
_DAY = 86_400
_MANY = 3
"""If more than one out of this many rows is wanted, all are read."""
_NO_DAMAGE = frozenset((
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM,
))  # fmt: skip
"""Errors of SQLite that do not mean a damaged file."""


class _DamagedError(Exception):
    """A row contains something that was never stored."""


class Results:
    """The stored results, by key."""

    def __init__(self, name: str = NAME, most_bytes: int = _MOST_BYTES) -> None:
        self._name, self._most = name, most_bytes

    def read(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values stored under these keys."""
        found: dict[bytes, bytes] = {}
        wanted, today = set(keys), _today()

        def read(database: sqlite3.Connection) -> None:
            old: list[bytes] = []
            for key, value, used in _rows(database, wanted):
                found[key] = value
                old += [key] if used < today else []
            # A daily mark is enough to tell what is still in use.
            database.executemany("UPDATE results SET used = ? WHERE key = ?", ((today, key) for key in old))

        _with_database(self._name, read)
        return found

    def write(self, entries: Mapping[bytes, bytes]) -> None:
        """Store these; if there are too many, the least recently used are removed."""
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
    """The rows with these keys. Raises _DamagedError."""
    for row in _raw_rows(database, keys):
        if tuple(map(type, row)) != (bytes, bytes, int):
            raise _DamagedError
        yield row


def _raw_rows(database: sqlite3.Connection, keys: set[bytes]) -> Iterator[tuple[bytes, bytes, int]]:
    (rows,) = database.execute("SELECT coalesce(max(rowid), 0) FROM results").fetchone()
    if _MANY * len(keys) > rows:
        # Reading all of them takes a third of the time of looking each up.
        yield from (row for row in database.execute("SELECT key, value, used FROM results") if row[0] in keys)
        return
    for key in keys:
        yield from database.execute("SELECT key, value, used FROM results WHERE key = ?", (key,))


def _with_database(name: str, work: Callable[[sqlite3.Connection], None]) -> None:
    """Run some work with the database, again with a new one if it is damaged, and not at all if it is unavailable."""
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
            # The last byte is the kind of error, the others are details.
            if getattr(problem, "sqlite_errorcode", 0) & 0xFF in _NO_DAMAGE:
                return
            with suppress(OSError):
                _remove(path)


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        # A killed run leaves the old state or the new one in any case; only a power cut could damage the file.
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
