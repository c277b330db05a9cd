"""The command line: every module in this folder is a command, imported when it is called."""

from __future__ import annotations

import gc
import os
import pkgutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from healthlint.errors import HealthlintError, did_you_mean

_SHARED = frozenset(
    "changed checking completion configured fixing jobs narrowing options progress reading reporting".split()
)
"""What lies beside the commands for them to share."""
_INTERRUPTED = 130
_FAILED = 2
_TRACEBACK = "HEALTHLINT_TRACEBACK"


class Commands(click.Group):
    """Finds `healthlint check` as `command` (or `check`) in cli/check.py."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        names = (module.name for module in pkgutil.iter_modules(__path__))
        return sorted(name.replace("_", "-") for name in names if name not in _SHARED)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        name = cmd_name.replace("-", "_")
        module = import_module(f"{__name__}.{name}")
        found: click.Command = getattr(module, "command", None) or getattr(module, name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            raise click.UsageError(f"no command '{args[0]}'{did_you_mean(args[0], known)}", ctx)
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from healthlint import __version__

        click.echo(f"healthlint {__version__}")
        ctx.exit()


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def group() -> None:
    """A linter for health articles: claims, doses and figures against documented facts."""


def main() -> None:
    """The console script."""
    # What a run makes is data without cycles that stays, or goes with its article: to look through it again and again
    # for what nobody needs takes a tenth of the time and finds nothing.
    gc.set_threshold(100_000, 50, 100)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status; what fails is one line on standard error."""
    _speak_unicode()
    try:
        status = _called(arguments)
        if sys.stdout:  # none where the caller closed it
            sys.stdout.flush()
        return status
    except OSError as problem:
        if not _of_output(problem):
            raise
        # Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(problem, BrokenPipeError):
            # Nobody can be told where standard error is full as well.
            with suppress(OSError):
                _failed(f"standard output: {problem.strerror}")
        # Whoever has closed the pipe has read enough, and need not be told.
        return _FAILED


def _of_output(problem: Exception) -> bool:
    """True for what goes wrong when something is printed: what goes wrong with a file names it."""
    return isinstance(problem, OSError) and problem.filename is None


def _called(arguments: Sequence[str]) -> int:
    try:
        result: Any = group.main(list(arguments), prog_name="healthlint", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.NoArgsIsHelpError as problem:
        click.echo(problem.format_message(), err=True)
        return _FAILED
    except click.UsageError as problem:
        return _failed(_usage(problem))
    except click.ClickException as problem:
        return _failed(problem.format_message())
    except HealthlintError as problem:
        return _failed(str(problem))
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except Exception as bug:
        if os.environ.get(_TRACEBACK) or _of_output(bug):
            raise
        return _failed(f"internal error: {type(bug).__name__}: {bug}; {_TRACEBACK}=1 shows where, please report it")


def _usage(problem: click.UsageError) -> str:
    said = " ".join(problem.format_message().split()).rstrip(".")
    command = problem.ctx.command_path if problem.ctx else "healthlint"
    return f"{said[:1].lower()}{said[1:]}; `{command} --help` shows what there is"


def _failed(message: str) -> int:
    from healthlint.report.safe import visible

    for line in message.splitlines():
        click.echo(f"healthlint: error: {visible(line)}", err=True)
    return _FAILED


def _speak_unicode() -> None:
    # Articles are full of µ and ’: output that is piped is UTF-8 whatever the locale, a terminal gets what it can show.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))
