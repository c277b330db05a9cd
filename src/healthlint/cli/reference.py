"""`healthlint reference`: the dataset as a table, its disagreements, its proof, and its compiled form."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from healthlint.reference.conflicts import Conflict
    from healthlint.reference.model import Fact, Reference

_SCHEMA = "healthlint-reference/1"
_GAP = "  "
# A column is not squeezed below this, even when the line then runs over.
_NARROWEST = 8


class _Group(click.Group):
    """Commands whose HealthlintError is one line (or a line a mistake) on standard error, and status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        from healthlint.errors import HealthlintError

        try:
            return super().invoke(ctx)
        except HealthlintError as error:
            click.echo(f"healthlint: {error}", err=True)
            ctx.exit(2)


@click.group(name="reference", cls=_Group)
def reference() -> None:
    """The reference dataset: facts, where the sources disagree, proof against the source texts."""


_pack_option = click.option("--pack", metavar="PACK", help="A bundled pack's name, or a pack's folder.")
_format_option = click.option(
    "--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True
)


@reference.command()
@click.option("--type", "fact_type", metavar="TYPE", help="Only facts of this type.")
@click.option("--source", metavar="SOURCE", help="Only facts of this source.")
@click.option("--about", multiple=True, metavar="KEY=VALUE", help="Only facts about this; can be repeated.")
@_pack_option
@_format_option
def show(fact_type: str | None, source: str | None, about: tuple[str, ...], pack: str | None, output: str) -> None:
    """Print the facts as a table."""
    references = _references(pack)
    subject = _subject(about)
    _known_filters(references.values(), fact_type, source)
    facts = [
        fact
        for dataset in references.values()
        for fact in dataset.select(fact_type, **subject)
        if source in (None, fact.source)
    ]
    if output == "json":
        click.echo(_json({"schema": _SCHEMA, "facts": [fact.to_dict() for fact in facts]}))
    else:
        click.echo(_table(("FACT", "TYPE", "SOURCE", "STANCE", "STATEMENT"), [_row(fact) for fact in facts]))
        click.echo(f"{_counted(len(facts), 'fact')}")


@reference.command()
@_pack_option
@_format_option
def conflicts(pack: str | None, output: str) -> None:
    """Compute where sources disagree, and where one contradicts itself."""
    from healthlint.reference.conflicts import conflicts as find

    found = [conflict for dataset in _references(pack).values() for conflict in find(dataset)]
    if output == "json":
        click.echo(_json({"schema": _SCHEMA, "conflicts": [_conflict_object(conflict) for conflict in found]}))
    else:
        click.echo("\n\n".join([*map(_conflict_text, found), _counted(len(found), "conflict")]))


@reference.command()
@click.option(
    "--sources",
    "directory",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder that holds the source texts.",
)
@_pack_option
@click.pass_context
def verify(ctx: click.Context, directory: Path, pack: str | None) -> None:
    """Prove every fact against the text it was read from."""
    from healthlint.reference.verify import verify as prove

    references = _references(pack).values()
    problems = [problem for dataset in references for problem in prove(dataset, directory)]
    for problem in problems:
        click.echo(str(problem))
    facts = sum(len(dataset.facts) for dataset in references)
    if problems:
        click.echo(f"{_counted(len(problems), 'problem')} in {_counted(facts, 'fact')}", err=True)
        ctx.exit(1)
    sources = sum(len(dataset.sources) for dataset in references)
    click.echo(f"{_counted(facts, 'fact')} from {_counted(sources, 'source')} proved")


@reference.command()
@_pack_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to FILE instead of standard output.",
)
def build(pack: str | None, output: Path | None) -> None:
    """Compile a dataset to JSON."""
    from healthlint.errors import UsageError

    references = _references(pack)
    if len(references) > 1:
        raise UsageError(f"several packs have a reference; choose one with --pack: {', '.join(references)}")
    ((name, dataset),) = references.items()
    text = _json({"schema": _SCHEMA, "pack": name, **dataset.to_dict()}) + "\n"
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror}); choose another -o FILE") from error


