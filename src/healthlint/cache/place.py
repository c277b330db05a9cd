"""Where things are kept between runs."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = "HEALTHLINT_CACHE_DIR"
_OURS = ("results-*.sqlite", "results-*.sqlite-journal", "packs/*.json", "phrases/*.bin", "vocabulary-*.bin")
"""What clearing deletes: whoever names a folder of other things as the cache keeps them."""
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Kept by healthlint; it may be deleted at any time.\n"


def folder() -> Path:
    """HEALTHLINT_CACHE_DIR, else `healthlint` in XDG_CACHE_HOME or in `.cache` of the home folder.

    Raises RuntimeError where there is no home folder.
    """
    named = os.environ.get(FOLDER)
    if named:
        return Path(named).absolute()
    home = os.environ.get("XDG_CACHE_HOME") or ""
    # The XDG specification: a path that is not absolute counts as none.
    base = Path(home) if Path(home).is_absolute() else Path.home() / ".cache"
    return base / "healthlint"


def made() -> Path:
    """The same folder, there, and marked so that neither backups nor git take it. Raises OSError, RuntimeError."""
    found = folder()
    found.mkdir(parents=True, exist_ok=True)
    for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
        if not (found / name).exists():
            (found / name).write_text(text, encoding="utf-8")
    return found


def put(name: str, data: bytes) -> None:
    """Keep a file in one step: whoever reads it meanwhile finds the old one or the new one. What cannot be written is
    not kept."""
    import tempfile

    try:
        path = made() / name
        path.parent.mkdir(exist_ok=True)
        handle, written = tempfile.mkstemp(dir=path.parent, prefix=path.stem)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(written).replace(path)
        except BaseException:
            Path(written).unlink(missing_ok=True)
            raise
    except (OSError, RuntimeError):
        return


def clear() -> int:
    """Delete what healthlint keeps there, and nothing else; gives the number of bytes. Raises OSError, RuntimeError."""
    found = folder()
    kept = [path for name in _OURS for path in found.glob(name) if path.is_file()]
    size = sum(path.stat().st_size for path in kept)
    for path in kept:
        path.unlink(missing_ok=True)
    return size
