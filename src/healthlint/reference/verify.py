"""Proof of the dataset: every fact against the stretch of text that it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from healthlint.errors import DatasetError
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import Fact, Reference, Source
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be proved; `fact` is None for a whole source."""

    source: str
    fact: str | None
    message: str

    def __str__(self) -> str:
        return f"{self.source}: {self.fact}: {self.message}" if self.fact else f"{self.source}: {self.message}"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a source's text, as a fact refers to it."""

    span: Span
    sha256: str


def verify(reference: Reference, *directories: Path) -> list[Problem]:
    """The facts that cannot be proved from the texts in these folders, searched in order; an empty list means all are
    proved."""
    for directory in directories:
        if not directory.is_dir():
            raise DatasetError(f"{directory}: no such folder; give the folder that holds the source texts")
    problems: list[Problem] = []
    renamed: dict[str, Path] | None = None
    for source in reference.sources:
        named = [path for directory in directories if (path := directory / source.file).is_file()]
        if not named:
            # Whole folders are read only if a name is missing.
            renamed = _by_hash(directories) if renamed is None else renamed
            named = [renamed.get(source.sha256, directories[0] / source.file)]
        # Two folders may have different texts under one name.
        path = next((path for path in named if _digest_of(path) == source.sha256), named[0])
        problems += _source_problems(source, path, [fact for fact in reference.facts if fact.source == source.id])
    return problems


def places(path: Path, words: str | None = None) -> list[Place]:
    """The places of these words in a source's text, or the whole of it without words. Raises DatasetError if there are
    none, or if the file cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path}: cannot be read as UTF-8 ({error})") from None
    if words is None:
        return [Place(Span(0, len(text)), _digest(text))]
    starts = [match.start() for match in re.finditer(re.escape(words), text)] if words else []
    if not starts:
        raise DatasetError(f"{path}: these words are not in it; copy them exactly, including line ends")
    return [Place(Span(start, start + len(words)), _digest(words)) for start in starts]


def _by_hash(directories: Iterable[Path]) -> dict[str, Path]:
    files = (path for directory in directories for path in sorted(directory.iterdir()) if path.is_file())
    return {_digest_of(path): path for path in files}


def _digest_of(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _source_problems(source: Source, path: Path, facts: list[Fact]) -> list[Problem]:
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except FileNotFoundError:
        return [Problem(source.id, None, f"{source.file} is missing, and no file has its sha256; add the text")]
    except (OSError, UnicodeDecodeError) as error:
        return [Problem(source.id, None, f"{path.name} cannot be read as UTF-8 ({error}); add the text as it was read")]
    problems = []
    if sha256(content).hexdigest() != source.sha256:
        advice = "restore it, or verify every fact again and store the new sha256"
        problems.append(Problem(source.id, None, f"{path.name} is not the text that was read; {advice}"))
    return problems + [problem for fact in facts if (problem := _fact_problem(fact, text)) is not None]


def _fact_problem(fact: Fact, text: str) -> Problem | None:
    start, end = fact.span.start, fact.span.end
    if end > len(text):
        message = f"at [{start}, {end}] is beyond the end of the text ({len(text)} characters)"
    elif _digest(text[start:end]) == fact.sha256:
        return None
    else:
        message = f"the text at [{start}, {end}] is not the one that was read"
    moved = _places(text, len(fact.span), fact.sha256)
    return Problem(fact.source, fact.id, f"{message}; {_advice(moved, len(fact.span))}")


def _advice(moved: list[int], length: int) -> str:
    if len(moved) == 1:
        return f"it has moved: write at: [{moved[0]}, {moved[0] + length}]"
    if moved:
        return f"it is now at {', '.join(map(str, moved))}: choose the right one"
    return "it is gone or reworded: read the source again and correct the entry, or remove it"


def _places(text: str, length: int, digest: str) -> list[int]:
    return [start for start in range(len(text) - length + 1) if _digest(text[start : start + length]) == digest]


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
