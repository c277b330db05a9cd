"""A pack to start from: the files of `skeleton/`, renamed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from healthlint.errors import PackError, UsageError, WriteError
from healthlint.findings.model import FAMILIES
from healthlint.packs import schema
from healthlint.packs.rule_file import NAME

_TEMPLATES = Path(__file__).resolve().parent / "skeleton"
_RULE = "RULE.yaml"


def write(folder: Path) -> tuple[Path, ...]:
    """Write a pack named after this new folder; returns the paths of its files and of the folder with their schemas.

    Raises PackError, UsageError, WriteError."""
    name = folder.name
    if not NAME.fullmatch(name):
        raise PackError(
            f"{name}: is not a valid pack name; use lower-case letters, digits and hyphens, beginning with a letter"
        )
    if folder.exists():
        raise UsageError(f"{folder} already exists; choose another name")
    written = []
    try:
        for path in _files(_TEMPLATES):
            own = folder / path.relative_to(_TEMPLATES)
            own = own.with_stem(f"{family(name)}001") if path.name == _RULE else own
            own.parent.mkdir(parents=True, exist_ok=True)
            own.write_text(_filled_in(path.read_text(encoding="utf-8"), name), encoding="utf-8", newline="\n")
            written.append(own)
        written.append(schema.write(folder))
    except OSError as error:
        raise WriteError(f"{folder}: cannot be written ({error.strerror or error})") from None
    return tuple(written)


def family(name: str) -> str:
    """The letters for the codes of a pack's rules: the first of its name, without those of healthlint's own
    families."""
    letters = "".join(each for each in name.upper() if "A" <= each <= "Z")
    tried = (letters[:3].ljust(3, "X"), letters[:4].ljust(4, "X"), letters[:5].ljust(5, "X"))
    return next(each for each in tried if each not in FAMILIES)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _filled_in(text: str, name: str) -> str:
    words = name.replace("-", " ")
    return text.replace("NAME", name).replace("TITLE", words.capitalize()).replace("WORDS", words)