def _references(pack: str | None) -> dict[str, Reference]:
    """The datasets by the name of their pack: the one that is asked for, or all bundled ones."""
    from healthlint.errors import UsageError

    if pack is not None:
        folder = Path(pack) if Path(pack).is_dir() else _bundled(pack)
        return {folder.resolve().name: _reference(folder)}
    folders = _bundled_packs()
    if not folders:
        raise UsageError("no bundled pack has a reference; install healthlint again, or give one with --pack DIR")
    return {folder.name: _reference(folder) for folder in folders}


def _bundled(name: str) -> Path:
    from healthlint.errors import UsageError, did_you_mean

    known = {folder.name: folder for folder in _bundled_packs()}
    if name not in known:
        raise UsageError(f"no pack '{name}' with a reference{did_you_mean(name, known)}; known: {', '.join(known)}")
    return known[name]


def _bundled_packs() -> list[Path]:
    here = Path(__file__).resolve()
    places = [here.parents[1] / "bundled" / "rules", here.parents[3] / "rules"]
    rules = next((place for place in places if place.is_dir()), places[0])
    return sorted(facts.parent for facts in rules.glob("*/facts.yaml"))


def _reference(folder: Path) -> Reference:
    from healthlint.reference.build import FACTS_FILE, SOURCES_FILE
    from healthlint.reference.build import build as build_reference

    return build_reference(_entries(folder / SOURCES_FILE), _entries(folder / FACTS_FILE))


def _entries(path: Path) -> Any:
    from healthlint.errors import DatasetError
    from healthlint.records import load_yaml, unwrap

    return unwrap(load_yaml(path, DatasetError))


def _subject(about: Iterable[str]) -> dict[str, str]:
    from healthlint.errors import UsageError, did_you_mean
    from healthlint.reference.fact_types import ABOUT_KEYS

    pairs = {}
    for item in about:
        key, equals, value = item.partition("=")
        if not equals:
            raise UsageError(f"--about {item}: expected KEY=VALUE, as in --about use=pain")
        if key not in ABOUT_KEYS:
            nearest = did_you_mean(key, ABOUT_KEYS)
            raise UsageError(f"--about {item}: unknown key '{key}'{nearest}; known: {', '.join(ABOUT_KEYS)}")
        pairs[key] = value
    return pairs


def _known_filters(references: Iterable[Reference], fact_type: str | None, source: str | None) -> None:
    from healthlint.errors import UsageError, did_you_mean
    from healthlint.reference.fact_types import FACT_TYPES

    sources = [known.id for dataset in references for known in dataset.sources]
    for name, asked, known in (("type", fact_type, list(FACT_TYPES)), ("source", source, sources)):
        if asked is not None and asked not in known:
            raise UsageError(f"unknown {name} '{asked}'{did_you_mean(asked, known)}; known: {', '.join(known)}")


def _row(fact: Fact) -> tuple[str, ...]:
    return (fact.id, fact.type, fact.source, fact.stance, fact.statement)


def _conflict_text(conflict: Conflict) -> str:
    where = "sources disagree" if conflict.scope == "across" else f"{conflict.facts[0].source} contradicts itself"
    rows = [(fact.id, fact.source, fact.stance, fact.statement) for fact in conflict.facts]
    head = f"{where}: {conflict.type} ({conflict.kind}) of {_about_text(conflict.about)}"
    return f"{head}\n{_GAP}{conflict.summary}\n{_table((), rows, _GAP * 2)}"


def _about_text(about: Mapping[str, str]) -> str:
    return ", ".join(f"{key} {value}" for key, value in about.items()) or "anything"


def _conflict_object(conflict: Conflict) -> dict[str, Any]:
    return {
        "scope": conflict.scope,
        "kind": conflict.kind,
        "type": conflict.type,
        "about": dict(conflict.about),
        "summary": conflict.summary,
        "facts": [fact.to_dict() for fact in conflict.facts],
    }


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], indent: str = "") -> str:
    """Aligned columns; where the terminal is too narrow, the widest give way first."""
    lines = [header, *rows] if header else list(rows)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    # 0 when there is no terminal: what is piped is not cut.
    room = shutil.get_terminal_size((0, 0)).columns
    spare = room - len(indent) - len(_GAP) * (len(widths) - 1)
    while room and sum(widths) > spare and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return "\n".join(indent + _GAP.join(map(_cell, line, widths)).rstrip() for line in lines)


def _cell(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
