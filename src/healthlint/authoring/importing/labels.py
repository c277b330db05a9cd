"""`healthlint pack import`: turns labels into packs, one for each substance, new or updated."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from healthlint.authoring.drafts.draft import found
from healthlint.authoring.drafts.model import LabelDrafts
from healthlint.authoring.drafts.substance import Substance
from healthlint.authoring.importing import facts_file, lexicon_files, listing
from healthlint.authoring.importing.changes import Change, Kind, changes, counted
from healthlint.authoring.importing.entries import Entry, entries, slot, with_ids, written
from healthlint.authoring.importing.lexicons import known
from healthlint.authoring.importing.naming import Naming
from healthlint.authoring.importing.pack import (
    DROPPED,
    FACTS,
    FACTS_HEAD,
    SOURCES,
    SOURCES_HEAD,
    UNREAD,
    WORDS,
    Folder,
)
from healthlint.authoring.importing.source_entries import is_of, source
from healthlint.authoring.labels.model import Label
from healthlint.authoring.labels.read import read
from healthlint.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Imported:
    """The result for one label: the pack's folder, the id of its source, the changes by kind, what is left to read."""

    folder: Path
    source: str
    counts: Mapping[Kind, int]
    unread: int


def import_label(path: Path, parent: Path) -> Imported:
    """Draft or update the pack of a label's substance in `parent`. Raises InputError, PackError, WriteError."""
    label = read(path)
    of, drafted = found(label)
    folder = Folder(parent / of.id)
    raw = path.read_bytes().decode("utf-8")
    sources = folder.entries(SOURCES)
    old = next((entry for entry in sources if is_of(entry, label)), None)
    own = source(label, [str(entry.get("id")) for entry in sources if entry is not old])
    own = {**old, **{key: own[key] for key in ("date", "kind", "file", "sha256")}} if old else own
    naming = Naming(label, drafted.drafts, known(folder.path))
    made = [entry for entry in entries(drafted.drafts, naming, own["id"], raw) if not _is_dropped(folder, entry)]
    facts = folder.entries(FACTS)
    changed = changes([entry for entry in facts if entry.get("source") == own["id"]], made, raw, label.effective)
    _write(folder, label, of, naming, _replaced(sources, old, own))
    _write_facts(folder, facts, changed)
    _write_page(folder, own["id"], listing.part(label, raw, drafted.unread, changed))
    return Imported(folder.path, own["id"], counted(changed), _left(drafted))


def _left(drafted: LabelDrafts) -> int:
    return len(drafted.unread)


def _is_dropped(folder: Folder, entry: Entry) -> bool:
    return slot(entry) in json.loads(folder.text(DROPPED, "[]"))


def _replaced(sources: list[Entry], old: Entry | None, own: Entry) -> list[Entry]:
    return [own if entry is old else entry for entry in sources] if old else [*sources, own]


def _write(folder: Folder, label: Label, of: Substance, naming: Naming, sources: list[Entry]) -> None:
    folder.begin(of.id, of.name.capitalize())
    folder.write(SOURCES, SOURCES_HEAD + "".join(f"\n{written(entry)}" for entry in sources))
    there: Mapping[str, Any] = folder.data(WORDS) or {}
    added = lexicon_files.merged(there, lexicon_files.lexicon(label, of, naming.new))
    if any(added.values()):
        lists = {where: [*(there.get(where) or ()), *more] for where, more in added.items()}
        folder.write(WORDS, lexicon_files.HEAD + lexicon_files.text(lists))


def _write_facts(folder: Folder, facts: list[Entry], changed: list[Change]) -> None:
    fates = {change.before["id"]: change.after for change in changed if change.before and change.after != change.before}
    added = with_ids([change.after for change in changed if change.kind == "new"], [entry["id"] for entry in facts])
    folder.write(FACTS, facts_file.rewritten(folder.text(FACTS, FACTS_HEAD), facts, fates, added))


def _write_page(folder: Folder, name: str, part: str) -> None:
    folder.write(UNREAD, listing.page({**listing.parts(folder.text(UNREAD)), name: part}))
