"""What the page is told of an article, and what its fixes make of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint.cli import run
from healthlint.errors import HealthlintError, UsageError
from healthlint.page.desk import SAFE, Desk, Handed
from healthlint.service import Service

_DRAFT = b"# Naltrexone\r\n\r\nTake naltrexone 4.5 mg BID. Then take 5.0 mg and 4.0 mg.\r\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_engine: None) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(Service(), str(tmp_path))


def _place(desk: Desk, given: Handed, code: str) -> str:
    (place,) = [each for each in desk.checked(given)["fixes"] if each.startswith(code)]
    return str(place)


def test_the_safe_fixes_are_those_of_check(desk: Desk) -> None:
    Path("a.md").write_bytes(_DRAFT)
    assert run(["check", "--fix", "--quiet", "a.md"]) == 1
    assert desk.fixed(Handed(_DRAFT, "a.md"), SAFE) == Path("a.md").read_bytes() != _DRAFT


def test_one_fix_changes_all_places_of_its_finding_and_nothing_else(desk: Desk) -> None:
    given = Handed(_DRAFT, "a.md")
    assert desk.fixed(given, _place(desk, given, "DOS101")) == _DRAFT.replace(b".0 mg", b" mg")
    assert desk.fixed(given, _place(desk, given, "DOS107")) == _DRAFT.replace(b"BID", b"twice a day")


def test_a_change_is_shown_in_its_line(desk: Desk) -> None:
    given = Handed(_DRAFT, "a.md")
    (change,) = desk.checked(given)["fixes"][_place(desk, given, "DOS107")]
    assert change == {
        "before": "Take naltrexone 4.5 mg ",
        "old": "BID",
        "new": "twice a day",
        "after": ". Then take 5.0 mg and 4.0 mg.\r",
    }


@pytest.mark.parametrize("fix", ["", "DOS101:1:2", "EFF201:0:4", "unsafe"])
def test_a_fix_that_is_none_changes_nothing(desk: Desk, fix: str) -> None:
    with pytest.raises(UsageError, match="this fix is no longer available; check the article again"):
        desk.fixed(Handed(_DRAFT, "a.md"), fix)


def test_nothing_is_kept_and_no_folder_is_told(desk: Desk, tmp_path: Path) -> None:
    given = Handed(b"LDN cures lupus. Metformin helps.", "../../a.md")
    desk.checked(given)
    assert str(tmp_path) not in desk.report(given)
    assert "a.md" in desk.report(given)
    assert list(tmp_path.iterdir()) == []


def test_the_configuration_of_the_folder_holds(desk: Desk, tmp_path: Path) -> None:
    given = Handed(_DRAFT, "a.md")
    (tmp_path / "healthlint.yaml").write_text("select: [DOS107]\n", encoding="utf-8")
    assert desk.checked(given)["summary"] == "1 suggestion; 1 after a look."
    (tmp_path / "healthlint.yaml").write_text("select: [LAN]\n", encoding="utf-8")
    assert desk.checked(given)["summary"] == "No findings."


def test_the_packs_say_what_they_require(desk: Desk) -> None:
    packs = {pack["name"]: pack["requires"] for pack in desk.packs()}
    assert packs["health-writing"] == ()
    assert packs["naloxone"] == ("health-writing",)


_CALLS: list[Callable[[Desk, Handed], object]] = [
    Desk.checked,
    Desk.report,
    lambda desk, given: desk.fixed(given, SAFE),
]


@pytest.mark.parametrize("call", _CALLS)
@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"LDN \xff\xfe\xfa", "a.md", r"^a\.md: not valid UTF-8"),
        (b"", "a.md", r"^a\.md: is empty"),
        (b"", "", r"^text\.md: is empty"),
        (b"PK\x03\x04", "a.docx", r"^a\.docx: "),
        (b"{", "a.json", r"^a\.json: "),
    ],
)
def test_a_bad_article_is_said(
    desk: Desk, call: Callable[[Desk, Handed], object], data: bytes, name: str, said: str
) -> None:
    with pytest.raises(HealthlintError, match=said):
        call(desk, Handed(data, name))


def test_a_rule_has_a_page(desk: Desk) -> None:
    assert desk.rule("EFF201").startswith("# EFF201 cure-claim")
    with pytest.raises(UsageError, match="no rule '<b>'"):
        desk.rule("<b>")
