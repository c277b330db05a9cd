"""`healthlint config`: the settings for a path, and the schema for editors."""

from __future__ import annotations

import json
from typing import Any

import click

from healthlint.cli import completion
from healthlint.cli.options import Choice


@click.group()
def command() -> None:
    """The configuration: the settings for a path, and the schema for editors."""


@command.command()
@click.argument("path", default=".", shell_complete=completion.files)
@click.option(
    "--format", "format_", type=Choice(["text", "json"]), default="text", show_default=True, help="How to print it."
)
def show(path: str, format_: str) -> None:
    """Print every setting that applies to PATH (default: this folder) and where it comes from."""
    from pathlib import Path

    from healthlint.config.load import closest

    found = closest(Path(path))
    settings = _settings(found.config)
    origins = {key: found.origins.get(key, "default") for key in settings}
    if format_ == "json":
        rows = {key: {"value": value, "from": origins[key]} for key, value in settings.items()}
        click.echo(json.dumps({"file": str(found.path) if found.path else None, "settings": rows}, indent=1))
        return
    click.echo(f"# {found.path}" if found.path else "# no configuration file: the defaults")
    for key, value in settings.items():
        click.echo(f"{key}: {json.dumps(value, ensure_ascii=False)}  # {origins[key]}")


@command.command()
def schema() -> None:
    """Print the JSON Schema of healthlint.yaml, for completion and validation in editors."""
    from healthlint.config.schema import written

    click.echo(written(), nl=False)


def _settings(config: Any) -> dict[str, Any]:
    """The settings as a file would contain them."""
    from dataclasses import asdict

    return {key.replace("_", "-"): _plain(value) for key, value in asdict(config).items() if key != "extend"}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key.replace("_", "-"): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
