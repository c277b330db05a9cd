"""What a start of `check` imports: nothing of the other faces, and nothing that they need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FACES = tuple(f"healthlint.{name}" for name in ("server", "page", "mcp", "audit", "service", "analysis.kept"))
OTHERS = (
    "pygls",
    "lsprotocol",
    "cattrs",
    "attr",
    "asyncio",
    "logging",
    "starlette",
    "mcp",
    "anyio",
    "textstat",
    "daft",
    "pyarrow",
)
CODE = """
import sys
from healthlint.cli import run
status = run(["check", "--no-cache", "--ignore", "READ", "a.md"])
print("modules", *sorted(sys.modules))
sys.exit(status)
"""


def modules(folder: Path) -> set[str]:
    """All that a run of `check` has imported."""
    (folder / "a.md").write_text("# Walks\n\nThey are a miracle.\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", CODE], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_check_imports_nothing_of_other_faces(tmp_path: Path) -> None:
    imported = modules(tmp_path)
    assert "healthlint.engine" in imported
    assert {name for name in imported if name in OTHERS or name.startswith(FACES)} == set()
