"""No list of English words stands in the code that reads English: words belong to the lexicon of a pack."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "healthlint"
READERS = ("analysis", "checks")
"""The folders that read English; what other folders list are names of formats, settings, facts and messages."""
FEWEST = 6
"""So many words are a list."""
KEPT = {
    # Number words, units and the calendar, each with what it stands for.
    "analysis/calendar.py": {"MONTHS_IN_FULL", "MONTHS", "WEEKDAYS"},
    "analysis/quantities/dates.py": {"_DECADES", "_COUNTED"},
    "analysis/quantities/frequencies.py": {"_ADVERBS", "_LATIN"},
    "analysis/quantities/unnumbered_times.py": {"_ORDINALS"},
    "analysis/quantities/numbers.py": {"_SMALL", "_TENS", "_PARTS", "STARTERS"},
    "analysis/quantities/units.py": {"_NEEDS_DIGITS"},
    # Names of groups, kinds and folders.
    "analysis/dialogue/discourse.py": {"_QUALIFIES"},
    "analysis/attributes.py": {"Family"},
    "analysis/statements/attributes/compare.py": {"COMPARATORS"},
    "analysis/statements/attributes/figures.py": {"_PARTS"},
    "analysis/statements/attributes/model.py": {"Sort"},
    "analysis/statements/attributes/table.py": {"FAMILIES"},
    "analysis/frames.py": {"Kind", "Voice", "_SLOTS"},
    "analysis/about/treatments.py": {"_UNCLEAR"},
    "analysis/lexicon.py": {"Category", "Direction"},
    "analysis/model.py": {"QuantityKind", "Reason"},
    "analysis/reading/model.py": {"_WAY_OUT"},
    "analysis/word_classes.py": {"TOKEN_CLASSES"},
    "analysis/wordlists.py": {"FILES"},
    "checks/citation.py": {"_SIGNS"},
    "checks/gaps.py": {"_FIGURES", "_of_statement"},
    # Letters that sound or are written alike.
    "analysis/edits.py": {"SOUNDS", "SPELLINGS"},
    # How marks of citations and names of authors are built, and how contractions are written: older than any pack.
    "analysis/citations.py": {"Style", "_NAME"},
    "analysis/marks.py": {"_OTHERS"},
    "analysis/tokens.py": {"_BARE", "_NEGATED"},
}
OLD = {
    # From before there were lists: none may be added.
    "analysis/statements/magnitudes.py": {"_AFFLICTED"},
    "checks/claim.py": {"_PERSONS"},
}
_WORD = re.compile(r"[A-Za-z][a-z]+(?:['’][a-z]+)?")
_PARTS = re.compile(r"[\s|(),?:.]+")


def tables(tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """What a module names outside its functions, and every list inside them, with the words in it."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield ast.unparse(targets[0]), words(node.value)
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            if isinstance(node, ast.Tuple | ast.List | ast.Set):
                yield function.name, words(node)


def words(node: ast.expr) -> set[str]:
    """The words of two letters and more in the strings below a node."""
    texts = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str))
    return {word for text in texts for word in _PARTS.split(text) if _WORD.fullmatch(word)}


def test_no_module_that_reads_english_holds_a_list_of_its_words() -> None:
    found: dict[str, set[str]] = {}
    for folder in READERS:
        for path in sorted((SOURCE / folder).rglob("*.py")):
            name = path.relative_to(SOURCE).as_posix()
            for table, held in tables(ast.parse(path.read_text(encoding="utf-8"))):
                if len(held) >= FEWEST and table not in KEPT.get(name, OLD.get(name, ())):
                    found.setdefault(name, set()).add(table)
    assert not found, "move these words into a list of rules/health-writing/lexicon/reading.yaml"


def test_what_is_kept_is_still_there() -> None:
    for name, kept in (KEPT | OLD).items():
        found = tables(ast.parse((SOURCE / name).read_text(encoding="utf-8")))
        assert kept <= {table for table, held in found if len(held) >= FEWEST}, name


def test_a_list_is_counted_however_it_is_written() -> None:
    module = ast.parse(
        "_A = frozenset('one two three four five six'.split())\n"
        "_B = pattern('(?:in|on|at|by|of|to)')\n"
        "def f(word):\n    return word in ('red', 'blue', 'pink', 'grey', 'white', 'black')\n"
    )
    assert [len(held) for _, held in tables(module)] == [6, 6, 6]
