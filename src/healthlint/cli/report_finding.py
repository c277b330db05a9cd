"""`healthlint report-finding`: turns a wrong or missed finding into a text for an issue."""

from __future__ import annotations

import click

from healthlint.cli import completion
from healthlint.cli.options import config_option, isolated_option


@click.command()
@click.argument("place", metavar="FILE:LINE", shell_complete=completion.files)
@config_option
@isolated_option
def command(place: str, config: str, isolated: bool) -> int:
    """Write the paragraph at FILE:LINE, its findings, the analysis and the version as one text to paste.

    LINE is that of the finding; in a Word file it is the number of the paragraph. Names after a title or with a common
    given name, e-mail addresses and handles are replaced; read the text before you send it.
    """
    from healthlint.authoring.wrong_finding import paragraph, write
    from healthlint.cli.reading import read
    from healthlint.errors import InputError
    from healthlint.settings import Configured, Flags

    path, line = _parted(place)
    configured = Configured(Flags(config=config, isolated=isolated))
    engine = configured.sound_engine_for(path)
    for document in read(path, path, configured.fields(path), configured.limits(path)):
        if isinstance(document, InputError):
            raise document
        if (found := paragraph(document, line, engine)) is not None:
            click.echo(write(found, engine), nl=False)
            return 0
    raise InputError(f"{path}: there is no text on line {line}; give the line of a finding or of its paragraph")


def _parted(place: str) -> tuple[str, int]:
    """Path and line of `FILE:LINE`, or of `FILE:LINE:COLUMN` as reports print it."""
    from healthlint.errors import UsageError

    parts = place.rstrip(":").rsplit(":", 2)
    if len(parts) == 3 and parts[1].isdecimal() and parts[2].isdecimal():
        del parts[2]
    else:
        parts = place.rstrip(":").rsplit(":", 1)
    if len(parts) != 2 or not parts[0] or not parts[1].isdecimal():
        raise UsageError(f"'{place}' gives no line; write FILE:LINE, such as drafts/ldn.md:14")
    return parts[0], int(parts[1])
