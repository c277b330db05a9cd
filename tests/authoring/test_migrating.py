"""Packs of older versions: what to change is said, and `pack migrate` changes it and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from healthlint.analysis.frames import Frame
from healthlint.authoring.migrating import migrations
from healthlint.cli import run
from healthlint.packs import migrations as table
from healthlint.packs.kinds import check_class, usable
from healthlint.packs.loader import load_packs
from healthlint.packs.locate import pack_dirs
from healthlint.packs.outdated import outdated
from healthlint.packs.yaml_edits import apply
from healthlint.typed_yaml.convert import keys_of

HEAD = "name: mine\ntitle: Mine\nversion: 1.0.0\nrequires: [health-writing]\n"
RULE = """# Ours.
name: our-rule
kind:   {kind}   # what it is
severity: warning
message: "'{{text}}' is ours."
why: It is ours.
with:   # all of it
{given}
examples:
  flag: ["It is «ours».", "«Ours» it is."]
  pass: [Nothing., Nothing else.]
"""


def pack(folder: Path, **files: str) -> Path:
    mine = folder / "mine"
    (mine / "lexicon").mkdir(parents=True)
    (mine / "pack.yaml").write_text(HEAD, encoding="utf-8")
    for name, text in files.items():
        (mine / f"{name.replace('__', '/')}.yaml").write_bytes(text.encode())
    return mine


def rule(kind: str, given: str) -> str:
    return RULE.format(kind=kind, given=given)


def migrated(text: str, name: str = "OUR001.yaml") -> str:
    return apply(text, (edit for each in outdated(text, name) for edit in each.edits))


def test_nothing_that_is_written_today_is_in_the_table() -> None:
    """A key that goes and comes again must not be taken out."""
    assert not {*table.KINDS, *table.KINDS_GONE} & {*usable()}
    assert {*table.KINDS.values()} <= {*usable()}
    for keys in (table.WITH_KEYS, table.WITH_KEYS_GONE):
        for kind, old in keys.items():
            assert not {*old} & {*keys_of(check_class(kind))}
    assert all({*new.values()} <= {*keys_of(check_class(kind))} for kind, new in table.WITH_KEYS.items())
    assert {*table.FRAME_SLOTS.values()} <= {*keys_of(Frame)}
    for folder in pack_dirs():
        assert not list(migrations(folder))


@pytest.mark.parametrize(("old", "new"), table.KINDS.items())
def test_a_kind_that_was_renamed(old: str, new: str) -> None:
    assert migrated(rule(old, "  terms: [ours]")) == rule(new, "  terms: [ours]")
    assert migrated(rule(f'"{old}"', "  terms: [ours]")) == rule(f'"{new}"', "  terms: [ours]")


@pytest.mark.parametrize(
    ("kind", "old", "new"), [(k, *pair) for k, each in table.WITH_KEYS.items() for pair in each.items()]
)
def test_a_key_that_was_renamed(kind: str, old: str, new: str) -> None:
    before = rule(kind, f"  # why\n  {old}: [ours]   # these\n  drug2: [x]")
    assert migrated(before) == before.replace(f"{old}:", f"{new}:")


GONE = [(kind, key) for kind, keys in table.WITH_KEYS_GONE.items() for key in keys]


@pytest.mark.parametrize(("kind", "key"), GONE)
@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("  a: 1\n  {key}:\n    - one\n    # remark\n    - two   # last\n  # on b\n  b: 2", "  a: 1\n  # on b\n  b: 2"),
        ("  {key}: one   # remark\n  b: 2", "  b: 2"),
        ("  b: 2\n  {key}: >-\n    one\n    two", "  b: 2"),
        ("  {{a: 1, {key}: [one, two], b: 2}}", "  {{a: 1, b: 2}}"),
        ("  {{a: 1, {key}: one}}", "  {{a: 1}}"),
    ],
)
def test_a_key_that_is_gone(kind: str, key: str, given: str, left: str) -> None:
    assert migrated(rule(kind, given.format(key=key))) == rule(kind, left.format())


@pytest.mark.parametrize("kind", table.KINDS_GONE)
def test_a_kind_that_none_stands_for_is_left_to_the_author(kind: str, tmp_path: Path) -> None:
    text = rule(kind, "  one: [ours]")
    (found,) = outdated(text, "OUR001.yaml")
    assert (found.line, found.edits) == (3, ())
    loaded = load_packs([pack(tmp_path, OUR001=text)])
    assert any(f"OUR001.yaml:3:9: the kind '{kind}' is gone" in each for each in loaded.problems)


RELATIONS = """relations:
  # What mends.
  - id: mends
    relation: causal
    voice: {voice}   # grammar
    strength: cure
    phrases: [mend+, "put right"]
  - {{id: goes, relation: association, phrases: [goes along with]}}
"""
FRAMES = """frames:
  # What mends.
  - id: mends
    kind: effect
    strength: cure
    {slot}: [mend+, "put right"]
  - {{id: goes, kind: association, verbs: [goes along with]}}
