"""`healthlint pack`: commands for pack authors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from healthlint.cli import completion

if TYPE_CHECKING:
    from datetime import date, datetime

    from healthlint.packs.model import Loaded, Pack


@click.group()
def command() -> None:
    """Packs: start one, draft one from labels, review, test, check and show it."""


_pack = click.argument("name", metavar="DIR|NAME", shell_complete=completion.packs)
_packs = click.argument("names", metavar="DIR|NAME...", nargs=-1, required=True, shell_complete=completion.packs)


@command.command()
@click.argument("name", metavar="NAME")
@click.option(
    "--in", "parent", default=".", metavar="FOLDER", help="Create it in this folder (default: the current one)."
)
def new(name: str, parent: str) -> None:
    """Write a commented pack that passes its own tests into a new folder NAME."""
    from healthlint.authoring.skeleton import write
    from healthlint.packs.locate import shown

    folder = Path(parent, name)
    for path in write(folder):
        click.echo(f"wrote {shown(path)}")
    click.echo(f"next: healthlint pack test {folder}, then extend-packs: [{folder}] in healthlint.yaml")


@command.command()
@_packs
def test(names: tuple[str, ...]) -> int:
    """Run the examples of each pack and its rules: what they flag, pass and fix."""
    return max(map(_tested, names))


@command.command()
@_packs
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day to compare `review_by` of sources with (default: today).",
)
def check(names: tuple[str, ...], today: datetime | None) -> int:
    """Check each pack: for errors in its files, and for valid parts that have no effect."""
    from datetime import date

    day = today.date() if today else date.today()  # noqa: DTZ011 - the day that the reader's calendar shows
    return max(_reviewed(name, day) for name in names)


@command.command()
@_packs
@click.option("--diff", is_flag=True, help="Print what would change, and change nothing.")
def migrate(names: tuple[str, ...], diff: bool) -> int:
    """Update each pack to this version: only what was renamed or merged changes.

    Changes that only the author can make are listed. Exit status: 0 up to date, 1 something is left to change (with
    --diff: something would change), 2 a file could not be read or written.
    """
    from healthlint.cli.migrating import migrated

    return max(migrated(_folder(name), diff) for name in names)


@command.command(name="import")
@click.argument(
    "labels",
    metavar="LABEL...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    shell_complete=completion.files,
)
@click.option(
    "--in",
    "parent",
    default=".",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="The folder of packs (default: the current one).",
)
def import_labels(labels: tuple[Path, ...], parent: Path) -> int:
    """Draft a pack from drug labels, SPL (.xml) or openFDA JSON, or bring it up to date with a newer one."""
    from healthlint.cli.labelling import imported

    return imported(labels, parent)


@command.command()
@_pack
@click.option("--by", required=True, metavar="NAME", help="The reviewer's name, recorded with each fact.")
@click.option(
    "--sources",
    "texts",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="A folder with the source texts; repeatable.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The date to record (default: today).")
def review(name: str, by: str, texts: tuple[Path, ...], today: datetime | None) -> int:
    """Review the drafts of a pack next to their sources: accept, edit or drop each."""
    from datetime import date

    from healthlint.cli.labelling import reviewed

    day = today.date() if today else date.today()  # noqa: DTZ011 - the day that the reader's calendar shows
    return reviewed(_folder(name), by, day.isoformat(), texts)


@command.command()
@_pack
@click.option(
    "--ids", "all_ids", is_flag=True, help="Print the ids of all drugs, conditions and effects in its lexicon."
)
def show(name: str, all_ids: bool) -> int:
    """Print what a pack is, its contents, and where it is."""
    from healthlint.report.pack_page import ids, summary

    pack, loaded = _load(name)
    click.echo(ids(pack) if all_ids else summary(pack))
    return _status(loaded)


@command.command()
@_pack
def coverage(name: str) -> int:
    """Print what an article can be checked for, and what not, for each drug of a pack."""
    from healthlint.report.coverage import coverage_report

    pack, loaded = _load(name)
    click.echo("\n\n".join(coverage_report(pack)) or f"{pack.name}: no drug with a documented use, so nothing to check")
    return _status(loaded)


@command.command()
@_pack
def docs(name: str) -> int:
    """Print the rule reference of a pack as Markdown."""
    from healthlint.report.pack_page import reference

    pack, loaded = _load(name)
    click.echo(reference(pack, loaded), nl=False)
    return _status(loaded)


@command.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, exists=True, path_type=Path))
def schemas(folder: Path) -> None:
    """Write the JSON Schemas for completion in editors into DIR/.schemas."""
    from healthlint.errors import WriteError
    from healthlint.packs.schema import write

    try:
        found = write(folder)
    except OSError as error:
        raise WriteError(f"{folder}: cannot be written ({error.strerror or error})") from None
    click.echo(f"wrote {found}; name one in the first line: # yaml-language-server: $schema=.schemas/rule.json")


def _tested(name: str) -> int:
    from healthlint.authoring.pack_examples import sentences, wrong
    from healthlint.authoring.trial import count, describe, example_engine, failures

    pack, loaded = _load(name)
    engine = example_engine(pack, loaded)
    own = sentences(pack)
    failed = [describe(failure) for rule in pack.rules for failure in failures(rule, engine)]
    failed += wrong(pack, own, engine)
    for failure in failed:
        click.echo(f"{failure}\n")
    examples = sum(map(count, pack.rules)) + len(own.flag) + len(own.pass_)
    held = f"{len(failed)} of {examples} examples fail" if failed else f"all {examples} examples hold"
    click.echo(f"{pack.name}: {held}" if examples else f"{pack.name}: has no rules of its own, so no examples to run")
    return _status(loaded) or int(bool(failed))


def _reviewed(name: str, today: date) -> int:
    from healthlint.authoring.review import review
    from healthlint.cli.labelling import beside_bundled

    pack, loaded = _load(name)
    remarks = review(pack, loaded, today)
    for remark in remarks:
        click.echo(str(remark))
    wrong = sum(not remark.note for remark in remarks)
    if not loaded.problems:
        if bundled := beside_bundled(Path(pack.path)):
            click.echo(f"{pack.name}: note: {bundled}")
        found = f"{wrong} thing{'s' * (wrong != 1)} to fix" if wrong else "nothing to fix"
        click.echo(f"{pack.name}: {found}")
    return _status(loaded) or int(bool(wrong))


def _load(name: str) -> tuple[Pack, Loaded]:
    """The pack of a folder or a name with all that it requires; errors are reported at once."""
    from healthlint.errors import PackError
    from healthlint.packs.loader import load_packs
    from healthlint.packs.locate import pack_dirs

    folder = _folder(name)
    # The bundled packs are loaded as a set: a rule on any drug has examples about drugs of other packs.
    bundled = [path.resolve() for path in pack_dirs()]
    loaded = load_packs(bundled if folder in bundled else [folder])
    found = next((pack for pack in loaded.packs if pack.path == str(folder)), None)
    if found is None:
        raise PackError("\n".join(loaded.problems))
    for problem in loaded.problems:
        click.echo(f"healthlint: error: {problem}", err=True)
    return found, loaded


def _folder(name: str) -> Path:
    """The folder of a pack given on the command line."""
    from healthlint.config.load import closest
    from healthlint.packs.locate import pack_folder_named

    return pack_folder_named(name, closest(Path.cwd())).resolve()


def _status(loaded: Loaded) -> int:
    return 2 if loaded.problems else 0
