"""Shell completion of rules, packs, formats and paths, without loading a single pack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    Items: TypeAlias = list[CompletionItem[str]]


def rules(_context: click.Context, _parameter: click.Parameter, typed: str) -> Items:
    """Codes and families, or names after a lower-case letter; after a comma, the next one of a list."""
    from click.shell_completion import CompletionItem

    before, comma, last = typed.rpartition(",")
    named = last[:1].islower()
    found = {(name, code) if named else (code, name) for code, name in _rules()}
    if not named:
        found |= {(code.rstrip("0123456789"), "the family") for code, _ in found}
    fitting = sorted((text, description) for text, description in found if text and text.startswith(last))
    return [CompletionItem(before + comma + text, help=description) for text, description in fitting]


def packs(_context: click.Context, _parameter: click.Parameter, typed: str) -> Items:
    """The names of packs."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(folder.name) for folder in _packs() if folder.name.startswith(typed)]


def formats(typed: str) -> Items:
    """The formats of reports, or a file after `=`."""
    from click.shell_completion import CompletionItem

    from healthlint.report.formats import names

    if "=" in typed:
        return [CompletionItem(typed.partition("=")[2], type="file")]
    return [CompletionItem(name) for name in names() if name.startswith(typed)]


def files(_context: click.Context, _parameter: click.Parameter, typed: str) -> Items:
    """Files and folders, which are left to the shell."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(typed, type="file")]


def _rules() -> Iterator[tuple[str, str]]:
    from healthlint.packs.locate import rule_names

    return (pair for folder in _packs() for pair in rule_names(folder))


def _packs() -> list[Path]:
    """Including those in the configuration of this folder; a broken one is no reason to offer nothing."""
    from healthlint.config.load import closest
    from healthlint.errors import ConfigError
    from healthlint.packs.locate import pack_dirs, with_bundled

    try:
        return with_bundled(closest(Path.cwd()))
    except ConfigError:
        return pack_dirs()
