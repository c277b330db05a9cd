"""The command line: every module in this folder is a command, imported when it is run."""

from __future__ import annotations

import gc
import io
import os
import pkgutil
import re
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, TextIO

import click

from healthlint.errors import HealthlintError, did_you_mean, internal
from healthlint.pattern import pattern

_MAKES_COMMAND = pattern(rb"^@click\.(?:command|group)\(", re.MULTILINE)
_INTERRUPTED = 130
_FAILED = 2


class Commands(click.Group):
    """Finds `healthlint check` as `command` (or `check`) in cli/check.py."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        names = (module.name for module in pkgutil.iter_modules(__path__))
        return sorted(name.replace("_", "-") for name in names if _is_command(name))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        name = cmd_name.replace("-", "_")
        if not _is_command(name):
            return None
        module = import_module(f"{__name__}.{name}")
        found: click.Command = getattr(module, "command", None) or getattr(module, name)
        return found

    # click would exit with 1 when the reader of a pipe closes it, and here 1 means findings.

    def make_context(self, *given: Any, **named: Any) -> click.Context:
        with _printing():  # the version
            return super().make_context(*given, **named)

    def invoke(self, ctx: click.Context) -> Any:
        with _printing():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            near = did_you_mean(args[0], self.list_commands(ctx))
            raise click.UsageError(f"no command '{args[0]}'{near}", ctx)
        return super().resolve_command(ctx, args)


def _is_command(name: str) -> bool:
    """True for a module that defines a command; the others share code. None is imported for this."""
    path = os.path.join(__path__[0], f"{name}.py")
    if not name.isidentifier() or name.startswith("_") or not os.path.isfile(path):
        return False
    with open(path, "rb") as module:
        return _MAKES_COMMAND.search(module.read()) is not None


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from healthlint.version import __version__

        click.echo(f"healthlint {__version__}")
        ctx.exit()


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def group() -> None:
    """A linter for health articles: claims, doses and figures against documented facts."""


def main() -> None:
    """The console script."""
    # A run creates acyclic data that stays, or is freed with its article; collecting garbage again and again takes a
    # tenth of the time and finds none.
    gc.set_threshold(100_000, 50, 100)
    _end_in_order()
    status = run(sys.argv[1:])
    if sys.stderr:
        sys.stderr.flush()
    # Everything is written; freeing it all piece by piece would take a twentieth of the time.
    os._exit(status)


def _end_in_order() -> None:
    """Let a terminating signal clean up what is half done, as Ctrl-C does; nohup keeps its effect."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _ended)


def _ended(number: int, _frame: object) -> None:
    # The status that a shell reports for a process ended by a signal.
    raise SystemExit(128 + number)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status; an error is one line on standard error."""
    _speak_unicode()
    try:
        status = _called(arguments)
        if sys.stdout:  # none if the caller closed it
            with _printing():
                sys.stdout.flush()
        return status
    except _OutputError as problem:
        # Python would report the error again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # Whoever closed the pipe has read enough; and if the disk is full, nothing can be reported.
        if str(problem):
            with suppress(OSError):
                _failed(f"standard output: {problem}")
        return _FAILED


class _OutputError(Exception):
    """Output cannot be written; the text says why, and is empty if the reader has closed the pipe."""


@contextmanager
def _printing() -> Iterator[None]:
    """Distinguishes errors of the output from errors of a file, which are reported with its name."""
    try:
        yield
    except BrokenPipeError:
        raise _OutputError from None
    except OSError as problem:
        if problem.filename is not None:
            raise
        raise _OutputError(problem.strerror) from problem


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
    except _OutputError:
        raise
    except Exception as bug:
        return _failed(internal(bug))


def _usage(problem: click.UsageError) -> str:
    said = " ".join(problem.format_message().split()).rstrip(".")
    command = problem.ctx.command_path if problem.ctx else "healthlint"
    return f"{said[:1].lower()}{said[1:]}; `{command} --help` shows what there is"


def _failed(message: str) -> int:
    from healthlint.report.safe import visible

    for line in message.splitlines():
        click.echo(f"healthlint: error: {visible(line)}", err=True)
    return _FAILED


def _buffered(stream: TextIO) -> TextIO:
    """The stream with a buffer; without one (python -u) Python loses what a closed pipe does not accept."""
    raw = getattr(stream, "buffer", None)
    if not isinstance(raw, io.RawIOBase):
        return stream
    return io.TextIOWrapper(io.BufferedWriter(raw), stream.encoding, stream.errors, line_buffering=stream.isatty())


def _speak_unicode() -> None:
    # Articles are full of µ and ’: piped output is UTF-8 in any locale, a terminal gets what it can show.
    sys.stdout = _buffered(sys.stdout)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))
