"""A pack is somebody else's: it is data, it stays in its folder, and what is wrong with it costs only itself."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.packs.test_loader import RULE, pack, write

from healthlint import engine
from healthlint.checks.term import Term
from healthlint.document.read import read_text
from healthlint.packs.digest import digest
from healthlint.packs.loader import load_packs

SECONDS = 5.0
BAD = RULE.replace("miracle-word", "bad-word")
LAUGHS = "x: &a [x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
GROUPS = "groups:\n  thing: [drug+, cure+]\n  g0: [a, b]\n" + "".join(
    f"  g{n + 1}: [<g{n}> <g{n}> <g{n}> <g{n}>]\n" for n in range(12)
)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    begun = time.process_time()
    yield
    assert time.process_time() - begun < SECONDS


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return pack(tmp_path / "mine", ABC001=RULE)


def sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 2**40)


def problem(folder: Path, rules: int = 1) -> str:
    """The one problem of a pack whose other rules are all there."""
    loaded = load_packs([folder])
    assert [len(each.rules) for each in loaded.packs] == [rules]
    (said,) = loaded.problems
    return said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (BAD + LAUGHS, "more than 200000 values; split the file"),
        (BAD + "deep: " + "[" * 10_000 + "]" * 10_000, "nested more than 40 deep"),
        (BAD + "#" * 5_000_000, "is larger than 5 MB"),
        (BAD.replace("why: ", "why: !!python/object/apply:os.mkdir [owned] #"), "has no meaning here; remove it"),
        (BAD.replace("{text}", "{text:>1000000000}"), "only the name of a value, found 'text'"),
        (BAD.replace("{text}", "{text!r}"), "only the name of a value, found 'text'"),
        (BAD.replace("{text}", "{text.__class__}"), "only the name of a value, found 'text.__class__'"),
        (BAD.replace("{text}", "{text[0]}"), "only the name of a value, found 'text[0]'"),
        (BAD.replace("miracle+", "(" * 3000 + "a" + ")" * 3000), "more than 50 nested brackets"),
        (BAD.replace("miracle+", "drug " * 100_000), "expands to more than 10,000 words with its groups"),
    ],
)  # fmt: skip
def test_a_hostile_rule_is_named_and_the_others_stay(mine: Path, rule: str, said: str) -> None:
    write(mine, BAD001=rule)
    told = problem(mine)
    assert told.startswith("mine/BAD001.yaml:")
    assert said in told
    assert not Path("owned").exists()


def test_groups_do_not_unfold_without_end(mine: Path) -> None:
    write(mine, lexicon__words=GROUPS)
    loaded = load_packs([mine])
    assert all("expands to more than 10,000 words" in each for each in loaded.problems)
    assert loaded.problems


def test_regular_expression_syntax_is_literal_in_phrases(mine: Path) -> None:
    """No kind of check takes a regular expression from a pack, so there is none that could run without end."""
    write(mine, BAD001=BAD.replace("miracle+", '"(a+)+$", "(a|aa)+", "([a|b]) ([a|b]) ([a|b])"'))
    loaded = load_packs([mine])
    assert loaded.problems == ()
    made = engine.Engine(loaded)
    report = made.check(read_text("a" * 50_000 + "! " + "a " * 5_000 + "miracle", "a.txt"))
    assert report.broken == ()


@pytest.mark.parametrize("name", ["BAD001.yaml", "facts.yaml", "sources.yaml", "lexicon/more.yaml"])
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: os.symlink("/etc/passwd", path), "is a link to outside the pack"),
        (lambda path: os.symlink("../../secret.yaml", path), "is a link to outside the pack"),
        (lambda path: os.symlink("/dev/zero", path), "is a link to outside the pack"),
        (os.mkfifo, "is a pipe, not a file"),
        (sparse, "is larger than 5 MB"),
    ],
)
def test_a_file_of_a_pack_is_a_file_and_lies_in_it(
    mine: Path, name: str, make: Callable[[Path], object], said: str
) -> None:
    Path("secret.yaml").write_text("secret", encoding="utf-8")
    make(mine / name)
    told = problem(mine)
    assert f"/{name}: {said}" in told
    assert "secret" not in told.replace("secret.yaml", "")


def test_a_folder_of_a_pack_does_not_lead_out_of_it(mine: Path) -> None:
    os.symlink("/", mine / "root")
    assert "mine/root: is a link to outside the pack" in problem(mine)
    (mine / "root").unlink()
    (mine / "lexicon" / "words.yaml").unlink()
    (mine / "lexicon").rmdir()
    os.symlink("/etc", mine / "lexicon")
    assert any("mine/lexicon: is a link to outside the pack" in each for each in load_packs([mine]).problems)


@pytest.mark.parametrize("name", ["..", ".", "/etc", "../other", "../../x"])
def test_a_pack_requires_packs_by_name(tmp_path: Path, name: str) -> None:
    assert load_packs([pack(tmp_path / "mine", f'"{name}"')]).problems == (
        f"mine/pack.yaml:4:11: '{name}' is not a valid pack name",
    )


def test_other_files_in_a_pack_are_not_read(mine: Path) -> None:
    sparse(mine / "film.md")
    os.mkfifo(mine / "README.md")
    assert len(digest([mine])) == 64
    assert load_packs([mine]).problems == ()


def test_a_rule_that_breaks_down_is_named_and_the_others_run(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(mine, BAD001=BAD)
    made = engine.Engine(load_packs([mine]))
    (check,) = (rule.check for rule in made.rules if rule.id == "BAD001")
    run = Term.run

    def broken(self: Term, article: object) -> object:
        if self is check:
            raise IndexError("nobody thought of this")
        return run(self, article)  # type: ignore[arg-type]

    monkeypatch.setattr(Term, "run", broken)
    report = made.check(read_text("A miracle.", "a.txt"))
    assert [finding.code for finding in report.findings] == ["ABC001"]
    (said,) = report.broken
    assert said.startswith("mine/BAD001.yaml: internal error: IndexError: nobody thought of this")
