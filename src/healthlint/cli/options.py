"""Option types that several commands share."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from healthlint.cli import completion
from healthlint.errors import did_you_mean

if TYPE_CHECKING:
    from healthlint.document.fields import TextFields

    ParamType = click.ParamType[str]
    _Choice = click.Choice[str]
else:
    # Older versions of click define these classes without a type parameter.
    ParamType, _Choice = click.ParamType, click.Choice


class Choice(_Choice):
    """A choice that suggests the nearest word for a typo."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value itself, when it is one of the choices."""
        choices = [str(choice) for choice in self.choices]
        if value not in choices:
            self.fail(f"{value!r} is not one of {', '.join(choices)}{did_you_mean(value, choices)}", param, ctx)
        return value


def _text_fields(_context: click.Context, _option: click.Parameter, value: Sequence[str]) -> TextFields | None:
    if not value:
        return None
    from healthlint.document.fields import TextFields

    return TextFields.of(value)


text_field_option = click.option(
    "--text-field",
    "fields",
    multiple=True,
    metavar="NAME[=FORMAT]",
    callback=_text_fields,
    help="Read these fields of JSON and JSONL records and of front matter (post.body=html, blocks.*.text) instead of "
    "the usual ones; formats: plain, markdown, html.",
)


config_option = click.option(
    "--config",
    default="",
    metavar="FILE",
    shell_complete=completion.files,
    help="Use this configuration instead of the closest one.",
)
isolated_option = click.option("--isolated", is_flag=True, help="Use no configuration file.")


def _cache_dir(_context: click.Context, _option: click.Parameter, value: str | None) -> None:
    if value:
        from healthlint.cache.place import FOLDER

        # The compiled packs and other processes look there as well.
        os.environ[FOLDER] = value


cache_dir_option = click.option(
    "--cache-dir",
    metavar="FOLDER",
    expose_value=False,
    callback=_cache_dir,
    help="Keep results here (default: HEALTHLINT_CACHE_DIR, else the user's cache folder).",
)
