"""`healthlint reference`: the dataset as a table, its disagreements, its proof, and its compiled form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from healthlint.cli import completion
from healthlint.cli.options import Choice

if TYPE_CHECKING:
    from healthlint.reference.conflicts import Conflict
    from healthlint.reference.model import Fact, Reference

_SCHEMA = "healthlint-reference/1"
_HEAD = 100
"""The first bytes of a dataset, which identify it."""


@click.group(name="reference")
def reference() -> None:
    """The reference dataset: facts, disagreements between sources, and proof against the source texts."""


_pack_option = click.option(
    "--pack", metavar="PACK", shell_complete=completion.packs, help="A bundled pack's name, or a pack's folder."
)
_format_option = click.option(
    "--format",
    "output",
    type=Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The format of the output.",
)


@reference.command()
@click.option("--type", "fact_type", metavar="TYPE", help="Only facts of this type.")
@click.option("--source", metavar="SOURCE", help="Only facts of this source.")
@click.option("--about", multiple=True, metavar="KEY=VALUE", help="Only facts about this; repeatable.")
@_pack_option
@_format_option
def show(fact_type: str | None, source: str | None, about: tuple[str, ...], pack: str | None, output: str) -> None:
    """Print the facts as a table."""
    from healthlint.report.table import table

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
        click.echo(table(("FACT", "TYPE", "SOURCE", "STANCE", "STATEMENT"), [_row(fact) for fact in facts]))
        click.echo(f"{_counted(len(facts), 'fact')}")


@reference.command()
@_pack_option
@_format_option
def conflicts(pack: str | None, output: str) -> None:
    """Compute where sources disagree, and where a source contradicts itself."""
    from healthlint.reference.conflicts import conflicts as find

    found = [conflict for dataset in _references(pack).values() for conflict in find(dataset)]
    if output == "json":
        click.echo(_json({"schema": _SCHEMA, "conflicts": [_conflict_object(conflict) for conflict in found]}))
    else:
        click.echo("\n\n".join([*map(_conflict_text, found), _counted(len(found), "conflict")]))


@reference.command()
@click.option(
    "--sources",
    "directories",
    required=True,
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder with source texts; repeatable.",
)
@_pack_option
@click.pass_context
def verify(ctx: click.Context, directories: tuple[Path, ...], pack: str | None) -> None:
    """Prove every fact against the text it was read from."""
    from healthlint.reference.model import Reference
    from healthlint.reference.verify import verify as prove

    # Several packs may have been read from one source.
    dataset = Reference.merge(_references(pack).values())
    problems = prove(dataset, *directories)
    for problem in problems:
        click.echo(str(problem))
    facts = len(dataset.facts)
    if problems:
        click.echo(f"{_counted(len(problems), 'problem')} in {_counted(facts, 'fact')}", err=True)
        ctx.exit(1)
    click.echo(f"{_counted(facts, 'fact')} from {_counted(len(dataset.sources), 'source')} proved")


@reference.command()
@click.argument("file", type=click.Path(path_type=Path), shell_complete=completion.files)
@click.argument("words", nargs=-1)
@click.option(
    "--fill",
    "facts",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FACTS",
    help="Write `at` and `sha256` into this facts.yaml, for each `quote` without them.",
)
@click.pass_context
def place(ctx: click.Context, file: Path, words: tuple[str, ...], facts: Path | None) -> None:
    """Print the place of WORDS in the source text FILE, as `at` and `sha256` of a fact; without WORDS, the digest of
    FILE."""
    from healthlint.reference.verify import places

    if facts is not None:
        from healthlint.authoring.placing import fill, summary_lines

        filled = fill(facts, file)
        click.echo("\n".join(summary_lines(filled)))
        ctx.exit(1 if filled.problems else 0)
    for each in words or (None,):
        if len(words) > 1:
            click.echo(f"# {each}")
        for found in places(file, each):
            if each is not None:
                click.echo(f"at: [{found.span.start}, {found.span.end}]")
            click.echo(f"sha256: {found.sha256}")


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
    """Compile a dataset to JSON: that of a pack, else all of them as one."""
    from healthlint.reference.model import Reference

    references = _references(pack)
    dataset = Reference.merge(references.values())
    text = _json({"schema": _SCHEMA, "pack": ", ".join(references), **dataset.to_dict()}) + "\n"
    if output is None:
        click.echo(text, nl=False)
        return
    _write(str(output), text)


def _write(output: str, text: str) -> None:
    from healthlint.cli.overwriting import is_free
    from healthlint.errors import UsageError
    from healthlint.fixes.write import send

    if not is_free(output, lambda content: f'"schema": "{_SCHEMA}"'.encode() in content[:_HEAD]):
        raise UsageError(f"{output}: is not a dataset; remove it, or name another file")
    try:
        send(output, text.encode("utf-8"))
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror}); choose another -o FILE") from error


def _references(pack: str | None) -> dict[str, Reference]:
    """The datasets by the name of their pack: the requested one (a name or a folder), or all bundled ones."""
    from healthlint.errors import PackError, UsageError, did_you_mean
    from healthlint.packs.loader import load_bundled, load_pack

    if pack is not None and Path(pack).is_dir():
        found = load_pack(Path(pack))
        return {found.name: found.reference}
    loaded = load_bundled()
    if loaded.problems:
        raise PackError("\n".join(loaded.problems))
    known = {found.name: found.reference for found in loaded.packs if found.reference.facts}
    if pack is None:
        return known
    if pack not in known:
        raise UsageError(f"no pack '{pack}' with a reference{did_you_mean(pack, known)}; known: {', '.join(known)}")
    return {pack: known[pack]}


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
    from healthlint.report.table import GAP, table
    from healthlint.report.terminal import columns, fitted

    heading = (fitted(line, columns()) for line in (head, GAP + conflict.summary))
    return "\n".join((*heading, table((), rows, GAP * 2)))


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


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
