"""Fills in places for many facts at once: writes `at` and `sha256` of every entry with a quote into the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from healthlint import atomic_file
from healthlint.errors import DatasetError
from healthlint.fast_dataclass import dataclass
from healthlint.reference.verify import Place, places
from healthlint.typed_yaml import Node, load_yaml


@dataclass(frozen=True, slots=True)
class Filled:
    """The number of entries that were given a place, and a line for each that could not be."""

    count: int
    problems: tuple[str, ...]


def fill(facts: Path, text: Path) -> Filled:
    """Write the places of all entries in a facts file that quote a source text and have none yet. Raises DatasetError,
    PackError, OSError."""
    lines = facts.read_text(encoding="utf-8").splitlines(keepends=True)
    inserted: list[tuple[int, str]] = []
    problems: list[str] = []
    for entry in load_yaml(facts, shown=str(facts)).items:
        if entry.kind != "mapping" or entry.get("quote") is None or entry.get("at") is not None:
            continue
        found = _place(entry, text)
        if isinstance(found, str):
            problems.append(f"{entry.place}: {found}")
        else:
            inserted.append(_lines(entry, found, lines))
    for at, added in sorted(inserted, reverse=True):
        lines.insert(at, added)
    if inserted:
        atomic_file.write(facts, "".join(lines).encode("utf-8"))
    return Filled(len(inserted), tuple(problems))


def _place(entry: Node, text: Path) -> Place | str:
    quote = entry.get("quote")
    assert quote is not None
    if any(key.line == entry.line for key, _ in entry.pairs[1:]):
        return "write the keys of this entry on separate lines; nothing is added between braces"
    try:
        found = places(text, quote.text)
    except DatasetError:
        return f"'{quote.text}' is not in {text.name}; copy the words exactly"
    if len(found) > 1:
        return f"'{quote.text}' occurs {len(found)} times; quote more words"
    return found[0]


def _lines(entry: Node, place: Place, lines: list[str]) -> tuple[int, str]:
    """The line before which the keys go, and the keys, indented like those of the entry."""
    key = next(key for key, _ in entry.pairs if key.text == "quote")
    following = min((other.line for other, _ in entry.pairs if other.line > key.line), default=0)
    at = following - 1 if following else _end(key.line, lines)
    indent = " " * (key.column - 1)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    return at, f"{indent}at: [{place.span.start}, {place.span.end}]{end}{indent}sha256: {place.sha256}{end}"


def _end(line: int, lines: list[str]) -> int:
    """The line after the last one of an entry that ends with the quote."""
    at = line
    while at < len(lines) and lines[at].strip() and not lines[at].startswith("-"):
        at += 1
    if at == len(lines) and lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return at


def summary_lines(filled: Filled) -> Iterator[str]:
    """A summary for the terminal."""
    yield from filled.problems
    yield f"{filled.count} place{'s' * (filled.count != 1)} written"
