from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import get_args

import pytest

from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.term import Term
from healthlint.errors import PackError
from healthlint.packs import locate
from healthlint.packs.loader import load_bundled, load_pack, load_packs
from healthlint.packs.model import Example, Loaded, Silence
from healthlint.span import Span

RULE = """\
name: miracle-word
kind: term
severity: warning
message: "'{text}' promises too much."
why: Nobody can promise that.
unless: [negated]
with:
  terms: [miracle+, wonder <thing>]
examples:
  flag: ["A «miracle».", "It is a «wonder drug»."]
  pass: ["A drug.", {text: "*No*.", path: x.md}]
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "cache" / "healthlint" / "packs"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return folder


def pack(folder: Path, requires: str = "", **files: str) -> Path:
    head = f"name: {folder.name}\ntitle: A pack\nversion: 1.0\nrequires: [{requires}]\n"
    return write(folder, **{"pack": head, "lexicon__words": "groups: {thing: [drug+, cure+]}", **files})


def problems(folder: Path) -> list[str]:
    return list(load_packs([folder]).problems)


def test_a_rule(tmp_path: Path) -> None:
    found = load_pack(pack(tmp_path / "mine", ABC001=RULE))
    (rule,) = found.rules
    assert (found.name, found.version, found.path) == ("mine", "1.0", str(tmp_path / "mine"))
    assert (rule.id, rule.family, rule.pack, rule.path) == ("ABC001", "ABC", "mine", "ABC001.yaml")
    assert (rule.severity, rule.confidence, rule.unless, rule.fix) == ("warning", "high", ("negated",), "unsafe")
    assert rule.check == Term(terms=Phrases(("miracle+", "wonder <thing>")))
    assert rule.examples.flag[0].plain == "A miracle."
    assert rule.examples.flag[0].spans == (Span(2, 9),)
    assert rule.examples.pass_[1] == Example("*No*.", "x.md")


def changed(old: str, new: str) -> str:
    assert old in RULE
    return RULE.replace(old, new)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (changed("message:", "mesage:"), "mine/BAD001.yaml:4:1: unknown key 'mesage'; did you mean 'message'?"),
        (changed("kind: term", "kind: trem"), "mine/BAD001.yaml:2:7: unknown kind 'trem'; did you mean 'term'?"),
        (changed("terms:", "term:"), "mine/BAD001.yaml:8:3: unknown key 'term'; did you mean 'terms'?"),
        (changed("warning", "warnign"), "mine/BAD001.yaml:3:11: expected one of error, warning, suggestion, found"),
        (changed("[negated]", "[negatd]"), "mine/BAD001.yaml:6:10: expected one of " + ", ".join(get_args(Silence))),
        (changed("miracle-word", "Miracle"), "mine/BAD001.yaml:1:7: name 'Miracle' is not kebab-case"),
        (changed("<thing>", "<thin>"), "mine/BAD001.yaml:8:21: phrase 'wonder <thin>': unknown class <thin>; did you"),
        (changed("<thing>", "(a"), "mine/BAD001.yaml:8:21: phrase 'wonder (a': ')' is missing"),
        (changed("{text}", "{text"), "mine/BAD001.yaml:4:10: message: "),
        (
            changed("{text}", "{text:>9}"),
            "mine/BAD001.yaml:4:10: message: braces may contain only the name of a value, found 'text'",
        ),
        (
            changed("{text}", "{text.real!r}"),
            "mine/BAD001.yaml:4:10: message: braces may contain only the name of a value, found",
        ),
        (
            changed("{text}", "{0}"),
            "mine/BAD001.yaml:4:10: message: braces may contain only the name of a value, found '0'",
        ),
        (changed("«miracle»", "«miracle"), "mine/BAD001.yaml:10:10: the marks « and » do not pair"),
        (changed('"A drug.", ', ""), "mine/BAD001.yaml:11:9: expected at least two examples under 'pass', found 1"),
        (changed("why: Nobody can promise that.", 'why: " "'), "mine/BAD001.yaml:5:6: expected text under 'why'"),
        (changed("why:", "facts: [nothing]\nwhy:"), "mine/BAD001.yaml:5:9: unknown fact 'nothing'"),
        (changed("unless:", "name: x\nunless:"), "mine/BAD001.yaml:6:1: duplicate key 'name'; it is already on"),
    ],
)
def test_a_broken_rule_is_named_and_the_others_stay(tmp_path: Path, rule: str, expected: str) -> None:
    loaded = load_packs([pack(tmp_path / "mine", ABC001=changed("miracle-word", "good"), BAD001=rule)])
    assert [rule.id for rule in loaded.rules] == ["ABC001"]
    assert loaded.problems[0].startswith(expected)
    with pytest.raises(PackError, match="BAD001"):
        load_pack(tmp_path / "mine")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ABC002.yml", "mine/ABC002.yml: is not read; name it ABC002.yaml"),
        ("abc002.yaml", "mine/abc002.yaml: is not read; name a rule's file by its code, 2-5 capitals and three digits"),
        ("lexicon.yaml", "mine/lexicon.yaml: is not read; "),
        ("fact.yaml", "did you mean 'facts.yaml'?"),
        ("rules/ABC002.yaml", "mine/rules: is not read; put rules into the pack's own folder"),
        ("lexicon/more.yml", "mine/lexicon/more.yml: is not read; name it more.yaml"),
    ],
)
def test_a_misnamed_file_is_never_skipped(tmp_path: Path, name: str, expected: str) -> None:
    folder = pack(tmp_path / "mine", ABC001=RULE)
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("{}", encoding="utf-8")
    (found,) = problems(folder)
    assert expected in found


def test_papers_may_lie_in_a_pack(tmp_path: Path) -> None:
    folder = pack(tmp_path / "mine", ABC001=RULE)
    for name in ("README.md", "LICENSE", ".hidden.yml"):
        (folder / name).touch()
    assert problems(folder) == []


def test_a_broken_lexicon_blames_no_rule(tmp_path: Path) -> None:
    other = changed("miracle-word", "other").replace("wonder <thing>", "wonder")
    folder = pack(tmp_path / "mine", ABC001=RULE, ABC002=other, lexicon__words="grups: {thing: [drug]}")
    loaded = load_packs([folder])
    assert [rule.id for rule in loaded.rules] == ["ABC002"]
    assert list(loaded.problems) == [
        "mine/lexicon/words.yaml:1:1: unknown key 'grups'; did you mean 'groups'?",
        "mine: 1 rule needs what is broken above; fix that first",
    ]


def test_a_broken_phrase_costs_only_itself(tmp_path: Path) -> None:
    folder = pack(tmp_path / "mine", ABC001=RULE, lexicon__words="groups: {thing: [drug, a|b], loop: [<loop> x]}")
    loaded = load_packs([folder])
    assert loaded.packs[0].lexicon.groups == {"thing": ("drug",), "loop": ()}
    assert len(list(loaded.rules)) == 1
    places = [line.partition(": ")[0] for line in loaded.problems]
    assert places == ["mine/lexicon/words.yaml:1:24", "mine/lexicon/words.yaml:1:37"]


def test_lexicon_files_are_merged_and_required_words_known(tmp_path: Path) -> None:
    pack(tmp_path / "base")
    mine = pack(
        tmp_path / "mine", "base", ABC001=RULE, lexicon__words="groups: {a: [b]}", lexicon__x="groups: {c: [d]}"
    )
    loaded = load_packs([mine])
    assert loaded.problems == ()
    assert [found.name for found in loaded.packs] == ["base", "mine"]
    assert set(loaded.packs[1].lexicon.groups) == {"a", "c"}


def test_a_required_pack_is_missing_broken_or_circular(tmp_path: Path) -> None:
    (line,) = problems(pack(tmp_path / "mine", "helth-writing"))
    assert line.startswith("mine/pack.yaml: requires 'helth-writing', but no such pack is given")
    assert line.endswith("; did you mean 'health-writing'?")
    pack(tmp_path / "one", "two")
    pack(tmp_path / "two", "one")
    assert "requires 'one', which requires it too" in problems(tmp_path / "one")[0]
    write(tmp_path / "broken", pack="name: broken")
    assert problems(pack(tmp_path / "three", "broken"))[-1] == ("three/pack.yaml: requires 'broken', which is broken")


def test_not_a_pack(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert problems(tmp_path / "empty") == ["empty: is not a pack: pack.yaml is missing"]
    assert problems(tmp_path / "nowhere") == ["nowhere: is not a pack: pack.yaml is missing"]


def test_facts_are_proved_to_exist_and_named_by_line(tmp_path: Path) -> None:
    folder = pack(tmp_path / "mine", ABC001=RULE, facts="- id: some-fact\n  type: dose-rnge\n")
    found = problems(folder)
    assert any(
        line.startswith("mine/facts.yaml:1:3: some-fact: ") and "did you mean 'dose-range'?" in line for line in found
    )
    assert problems(write(folder, facts="a: b"))[0] == (
        "mine/facts.yaml:1:1: expected a list of entries (- id: ...), found a mapping"
    )


def test_two_rules_with_one_code_or_name(tmp_path: Path) -> None:
    one, two = pack(tmp_path / "one", ABC001=RULE), pack(tmp_path / "two", ABC001=RULE, ABC002=RULE)
    loaded = load_packs([one, two])
    assert [rule.pack for rule in loaded.rules] == ["one"]
    assert list(loaded.problems) == [
        "two/ABC001.yaml: 'ABC001' belongs to one/ABC001.yaml; choose another",
        "two/ABC002.yaml: 'miracle-word' belongs to one/ABC001.yaml; choose another",
    ]


def test_kept_packs_are_used_until_something_changes(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, mine = pack(tmp_path / "base"), pack(tmp_path / "mine", "base", ABC001=RULE, lexicon__words="")
    first = load_packs([mine])
    assert len(list(cache.iterdir())) == 2
    with monkeypatch.context() as patched:
        patched.setattr("healthlint.packs.pack_folder.read", None)
        assert load_packs([mine]) == first
    write(base, lexicon__words="groups: {}")
    assert "unknown class <thing>" in problems(mine)[0]
    write(base, lexicon__words="groups: {thing: [x]}")
    write(mine, ABC001=changed("Nobody", "No one"))
    assert load_pack(mine).rules[0].why == "No one can promise that."


@pytest.mark.parametrize("damage", [b"", b"nonsense", b'{"format":1}', b'{"format":0,"pack":{}}', b"[" * 100_000])
def test_a_damaged_cache_is_ignored(tmp_path: Path, cache: Path, damage: bytes) -> None:
    mine = pack(tmp_path / "mine", ABC001=RULE)
    first = load_packs([mine])
    (kept,) = cache.iterdir()
    kept.write_bytes(kept.read_bytes().partition(b"\n")[0] + b"\n" + damage)
    assert load_packs([mine]) == first


def test_the_cache_does_not_grow_with_every_folder(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("healthlint.packs.cache._MOST", 2)
    for name in ("one", "two", "three"):
        load_packs([pack(tmp_path / name)])
    assert sorted(path.name.partition("-")[0] for path in cache.iterdir()) == ["three", "two"]


def test_an_unwritable_cache_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert len(load_pack(pack(tmp_path / "mine", ABC001=RULE)).rules) == 1


def test_a_broken_pack_is_not_kept(tmp_path: Path, cache: Path) -> None:
    folder = pack(tmp_path / "mine", BAD001="")
    assert problems(folder) == problems(folder) != []
    assert not cache.exists()


def test_bundled() -> None:
    loaded: Loaded = load_bundled()
    assert loaded.problems == ()
    assert sorted(found.name for found in loaded.packs) == [folder.name for folder in locate.pack_dirs()]
    assert loaded.rule("LAN001") is loaded.rule("sensational-language")


def test_nowhere_to_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "INSTALLED", tmp_path / "in")
    monkeypatch.setattr(locate, "CHECKOUT", tmp_path / "out")
    with pytest.raises(PackError, match=r"neither .*in nor .*out exists"):
        locate.rules_dir()
