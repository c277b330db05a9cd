"""What lexicons already name: that of a pack itself, and that of the pack below, asked as an article would ask it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from healthlint.authoring.importing.naming import Kinds, Known, phrase
from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.errors import PackError
from healthlint.packs.loader import load_packs
from healthlint.packs.locate import rules_dir, shown
from healthlint.packs.pack_folder import LEXICON
from healthlint.records import load_yaml, unwrap

BASE = "health-writing"
"""The pack that every imported one builds upon."""
_KINDS = ("condition", "effect", "drug")


def known(folder: Path) -> Known:
    """The names that the pack in `folder`, where there is one, and the one below it have. Raises PackError."""
    own = dict(_own(folder))

    def ask(texts: Sequence[str]) -> Kinds:
        return {**_asked(_engine(), texts), **{text: own[phrase(text)] for text in texts if phrase(text) in own}}

    return ask


def _own(folder: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """The kind and id by each plain phrase of a pack's own lexicon."""
    for path in sorted((folder / LEXICON).glob("**/*.yaml")):
        found = unwrap(load_yaml(path, shown=shown(path)))
        lists = found if isinstance(found, Mapping) else {}
        for kind in _KINDS:
            for entry in lists.get(f"{kind}s") or ():
                yield from ((str(name), (kind, str(entry["id"]))) for name in entry.get("names", ()))


@cache
def _engine() -> Engine:
    loaded = load_packs([rules_dir() / BASE])
    if loaded.problems:
        raise PackError("\n".join(loaded.problems))
    return Engine(loaded)


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
