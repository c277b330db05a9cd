"""Reads one pack folder of YAML, validating every file; each problem is a line with its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from healthlint.analysis.lexicon import Lexicon, merge
from healthlint.errors import DatasetError, PackError, did_you_mean
from healthlint.fast_dataclass import dataclass
from healthlint.packs import version
from healthlint.packs.locate import EXAMPLES, HEAD, RULE, shown
from healthlint.packs.model import Former, Pack, Rule
from healthlint.packs.phrase_check import PhraseCheck, lexicon_phrases, without
from healthlint.packs.rule_file import NAME, rule_file
from healthlint.packs.sentences import FILE as SENTENCES
from healthlint.reference.build import build
from healthlint.reference.model import Reference
from healthlint.typed_yaml import Node, convert, load_yaml, unwrap

SOURCES = "sources.yaml"
FACTS = "facts.yaml"
LEXICON = "lexicon"
T = TypeVar("T")
_PAPERS = (".md", ".txt", ".json", "")
"""Files that may be in a pack without belonging to it: README.md, LICENSE, the compiled form."""


@dataclass(frozen=True, slots=True)
class Head:
    """The keys of `pack.yaml`.

    name: the name of the pack, that of its folder; small letters, digits, hyphens.
    title: its title for people.
    version: the version of the pack itself.
    requires: names of the packs that it requires, bundled or in a folder next to it.
    description: what it is about.
    healthlint: the versions of healthlint that it works with, such as ">=0.1" or ">=0.1, <2".
    formerly: codes that stay valid after other rules, of this pack or one that it requires, replaced them.
    """

    name: str
    title: str
    version: str
    requires: tuple[str, ...] = ()
    description: str = ""
    healthlint: str = ""
    formerly: tuple[Former, ...] = ()


def head(folder: Path) -> Head:
    """The content of `pack.yaml`. Raises PackError if the folder is not a pack."""
    path = folder / HEAD
    if not path.is_file():
        raise PackError(f"{shown(folder)}: is not a pack: {HEAD} is missing")
    node = _yaml(path, folder)
    try:
        found = convert(node, Head)
    except PackError as problem:
        # Checked first, as a pack for another version may have keys that this one does not know.
        wanted = node.get("healthlint")
        wrong = version.problem(wanted.text) if wanted else ""
        raise (PackError(f"{wanted.place}: {wrong}") if wanted and wrong else problem) from None
    if not NAME.fullmatch(found.name):
        place = (node.get("name") or node).place
        raise PackError(f"{place}: name '{found.name}' is not kebab-case (lower-case letters, digits, hyphens)")
    for name in found.requires:
        if not NAME.fullmatch(name):
            raise PackError(f"{(node.get('requires') or node).place}: '{name}' is not a valid pack name")
    if wrong := version.problem(found.healthlint):
        raise PackError(f"{(node.get('healthlint') or node).place}: {wrong}")
    return found


def read(folder: Path, required: Sequence[Pack], complete: bool = True) -> tuple[Pack, tuple[str, ...]]:
    """The pack without its broken files, and a line for every problem. Raises PackError if nothing can be read.

    `required` are the packs that it requires; `complete` is false if something in them is broken.
    """
    return _Reader(folder, head(folder), required, complete).read()


class _Reader:
    def __init__(self, folder: Path, found: Head, required: Sequence[Pack], complete: bool) -> None:
        self.folder, self.head, self.required = folder, found, required
        # References to what a broken file would have defined are not errors of their own: they are counted and reported
        # in one line.
        self.complete = complete
        self.problems: list[str] = []

    def read(self) -> tuple[Pack, tuple[str, ...]]:
        paths = list(self._rule_files())
        lexicon = self._lexicon()
        reference = self._reference()
        rules = tuple(self._rules(paths, self._phrase_check(lexicon), self._facts(reference)))
        pack = Pack(
            self.head.name,
            self.head.title,
            self.head.version,
            rules,
            lexicon,
            reference,
            str(self.folder),
            self.head.description,
            self.head.requires,
            self.head.formerly,
        )
        self.problems += _former_problems(pack, self.required) if self.complete else ()
        return pack, tuple(self.problems)

    def _try(self, step: Callable[[], T]) -> T | None:
        try:
            return step()
        except PackError as problem:
            self.problems += str(problem).splitlines()
            return None

    def _rule_files(self) -> Iterator[Path]:
        for path in sorted(self.folder.iterdir()):
            if path.suffix == ".yaml" and RULE.fullmatch(path.stem) and not path.is_dir():
                yield path
            elif complaint := _misplaced(path):
                self.problems.append(f"{shown(path)}: {complaint}")

    def _lexicon(self) -> Lexicon:
        """The definitions of all valid files, without phrases that cannot be parsed."""
        folder = self.folder / LEXICON
        self._try(partial(_refuse_outside, folder, self.folder))
        paths = sorted(folder.rglob("*")) if folder.is_dir() and not _leads_out(folder, self.folder) else []
        files = [path for path in paths if not path.is_dir() and not path.name.startswith(".")]
        read = [self._try(partial(_lexicon_file, path, self.folder)) for path in files]
        parts = [part for part in read if part is not None]
        self.complete = self.complete and len(parts) == len(read)
        check = self._phrase_check(merge(lexicon for lexicon, _ in parts))
        sound = []
        for lexicon, node in parts:
            broken = check.problems(lexicon_phrases(lexicon), node)
            self.problems += (line for lines in broken.values() for line in lines if self.complete)
            sound.append(without(lexicon, broken) if broken else lexicon)
        return merge(sound)

    def _phrase_check(self, own: Lexicon) -> PhraseCheck:
        return PhraseCheck(merge((*(pack.lexicon for pack in self.required), own)))

    def _reference(self) -> Reference:
        read = {
            name: self._try(partial(_entries, self.folder / name))
            for name in (SOURCES, FACTS)
            if os.path.lexists(self.folder / name)
        }
        nodes = {name: node for name, node in read.items() if node is not None}
        if len(nodes) < len(read):
            self.complete = False
            return Reference()
        try:
            return build(*(unwrap(nodes[name]) if name in nodes else [] for name in (SOURCES, FACTS)))
        except DatasetError as problem:
            self.problems += (_placed(line, nodes, self.folder) for line in str(problem).splitlines())
            self.complete = False
            return Reference()

    def _facts(self, own: Reference) -> frozenset[str]:
        references = (*(pack.reference for pack in self.required), own)
        return frozenset(fact.id for reference in references for fact in reference.facts)

    def _rules(self, paths: Iterable[Path], check: PhraseCheck, facts: frozenset[str]) -> Iterator[Rule]:
        waiting = 0
        for path in paths:
            found = self._try(partial(_rule, path, self.head.name))
            if found is None:
                continue
            rule, node = found
            problems = [*_fact_problems(node, facts), *_phrase_problems(rule, node, check)]
            if not problems:
                yield rule
            elif self.complete:
                self.problems += problems
            else:
                waiting += 1
        if waiting:
            rules = "1 rule needs" if waiting == 1 else f"{waiting} rules need"
            self.problems.append(f"{shown(self.folder)}: {rules} what is broken above; fix that first")


def _former_problems(pack: Pack, required: Iterable[Pack]) -> Iterator[str]:
    known = {rule.id for each in (*required, pack) for rule in each.rules}
    for former in pack.formerly:
        for code in former.now:
            if code not in known:
                place = shown(Path(pack.path, HEAD))
                yield f"{place}: formerly {former.code}: no rule '{code}' to replace it{did_you_mean(code, known)}"


def _rule(path: Path, pack: str) -> tuple[Rule, Node]:
    _refuse_outside(path, path.parent)
    with _advised(path, path.parent):
        return rule_file(path, pack)


def _yaml(path: Path, folder: Path) -> Node:
    """The content of a file of the pack in `folder`."""
    _refuse_outside(path, folder)
    return load_yaml(path, shown=shown(path))


def _refuse_outside(path: Path, folder: Path) -> None:
    # Messages may show parts of a file, so it must belong to the pack.
    if _leads_out(path, folder):
        raise PackError(f"{path}: is a link to outside the pack; put the file itself there")


def _leads_out(path: Path, folder: Path) -> bool:
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _misplaced(path: Path) -> str:
    """The reason why a file or folder of a pack would never be read, or ""."""
    if path.name in (HEAD, SOURCES, FACTS, LEXICON, EXAMPLES, SENTENCES) or path.name.startswith((".", "_")):
        return ""
    if _leads_out(path, path.parent):
        return "is a link to outside the pack; put its target there"
    if path.is_dir():
        strays = [*path.rglob("*.yaml"), *path.rglob("*.yml")]
        return f"is not read; put rules into the pack's own folder, words into {LEXICON}/" if strays else ""
    if path.suffix == ".yml":
        return f"is not read; name it {path.stem}.yaml"
    if path.suffix in _PAPERS:
        return ""
    return f"is not read; name a rule's file by its code, 2-5 capitals and three digits (EFF001.yaml){_nearest(path)}"


def _nearest(path: Path) -> str:
    if RULE.fullmatch(path.stem.upper()):
        return f"; did you mean '{path.stem.upper()}.yaml'?"
    return did_you_mean(path.name, (HEAD, SOURCES, FACTS, SENTENCES))


def _lexicon_file(path: Path, folder: Path) -> tuple[Lexicon, Node]:
    if path.suffix != ".yaml":
        raise PackError(f"{shown(path)}: is not read; name it {path.stem}.yaml")
    node = _yaml(path, folder)
    with _advised(path, folder):
        return (Lexicon() if node.missing else convert(node, Lexicon)), node


@contextmanager
def _advised(path: Path, folder: Path) -> Iterator[None]:
    """If a file is invalid, report first what an older version called differently."""
    try:
        yield
    except PackError as problem:
        from healthlint.packs.outdated import advice

        advised = advice(path, folder, shown(path))
        raise (PackError(advised) if advised else problem) from None


def _entries(path: Path) -> Node:
    node = _yaml(path, path.parent)
    if node.missing:
        return Node("list", (), node.path, 1, 1)
    if node.kind != "list":
        raise PackError(f"{node.place}: expected a list of entries (- id: ...), found {_article(node.kind)}")
    return node


def _article(kind: str) -> str:
    return "text" if kind == "text" else f"a {kind}"


def _placed(line: str, nodes: Mapping[str, Node], folder: Path) -> str:
    """`facts.yaml: ldn-dose: value: ...` with the path and the line of that entry."""
    name, _, rest = line.partition(": ")
    entry = rest.partition(": ")[0]
    found = None
    if name in nodes:
        found = next((item for item in nodes[name].items if _text(item.get("id")) == entry), None)
    return f"{found.place if found else shown(folder / name)}: {rest}"


def _text(node: Node | None) -> str:
    return node.text if node else ""


def _fact_problems(node: Node, known: frozenset[str]) -> Iterator[str]:
    for item in (node.get("facts") or node).items:
        if item.text not in known:
            yield f"{item.place}: unknown fact '{item.text}'{did_you_mean(item.text, known)}"


def _phrase_problems(rule: Rule, node: Node, check: PhraseCheck) -> Iterator[str]:
    phrases = (text for found in rule.check.phrases() for text in found.texts)
    for lines in check.problems(phrases, node.get("with") or node).values():
        yield from lines
