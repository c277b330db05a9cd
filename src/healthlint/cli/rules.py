"""`healthlint rules`: lists every known rule."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from healthlint.cli import completion
from healthlint.cli.options import Choice

if TYPE_CHECKING:
    from healthlint.packs.model import Rule

_HEADER = ("CODE", "NAME", "SEVERITY", "PACK", "WHY")


@click.command()
@click.option(
    "--format",
    "output",
    type=Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the rules.",
)
@click.option("--pack", metavar="PACK", shell_complete=completion.packs, help="Only the rules of this pack.")
def command(output: str, pack: str | None) -> int:
    """List every rule: code, name, severity, pack, and why it exists."""
    from healthlint.config.load import closest
    from healthlint.errors import UsageError, did_you_mean
    from healthlint.packs.former import joined, parts
    from healthlint.packs.loader import load_every
    from healthlint.report.table import table

    loaded = load_every(closest(Path.cwd()))
    names = [found.name for found in loaded.packs]
    if pack is not None and pack not in names:
        raise UsageError(f"no pack '{pack}'{did_you_mean(pack, names)}; known: {', '.join(names)}")
    rules = sorted((rule for rule in joined(parts(loaded)) if pack in (None, rule.pack)), key=lambda rule: rule.id)
    rows = [(rule.id, rule.name, rule.severity, rule.pack, rule.why.splitlines()[0]) for rule in rules]
    click.echo(_json(rules) if output == "json" else table(_HEADER, rows))
    for problem in loaded.problems:
        click.echo(f"healthlint: error: {problem}", err=True)
    return 2 if loaded.problems else 0


def _json(rules: Iterable[Rule]) -> str:
    return json.dumps(
        {"schema": "healthlint-rules/1", "rules": [_object(rule) for rule in rules]}, ensure_ascii=False, indent=2
    )


def _object(rule: Rule) -> dict[str, Any]:
    from healthlint.findings.model import family_name

    return {
        "code": rule.id,
        "name": rule.name,
        "family": family_name(rule.family),
        "severity": rule.severity,
        "confidence": rule.confidence,
        "pack": rule.pack,
        "kind": rule.kind,
        "why": rule.why,
        "formerly": [former.code for former in rule.formerly],
    }
