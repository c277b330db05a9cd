"""Our own pages keep to the style that the project asks of others: no hype, readable, plain technical English."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "tools/prose/healthlint.yaml"


def check(*paths: str | Path) -> list[dict[str, object]]:
    """The findings on these pages under the settings of our own prose."""
    command = (
        sys.executable,
        "-m",
        "healthlint",
        "check",
        "--format",
        "json",
        "--no-baseline",
        "--config",
        str(CONFIG),
    )
    environment = {**os.environ, "HEALTHLINT_NO_CACHE": "1"}
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, cwd=ROOT, env=environment, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return json.loads(done.stdout)["findings"]  # type: ignore[no-any-return]


def pages() -> list[Path]:
    """What people write: the pages of the rules quote language that is flagged, and are left out."""
    written = (path for path in (ROOT / "docs").glob("*.md") if path.stem not in ("kinds", "commands"))
    return [*sorted(ROOT.glob("*.md")), *sorted(written)]


@pytest.mark.slow
def test_our_own_pages_have_no_findings() -> None:
    assert [(each["path"], each["start"], each["message"]) for each in check(*pages())] == []


def test_a_page_in_the_old_dialect_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A page\n\nThe new file is a miracle and stands beside the old one.\n", encoding="utf-8")
    assert [each["code"] for each in check(page)] == ["LAN001", "HOU001"]