"""


@pytest.mark.parametrize(("voice", "slot"), table.FRAME_SLOTS.items())
def test_relations_are_frames(voice: str, slot: str, tmp_path: Path) -> None:
    before = RELATIONS.format(voice=voice)
    mine = pack(tmp_path, lexicon__words=before)
    assert "the key 'relations' is called 'frames' now" in "\n".join(load_packs([mine]).problems)
    assert run(["pack", "migrate", str(mine)]) == 0
    assert (mine / "lexicon" / "words.yaml").read_text(encoding="utf-8") == FRAMES.format(slot=slot)
    assert not load_packs([mine]).problems


def test_an_old_pack_says_exactly_what_to_change(tmp_path: Path) -> None:
    text = rule("confusion", "  pairs: [{wrong: ours, right: theirs}]")
    (problem,) = load_packs([pack(tmp_path, OUR001=text)]).problems
    place = "OUR001.yaml:3:9: the kind 'confusion' is called 'substitution' now"
    assert problem.endswith(f"{place}; `healthlint pack migrate mine` writes it")


def test_rules_that_took_the_place_of_others_are_replaced(tmp_path: Path) -> None:
    text = rule("term", "  terms: [ours]") + "replaces: [SAF211, 'EFF302', LAN001, claim-beyond-the-facts]\n"
    mine = pack(tmp_path, OUR001=text)
    (migration,) = migrations(mine)
    after = text.replace("SAF211", "SAF201").replace("EFF302", "EFF301")
    assert migration.after.decode() == after
    assert migration.left == 1


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_command_writes_every_file_and_twice_does_nothing(
    end: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "\ufeff" + rule("confusion", "  pairs: [{wrong: «ours», right: theirs}]  # ünd «so»").replace("\n", end)
    mine = pack(tmp_path, OUR001=text)
    assert run(["pack", "migrate", "--diff", str(mine)]) == 1
    said = capsys.readouterr()
    assert "+kind:   substitution" in said.out
    assert (mine / "OUR001.yaml").read_bytes() == text.encode()
    assert run(["pack", "migrate", str(mine)]) == 0
    assert (mine / "OUR001.yaml").read_bytes() == text.replace("confusion", "substitution").encode()
    assert "mine: 1 file changed" in capsys.readouterr().out
    assert run(["pack", "migrate", str(mine)]) == 0
    assert run(["pack", "migrate", "--diff", str(mine)]) == 0
    assert capsys.readouterr().out == "mine: nothing to migrate\n"


def test_changes_left_to_the_author_give_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = pack(tmp_path, OUR001=rule("opposites", "  one: [ours]"))
    assert run(["pack", "migrate", str(mine)]) == 1
    assert "(by hand)" in capsys.readouterr().out


SCALARS = st.sampled_from(
    ["one", "'two: #'", '"th«ree"', "[a, 'b, c']", "{k: v}", ">-\n    folded\n    text", "|\n    kept"]
)
KEYS = st.lists(
    st.sampled_from(["told", "area", "a", "b", "given", "terms", "right"]), min_size=1, max_size=5, unique=True
)
REMARKS = st.sampled_from(["", "  # remark", "\n  # a line\n\n"])


@st.composite
def rules(draw: st.DrawFn) -> str:
    kinds = [*table.KINDS, *table.WITH_KEYS, *table.WITH_KEYS_GONE, "term"]
    lines = []
    for key in draw(KEYS):
        value = draw(SCALARS)
        remark = draw(REMARKS)
        # A remark cannot follow the words of a block.
        fits = "\n" not in value or remark.startswith("\n")
        lines.append(f"  {key}: {value}{remark * fits}")
    text = rule(draw(st.sampled_from(kinds)), "\n".join(lines))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@settings(max_examples=examples(150))
@given(rules())
def test_outside_the_edits_nothing_changes_and_twice_does_nothing(text: str) -> None:
    edits = sorted((e for each in outdated(text, "OUR001.yaml") for e in each.edits), key=lambda e: e.start)
    after = migrated(text)
    at = shift = 0
    for edit in edits:
        assert after[at + shift : edit.start + shift] == text[at : edit.start]
        at, shift = edit.end, shift + len(edit.text) - (edit.end - edit.start)
    assert after[at + shift :] == text[at:]
    assert not [each for each in outdated(after, "OUR001.yaml") if each.edits]
    remarks = [line.strip() for line in text.splitlines() if line.strip().startswith("#")]
    assert remarks == [line.strip() for line in after.splitlines() if line.strip().startswith("#")]


@pytest.mark.parametrize(
    "text", ["", "a: [", "- 1", "\t", "kind: [1]", "with: 5\nkind: claim", "? [a]\n: b\nkind: confusion"]
)
def test_files_that_are_no_rules_are_left_alone(text: str) -> None:
    for name in ("OUR001.yaml", "lexicon/words.yaml", "facts.yaml"):
        migrated(text, name)


def test_an_unknown_effect_is_an_assertion() -> None:
    text = """# Facts.
- {id: a, type: efficacy, about: {drug: b}, value: {verdict: unknown}, stance: questions, source: s}   # one
- id: c
  type: safety
  value: {verdict: unknown}
  # it asks
  stance: 'questions'
- {id: d, type: efficacy, value: {verdict: effective}, stance: questions}
"""
    after = text.replace("stance: questions, source", "stance: asserts, source").replace("'questions'", "'asserts'")
    assert migrated(text, "facts.yaml") == after
    assert not outdated(after, "facts.yaml")
