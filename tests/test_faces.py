"""A face of the engine costs nothing where it is not called: `check` imports no module of one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_LISTING = """
import sys
from healthlint.cli import run
status = run(["check", "--no-cache", "a.md"])
print(status, *sorted(sys.modules), file=sys.stderr)
"""
_OTHERS = ("mcp", "anyio", "starlette", "uvicorn", "pygls", "lsprotocol", "jsonschema", "pydantic")


def test_check_imports_no_face(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Tea is hot.\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", _LISTING], cwd=tmp_path, capture_output=True, text=True, check=True)
    status, *modules = done.stderr.split()
    assert status == "0"
    assert "healthlint.engine" in modules
    faces = ("healthlint.mcp", "healthlint.page", "healthlint.server", "healthlint.service")
    assert [name for name in modules if name.startswith(faces) or name.split(".")[0] in _OTHERS] == []
