"""Option types that several commands share."""

from __future__ import annotations

import click

from healthlint.errors import did_you_mean


class Choice(click.Choice[str]):
    """A choice that answers a slip with the nearest word."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value itself, when it is one of the choices."""
        choices = [str(choice) for choice in self.choices]
        if value not in choices:
            self.fail(f"{value!r} is not one of {', '.join(choices)}{did_you_mean(value, choices)}", param, ctx)
        return value
