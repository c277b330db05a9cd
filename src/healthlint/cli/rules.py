"""`healthlint rules`: every rule that is known."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from healthlint.packs.model import Rule

_HEADER = ("CODE", "NAME", "SEVERITY", "PACK", "WHY")
_GAP = "  "
_NARROWEST = 20


@click.command()
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the rules.",
)
@click.option("--pack", metavar="PACK", help="Only the rules of this pack.")
def command(output: str, pack: str | None) -> int:
    """List every rule: code, name, severity, pack, and why it exists."""
    from healthlint.errors import UsageError, did_you_mean
    from healthlint.packs.loader import load_bundled

    loaded = load_bundled()
    names = [found.name for found in loaded.packs]
    if pack is not None and pack not in names:
        raise UsageError(f"no pack '{pack}'{did_you_mean(pack, names)}; known: {', '.join(names)}")
    rules = sorted((rule for rule in loaded.rules if pack in (None, rule.pack)), key=lambda rule: rule.id)
    click.echo(_json(rules) if output == "json" else _table(rules))
    for problem in loaded.problems:
        click.echo(f"healthlint: error: {problem}", err=True)
    return 2 if loaded.problems else 0


def _json(rules: Iterable[Rule]) -> str:
    return json.dumps(
        {"schema": "healthlint-rules/1", "rules": [_object(rule) for rule in rules]}, ensure_ascii=False, indent=2
    )


def _object(rule: Rule) -> dict[str, Any]:
    from healthlint.findings.model import FAMILIES

    return {
        "code": rule.id,
        "name": rule.name,
        "family": FAMILIES.get(rule.family, rule.family.lower()),
        "severity": rule.severity,
        "confidence": rule.confidence,
        "pack": rule.pack,
        "kind": rule.kind,
        "why": rule.why,
    }


def _table(rules: Sequence[Rule]) -> str:
    """Aligned; the last column is cut where the terminal ends, and not at all when there is none."""
    rows = [(rule.id, rule.name, rule.severity, rule.pack, rule.why.splitlines()[0]) for rule in rules]
    widths = [max(map(len, column)) for column in zip(_HEADER, *rows, strict=True)]
    taken = sum(widths[:-1]) + len(_GAP) * len(widths[:-1])
    room = shutil.get_terminal_size((0, 0)).columns
    if room:
        widths[-1] = max(room - taken, _NARROWEST)
    return "\n".join(_GAP.join(map(_cell, row, widths)).rstrip() for row in (_HEADER, *rows))


def _cell(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"
