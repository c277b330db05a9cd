"""Reads a label from its file, whatever its format; an error is one line that names the file and the way out."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from healthlint.authoring.labels import openfda, spl
from healthlint.authoring.labels.model import Label
from healthlint.errors import InputError

LARGEST = 30_000_000
"""The largest label file in bytes: six times the largest known."""
_MARK = "\ufeff"


def read(path: Path) -> Label:
    """The label of a file. Raises InputError."""
    shown = str(path)
    data = _bytes(path, shown)
    try:
        source = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{shown}: not valid UTF-8 at byte {error.start}; save the label as UTF-8") from None
    begin = source.removeprefix(_MARK).lstrip()[:1]
    digest = sha256(data).hexdigest()
    if begin == "<":
        label = spl.read(source, shown, digest)
    elif begin == "{":
        label = openfda.read(source, shown, digest)
    else:
        raise InputError(f"{shown}: is not a label; give SPL (.xml) or openFDA's drug-label JSON")
    if not any(section.blocks for section in label.walk()):
        raise InputError(f"{shown}: is a label without text; download it again")
    return label


def _bytes(path: Path, shown: str) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(f"{shown}: is {size / 1e6:.0f} MB, the limit is {LARGEST / 1e6:.0f}; give one label")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{shown}: cannot be read ({error.strerror or error}); name a label's file") from None
