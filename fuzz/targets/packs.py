"""The pack loader: the YAML of third parties -> packs, and what is wrong with them in lines that say where."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from fuzz.inputs import MEMORY, put, sections
from fuzz.words import PACK, YAML
from healthlint.document.model import Document
from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.errors import HealthlintError
from healthlint.packs import locate, pack_json
from healthlint.packs.loader import load_bundled, load_packs
from healthlint.packs.model import Pack
from healthlint.packs.pack_folder import read

PIECES = [*PACK, *YAML]
LONGEST = 6144
_HEAD = "name: mine\ntitle: Mine\nversion: 1.0\nrequires: [health-writing]\n"


def _seeds() -> list[bytes]:
    """Every rule of the bundled packs, and the parts of their lexicons and facts, each in a pack of its own."""
    found = []
    for folder in locate.pack_dirs():
        for path in folder.rglob("*.yaml"):
            name = path.relative_to(folder).as_posix()
            if name != locate.HEAD:
                found.append(f"{_HEAD}\n=== {name}\n{path.read_text(encoding='utf-8')[:3000]}".encode())
    return found


SEEDS = _seeds()


def run(data: bytes) -> None:
    """Reads a pack that requires bundled ones on top of these; any other is loaded and checks an article."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as home:
        folder = Path(home, "mine")
        folder.mkdir()
        for name, content in sections(data, locate.HEAD).items():
            put(folder / name, content)
        if any(path.name.encode() in data for path in locate.pack_dirs()):
            _on_top(folder)
        else:
            _alone(folder)


@cache
def _bundled() -> tuple[Pack, ...]:
    return load_bundled().packs


def _on_top(folder: Path) -> None:
    required = _bundled()
    try:
        pack, problems = read(folder, required)
    except HealthlintError:
        return
    assert pack_json.decode(pack_json.encode(pack), str(folder)) == pack
    assert all(line.strip() for line in problems)
    assert (pack, problems) == read(folder, required)


def _alone(folder: Path) -> None:
    loaded = load_packs([folder], cached=False)
    for problem in loaded.problems:
        assert "mine" in problem, f"does not say where: {problem}"
    for pack in loaded.packs:
        assert pack_json.decode(pack_json.encode(pack), pack.path) == pack
    if loaded.packs and loaded.packs[0].rules:
        try:
            report = Engine(loaded).check(_article())
        except HealthlintError:
            return
        assert all(line.startswith("mine/") for line in report.broken), report.broken


@cache
def _article() -> Document:
    return read_text(
        "# Naltrexone\n\nA miracle: 45 mg of LDN a day cures pain, b and d. See [1].\n\nThe wonder drug is x.", "a.md"
    )
