"""What the lexicons of packs already name, asked as an article would ask them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from healthlint.authoring.importing.naming import Kinds, Known
from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.errors import PackError
from healthlint.packs.loader import load_packs
from healthlint.packs.locate import rules_dir

BASE = "health-writing"
"""The pack that every imported one builds upon."""
_KINDS = ("condition", "effect", "drug")


def known(folder: Path) -> Known:
    """The names that the pack in `folder`, where there is one, and those below it have. Raises PackError."""
    wanted = folder if folder.is_dir() else rules_dir() / BASE
    loaded = load_packs([wanted])
    if loaded.problems:
        raise PackError("\n".join(loaded.problems))
    engine = Engine(loaded)

    def ask(texts: Sequence[str]) -> Kinds:
        return _asked(engine, texts)

    return ask


def _asked(engine: Engine, texts: Sequence[str]) -> dict[str, tuple[str, str]]:
    document = read_text("\n\n".join(f"{text}." for text in texts), "names.txt", "plain")
    found: dict[str, tuple[str, str]] = {}
    wanted = {_plain(text): text for text in texts}
    for mention in sorted(engine.analyse(document).mentions, key=lambda mention: _KINDS.index(mention.kind)):
        text = wanted.get(_plain(mention.text))
        if text is not None:
            found.setdefault(text, (mention.kind, mention.concept))
    return found


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
