"""`healthlint audit` where its extra is missing, and what its page shows; tests/audit has the others."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest
from tests.cli.commands import Run, write

from healthlint.cli import group

PAGE = Path(__file__).parents[2] / "docs" / "archive.md"


def commands() -> list[str]:
    """The commands that the page shows."""
    blocks = re.findall(r"^```console\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines() if line.startswith("healthlint audit")]


@pytest.mark.parametrize("missing", ["daft", "pyarrow", "tqdm"])
def test_a_missing_extra_is_named_with_the_command_that_installs_it(
    cli: Run, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for name in [each for each in sys.modules if each.startswith(("healthlint.audit", "daft", "pyarrow", "tqdm"))]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("daft", "pyarrow", "tqdm") if missing == "daft" else (missing,):
        monkeypatch.setitem(sys.modules, name, None)
    write("Tea is hot.\n")
    status, out, err = cli("audit", "a.md", "--output", "out")
    assert (status, out) == (2, "")
    assert err.startswith("healthlint: error: needs the package '")
    assert err.endswith("', installed by: pip install 'healthlint[audit]'\n")


def test_there_are_commands_on_the_page() -> None:
    assert len(commands()) > 1


@pytest.mark.parametrize("line", commands())
def test_the_commands_of_the_page_are_understood(line: str) -> None:
    command = group.get_command(group.make_context("healthlint", ["rules"]), "audit")  # type: ignore[attr-defined]
    assert command is not None
    assert command.make_context("audit", shlex.split(line)[2:]).params["inputs"]


def test_every_option_that_the_page_names_is_one() -> None:
    command = group.get_command(group.make_context("healthlint", ["rules"]), "audit")  # type: ignore[attr-defined]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    named = set(re.findall(r"`(--[a-z-]+)", PAGE.read_text(encoding="utf-8")))
    assert named - known == set()
    assert len(named) > 10
