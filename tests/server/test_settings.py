"""The settings for editors that the documentation shows can be read, and start the server that there is."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from healthlint.cli import Commands, group

PAGE = (Path(__file__).parents[2] / "docs" / "editors.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_editor_settings_in_the_docs_can_be_parsed() -> None:
    helix = tomllib.loads(blocks("toml")[0])
    sublime, zed = map(json.loads, blocks("json"))
    commands = [
        [helix["language-server"]["healthlint"]["command"], *helix["language-server"]["healthlint"]["args"]],
        sublime["clients"]["healthlint"]["command"],
        [zed["lsp"]["marksman"]["binary"]["path"], *zed["lsp"]["marksman"]["binary"]["arguments"]],
    ]
    assert commands == [["healthlint", "server"]] * 3
    assert "cmd = { 'healthlint', 'server' }" in blocks("lua")[0]
    assert '("healthlint" "server")' in blocks("elisp")[0]
    assert isinstance(group, Commands)
    assert "server" in group.list_commands(None)  # type: ignore[arg-type]
