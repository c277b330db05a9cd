"""`healthlint init`: a commented configuration to start from."""

from __future__ import annotations

from pathlib import Path

import click

_STARTER = """\
# Settings of healthlint for the files below this folder. `healthlint config show PATH` prints those for a file.
# yaml-language-server: $schema=.healthlint.schema.json

# Rules by code (EFF001), name (cure-claim) or family (EFF); `healthlint rules` lists them.
# select: [EFF, SAF, DOS]        # only these
# ignore: [READ]                 # all but these
# extend-select: [SUP003]        # these as well: a reason for every silenced finding

# error, warning or suggestion, instead of the rule's own
# severity:
#   LAN: suggestion

# The lowest severity that makes the exit status 1.
fail-on: warning

# Files to exclude, in gitignore syntax; files that git ignores are excluded anyway.
# exclude: [archive/, "*.draft.md"]

# Accepted names and terms.
words: []

# Different settings for some files; later ones take precedence.
# overrides:
#   - files: ["blog/**"]
#     ignore: [CAV]

# readability:
#   grade: 10                    # the school grade above which READ reports

# limits:
#   file-megabytes: 100          # larger files are refused, and so are
#   article-characters: 12000000  # longer articles; a million of them takes 250 MB of memory
"""


@click.command()
@click.option("--force", is_flag=True, help="Replace an existing configuration.")
def command(force: bool) -> None:
    """Write a commented healthlint.yaml into this folder, with the schema for completion in editors."""
    from healthlint.config.load import PYPROJECT, in_folder
    from healthlint.config.schema import written
    from healthlint.errors import UsageError

    there = in_folder(Path.cwd())
    if there is not None and not force:
        raise UsageError(f"{there.name} already exists; edit it, or replace it with --force")
    if there is not None and there.name == PYPROJECT:
        raise UsageError(f"{PYPROJECT} has the table [tool.healthlint]; remove that first")
    name = there.name if there else "healthlint.yaml"
    _store(name, _STARTER)
    _store(".healthlint.schema.json", written())
    click.echo(f"wrote {name} and .healthlint.schema.json\nnext: healthlint check .")


def _store(name: str, text: str) -> None:
    from healthlint.errors import WriteError
    from healthlint.fixes.write import store

    try:
        store(name, text.encode("utf-8"))
    except OSError as error:
        raise WriteError(f"{name}: cannot be written ({error.strerror or error})") from None
