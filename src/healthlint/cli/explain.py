"""`healthlint explain`: what a rule looks for, why, and the facts behind it."""

from __future__ import annotations

from pathlib import Path

import click

from healthlint.cli import completion
from healthlint.cli.options import Choice


@click.command()
@click.argument("code", metavar="CODE|NAME|FAMILY", shell_complete=completion.rules)
@click.option(
    "--format",
    "output",
    type=Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="How to print the page.",
)
def command(code: str, output: str) -> int:
    """Explain a rule (EFF201, cure-claim) or every rule of a family (EFF)."""
    from healthlint.config.load import closest
    from healthlint.errors import UsageError, did_you_mean
    from healthlint.packs.former import joined, parts
    from healthlint.packs.loader import load_every
    from healthlint.report.rule_page import WIDTH, page
    from healthlint.report.terminal import room

    loaded = load_every(closest(Path.cwd()))
    for problem in loaded.problems:
        click.echo(f"healthlint: error: {problem}", err=True)
    every = joined(parts(loaded))
    found = [rule for rule in every if code.casefold() in _names(rule.id, rule.name, rule.family, *rule.aliases)]
    if not found:
        known = {name for rule in loaded.rules for name in (rule.id, rule.name, rule.family)}
        near = did_you_mean(code, known) or did_you_mean(code.upper(), known)
        raise UsageError(f"no rule, name or family '{code}'{near}; `healthlint rules` lists them all")
    width = room(WIDTH) if output == "text" else WIDTH
    pages = (page(rule, loaded, output == "markdown", width=width) for rule in sorted(found, key=lambda rule: rule.id))
    click.echo("\n\n".join(text.rstrip("\n") for text in pages))
    return 2 if loaded.problems else 0


def _names(*names: str) -> set[str]:
    return {name.casefold() for name in names}
