"""The configuration loader: YAML or TOML -> settings, engines and patterns for a file, or one error that says where."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from fuzz.inputs import MEMORY, put, sections
from fuzz.words import CONFIG, ODD, YAML
from healthlint.config.load import in_folder, load
from healthlint.errors import HealthlintError
from healthlint.settings import Configured, Flags

PIECES = [*CONFIG, *YAML, *ODD]
SEEDS: list[bytes] = []
LONGEST = 2048


def run(data: bytes) -> None:
    """Reads the configuration of a folder and asks it about a file."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as home:
        for name, content in sections(data, "healthlint.yaml").items():
            put(Path(home, name), content)
        try:
            path = in_folder(Path(home))
            if path is not None:
                _asked(path)
        except HealthlintError as error:
            _says_where(str(error), home)
        finally:
            load.cache_clear()


@cache
def _shared() -> Configured:
    """What is made once: an engine takes longer than all else."""
    return Configured(Flags(isolated=True))


def _asked(path: Path) -> None:
    assert load(path) == load.__wrapped__(path)
    told = Configured(Flags(config=str(path)), _made=[_shared()._bases])
    for name in ("a.md", "sub/b.json"):
        article = str(path.parent / name)
        told.excluded(article)
        told.fields(article)
        told.state(article)
        assert told.fail_on(article) in ("error", "warning", "suggestion")
        told.engine_for(article)


def _says_where(error: str, home: str) -> None:
    assert all(line.startswith(home) for line in error.splitlines()), error
