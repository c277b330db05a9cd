"""The dialogue of `healthlint pack import` and `pack review`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from healthlint.authoring.importing.entries import Entry
    from healthlint.authoring.vetting import Vetting

_FAILED = 2
_ASKED = "[a]ccept, [e]dit, [d]rop, [s]kip or [q]uit"


def imported(labels: Iterable[Path], parent: Path) -> int:
    """Import each label and report the result; one that cannot be read is reported, and the others are imported."""
    from healthlint.authoring.importing.changes import KINDS
    from healthlint.authoring.importing.labels import import_label
    from healthlint.errors import HealthlintError

    status, folders = 0, []
    for label in labels:
        try:
            found = import_label(label, parent)
        except HealthlintError as problem:
            for line in str(problem).splitlines():
                click.echo(f"healthlint: error: {line}", err=True)
            status = _FAILED
            continue
        folders.append(found.folder)
        drafted = ", ".join(f"{found.counts[kind]} {kind}" for kind in KINDS if kind in found.counts) or "no fact"
        click.echo(
            f"{label}: {found.folder} ({found.source}): {drafted}; {found.unread} items left to read in import.md"
        )
    for folder in dict.fromkeys(folders):
        if remark := beside_bundled(folder):
            click.echo(f"note: {remark}")
        click.echo(f"next: healthlint pack review {folder} --by YOU --sources {Path(next(iter(labels))).parent}")
    return status


def beside_bundled(folder: Path) -> str:
    """What becomes of a bundled pack of the same name; "" if there is none."""
    from healthlint.packs.locate import replaced_by

    bundled = replaced_by(folder)
    if bundled is None:
        return ""
    return (
        f"healthlint comes with a pack '{bundled.name}'; named in extend-packs, this one takes its place, and until it "
        "is reviewed its findings are only shown"
    )


def reviewed(folder: Path, by: str, on: str, texts: Iterable[Path]) -> int:
    """Ask about each draft of a pack; answers are kept if the user stops."""
    from healthlint.authoring.vetting import Vetting

    vetting = Vetting(folder, texts, by, on)
    drafts = vetting.drafts()
    answered = {"a": 0, "d": 0}
    for number, entry in enumerate(drafts, 1):
        click.echo(f"\n{number} of {len(drafts)}\n{vetting.card(entry)}")
        answer = _answer(vetting, entry)
        if answer == "q":
            break
        if answer in answered:
            answered[answer] += 1
    left = len(drafts) - sum(answered.values())
    click.echo(f"{answered['a']} accepted, {answered['d']} dropped, {left} left")
    return 0


def _answer(vetting: Vetting, entry: Entry) -> str:
    """One letter: the decision on a draft; "q" also at the end of input."""
    while True:
        answer = _prompt()
        if answer == "a":
            vetting.accept(entry)
        elif answer == "d":
            vetting.drop(entry)
        elif answer == "e" and not _edited(vetting, entry):
            continue
        return "a" if answer == "e" else answer


def _prompt() -> str:
    try:
        return str(click.prompt(_ASKED, type=click.Choice(list("aedsq")), show_choices=False))
    except (click.Abort, EOFError):
        return "q"


def _edited(vetting: Vetting, entry: Entry) -> bool:
    """True if the editor's text was accepted; an empty or unchanged one leaves the question open."""
    from healthlint.authoring.importing.entries import written
    from healthlint.errors import DatasetError

    text = click.edit(written(entry), extension=".yaml")
    if text is None:
        return False
    try:
        vetting.edit(entry, text)
    except DatasetError as problem:
        click.echo(str(problem), err=True)
        return False
    return True
