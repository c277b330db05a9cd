"""Every module that makes a command is one, and what lies beside them is none."""

from __future__ import annotations

import click
import pytest
from tests.cli.commands import Run

from healthlint.cli import group


def test_all_commands_can_be_shown(cli: Run) -> None:
    names = group.list_commands(click.Context(group))
    assert {"check", "explain", "inspect", "rules", "reference", "pack", "vocabulary", "baseline", "cache"} <= set(
        names
    )
    for name in names:
        status, out, err = cli(name, "--help")
        assert (status, err) == (0, "")
        assert out.startswith(f"Usage: healthlint {name} ")
    assert cli("--help")[0] == 0


@pytest.mark.parametrize("name", ["jobs", "configured", "__init__", "_x", "../check", "chekc", ""])
def test_text_that_is_no_command(cli: Run, name: str) -> None:
    status, out, err = cli(name)
    assert (status, out) == (2, "")
    assert err.startswith(f"healthlint: error: no command '{name}'")
