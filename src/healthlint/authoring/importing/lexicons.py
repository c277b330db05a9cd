"""The names already in lexicons: those of the pack itself and of the pack it builds on, found by analysis as in an
article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from healthlint.analysis.model import Mention
from healthlint.authoring.drafts.model import NameKind
from healthlint.authoring.importing.naming import Known, Thing, phrase
from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.errors import PackError
from healthlint.packs.loader import load_packs
from healthlint.packs.locate import rules_dir, shown
from healthlint.packs.pack_folder import LEXICON
from healthlint.typed_yaml import load_yaml, unwrap

BASE = "health-writing"
"""The pack that every imported one builds on."""
_KINDS: tuple[NameKind, ...] = ("condition", "effect", "drug")


def known(folder: Path) -> Known:
    """The names known to the pack in `folder`, if it exists, and to the one it builds on. Raises PackError."""
    own = dict(_own(folder))

    def ask(texts: Sequence[str]) -> Mapping[str, Thing]:
        return {**_analysed(_engine(), texts), **{text: own[phrase(text)] for text in texts if phrase(text) in own}}

    return ask


def _own(folder: Path) -> Iterator[tuple[str, Thing]]:
    """What each plain phrase of a pack's own lexicon names."""
    for path in sorted((folder / LEXICON).glob("**/*.yaml")):
        found = unwrap(load_yaml(path, shown=shown(path)))
        lists = found if isinstance(found, Mapping) else {}
        for kind in _KINDS:
            for entry in lists.get(f"{kind}s") or ():
                yield from ((str(name), Thing(kind, str(entry["id"]))) for name in entry.get("names", ()))


@cache
def _engine() -> Engine:
    loaded = load_packs([rules_dir() / BASE])
    if loaded.problems:
        raise PackError("\n".join(loaded.problems))
    return Engine(loaded)


def _analysed(engine: Engine, texts: Sequence[str]) -> dict[str, Thing]:
    document = read_text("\n\n".join(f"{text}." for text in texts), "names.txt", "plain")
    found: dict[str, Thing] = {}
    wanted = {_plain(text): text for text in texts}
    for mention in sorted(engine.analyse(document).mentions, key=lambda mention: _KINDS.index(mention.kind)):
        text = wanted.get(_plain(mention.text))
        if text is not None:
            found.setdefault(text, Thing(mention.kind, mention.concept, _classes(mention)))
    return found


def _classes(mention: Mention) -> tuple[str, ...]:
    """The classes of a mention, except the one for everything of its kind."""
    return tuple(dict.fromkeys(name for name in mention.classes if name != mention.kind))


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
