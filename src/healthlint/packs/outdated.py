"""Finds what is written in a pack's files as an older version required, and how to write it now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from healthlint.errors import PackError
from healthlint.fast_dataclass import dataclass
from healthlint.limits import SETTINGS_BYTES
from healthlint.packs import migrations
from healthlint.packs.locate import HEAD, RULE
from healthlint.packs.yaml_edits import YamlEdit, YamlText
from healthlint.reference.stances import is_asked_in_vain
from healthlint.safe_read import read_file, utf8

Former = Mapping[str, Sequence[str]]
"""For each former code or name, the codes of the rules that replaced it."""
_LEXICON, _FACTS = "lexicon", "facts.yaml"


@dataclass(frozen=True, slots=True)
class Outdated:
    """One thing to change: its place (line and column, from 1), what to do, and the edits that do it, if any; otherwise
    only the author can."""

    line: int
    column: int
    message: str
    edits: tuple[YamlEdit, ...] = ()


def outdated(text: str, name: str, former: Former | None = None) -> tuple[Outdated, ...]:
    """Everything outdated in the text of a pack's file, in order; `name` is the file's path in the pack. Nothing for a
    file that is not YAML, or cannot be outdated."""
    import yaml

    find = _finder(name)
    if find is None:
        return ()
    try:
        found = find(_File(YamlText(text), former or {}))
    except (yaml.YAMLError, RecursionError):
        return ()
    return tuple(sorted(found, key=lambda each: (each.line, each.column)))


def advice(path: Path, folder: Path, shown: str) -> str:
    """What to change in a file of the pack in `folder`, a line each; "" if nothing is outdated, or the file cannot be
    read."""
    try:
        text = utf8(read_file(str(path), SETTINGS_BYTES, PackError), shown, PackError)
    except PackError:
        return ""
    found = outdated(text, path.relative_to(folder).as_posix())
    way_out = f"; `healthlint pack migrate {folder.name}` writes it"
    return "\n".join(f"{shown}:{each.line}:{each.column}: {each.message}{way_out * bool(each.edits)}" for each in found)


def _finder(name: str) -> Callable[[_File], Iterator[Outdated]] | None:
    path = Path(name)
    if path.parts[0] == _LEXICON and path.suffix == ".yaml":
        return _in_lexicon
    if name == _FACTS:
        return _in_facts
    return _in_rule if len(path.parts) == 1 and path.suffix == ".yaml" and RULE.fullmatch(path.stem) else None


class _File:
    """A file, with methods that find what is outdated in it."""

    def __init__(self, yaml: YamlText, former: Former) -> None:
        self.yaml, self.former = yaml, former

    def renamed(self, node: Any, new: str, what: str) -> Outdated:
        edit = self.yaml.renamed(node, new)
        return self.at(node, f"the {what} '{node.value}' is called '{new}' now", *((edit,) if edit else ()))

    def gone(self, mapping: Any, key: Any, why: str) -> Outdated:
        edit = self.yaml.without(mapping, key)
        message = f"the key '{key.value}' is no longer needed, {why}; remove it"
        return self.at(key, message, *((edit,) if edit else ()))

    def at(self, node: Any, message: str, *edits: YamlEdit) -> Outdated:
        return Outdated(node.start_mark.line + 1, node.start_mark.column + 1, message, edits)

    def keys(self, mapping: Any, names: Mapping[str, str]) -> Iterator[Outdated]:
        """The keys of a mapping that have a new name, unless both are there."""
        there = {key.value for key, _ in self.yaml.pairs(mapping)}
        for key, _ in self.yaml.pairs(mapping):
            new = names.get(key.value)
            if new in there:
                yield self.at(key, f"the key '{key.value}' is called '{new}' now, which is there too; merge the two")
            elif new:
                yield self.renamed(key, new, "key")


def _in_rule(file: _File) -> Iterator[Outdated]:
    yaml, kind = file.yaml, file.yaml.get(file.yaml.root, "kind")
    yield from file.keys(yaml.root, migrations.RULE_KEYS)
    if kind is not None and kind.id == "scalar":
        yield from _of_kind(file, kind)
    for item in yaml.items(yaml.get(yaml.root, "replaces")):
        now = file.former.get(item.value, ()) if item.id == "scalar" else ()
        if len(now) == 1:
            yield file.renamed(item, now[0], "rule")
        elif now:
            yield file.at(item, f"the rules {', '.join(now)} replaced '{item.value}'; name those that you mean")


def _of_kind(file: _File, kind: Any) -> Iterator[Outdated]:
    if kind.value in migrations.KINDS_GONE:
        yield file.at(kind, f"the kind '{kind.value}' is gone: {migrations.KINDS_GONE[kind.value]}")
        return
    name = migrations.KINDS.get(kind.value, kind.value)
    if name != kind.value:
        yield file.renamed(kind, name, "kind")
    given = file.yaml.get(file.yaml.root, "with")
    yield from file.keys(given, migrations.WITH_KEYS.get(name, {}))
    needless = migrations.WITH_KEYS_GONE.get(name, {})
    for key, _ in file.yaml.pairs(given):
        if key.value in needless:
            yield file.gone(given, key, needless[key.value])


def _in_facts(file: _File) -> Iterator[Outdated]:
    yaml = file.yaml
    for entry in yaml.items(yaml.root):
        stance, verdict = yaml.get(entry, "stance"), yaml.get(yaml.get(entry, "value"), "verdict")
        if stance is not None and verdict is not None and is_asked_in_vain(verdict.value, stance.value):
            yield file.renamed(stance, "asserts", "stance")


def _in_lexicon(file: _File) -> Iterator[Outdated]:
    yaml = file.yaml
    relations = yaml.get(yaml.root, "relations")
    if relations is None:
        return
    yield from file.keys(yaml.root, {"relations": "frames"})
    for item in yaml.items(relations):
        yield from _of_relation(file, item)


def _of_relation(file: _File, item: Any) -> Iterator[Outdated]:
    voice = file.yaml.get(item, "voice")
    slot = migrations.FRAME_SLOTS.get("active" if voice is None else voice.value)
    for key, value in file.yaml.pairs(item):
        if key.value == "voice" and slot:
            yield file.gone(item, key, f"the phrases belong under '{slot}'")
        elif key.value == "phrases" and slot:
            yield file.renamed(key, slot, "key")
        elif key.value == "relation":
            yield file.renamed(key, "kind", "key")
            if value.id == "scalar" and value.value in migrations.FRAME_KINDS:
                yield file.renamed(value, migrations.FRAME_KINDS[value.value], "kind")


def files(folder: Path) -> Iterator[Path]:
    """The files of a pack that may contain something outdated."""
    inside = sorted((*folder.glob("*.yaml"), *folder.glob(f"{_LEXICON}/**/*.yaml")))
    yield from (path for path in inside if path.name != HEAD and path.is_file())
