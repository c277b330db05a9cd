"""`healthlint pack migrate`: rewrites old packs, or shows the changes."""

from __future__ import annotations

import os
from pathlib import Path

import click

from healthlint.authoring.migrating import Migration, migrations
from healthlint.cli.fixing import from_root
from healthlint.fixes.patch import text_patch
from healthlint.fixes.write import replace_content
from healthlint.report.safe import visible


def migrated(folder: Path, diff: bool) -> int:
    """Migrate the pack in a folder; returns the exit status. Raises PackError, WriteError."""
    # Everything is computed before anything is written.
    found = list(migrations(folder))
    for each in found:
        if diff:
            click.echo(_patch(each), nl=False)
        elif each.after != each.before:
            replace_content(str(each.path), each.before, each.after)
        for line in each.lines:
            click.echo(visible(line), err=diff)
    left, changed = sum(each.left for each in found), sum(each.after != each.before for each in found)
    click.echo(f"{folder.name}: {_summary(changed, left, diff)}", err=diff)
    return int(bool(left or (diff and changed)))


def _patch(migration: Migration) -> bytes:
    if migration.after == migration.before:
        return b""
    return text_patch(os.fsencode(from_root(str(migration.path))), migration.before, migration.after)


def _summary(changed: int, left: int, diff: bool) -> str:
    if not changed and not left:
        return "nothing to migrate"
    files = f"{changed} file{'s' * (changed != 1)} {'would change' if diff else 'changed'}"
    return f"{files}, {left} thing{'s' * (left != 1)} to change by hand" if left else files
