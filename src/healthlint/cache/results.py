"""What was found in files of the same content, in an SQLite database that runs may share.

A cache that is damaged is begun anew, one that is locked or cannot be written is passed over: it only saves time.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
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


class Results:
    """The stored results, by key."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes

    def read(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is stored under these keys."""
        found: dict[bytes, bytes] = {}
        old: list[bytes] = []
        today = _today()
        with suppress(sqlite3.Error, OSError, RuntimeError), _Database() as database:
            for key, value, used in _rows(database, set(keys)):
                found[key] = value
                old += [key] if used < today else []
            # Once a day is enough to tell what is still in use.
            database.executemany("UPDATE results SET used = ? WHERE key = ?", ((today, key) for key in old))
        return found

    def write(self, entries: Mapping[bytes, bytes]) -> None:
        """Store these; when there is too much, what was not used for the longest time goes."""
        if not entries:
            return
        today = _today()
        with suppress(sqlite3.Error, OSError, RuntimeError), _Database() as database:
            rows = ((key, value, today) for key, value in entries.items())
            database.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
            self._trim(database)

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
    """The rows of these keys."""
    (rows,) = database.execute("SELECT coalesce(max(rowid), 0) FROM results").fetchone()
    if _MANY * len(keys) > rows:
        # To go through all of them takes a third of the time that it takes to look for each.
        yield from (row for row in database.execute("SELECT key, value, used FROM results") if row[0] in keys)
        return
    for key in keys:
        yield from database.execute("SELECT key, value, used FROM results WHERE key = ?", (key,))


class _Database:
    """The open database; it is closed, and what was written is whole, when the block ends."""

    def __enter__(self) -> sqlite3.Connection:
        path = place.made() / NAME
        try:
            self._open = _opened(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            _remove(path)
            self._open = _opened(path)
        return self._open

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        try:
            if error is None:
                self._open.commit()
        finally:
            self._open.close()
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            _remove(place.folder() / NAME)


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
