"""`healthlint pack import` and `pack review` on the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.authoring.labels.making import product, section, spl

from healthlint.cli import run

Capture = pytest.CaptureFixture[str]
_SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "labels"


@pytest.fixture
def label(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A label in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "label.xml"
    path.write_text(spl(section("34067-9", "1 USES", "It is indicated for the treatment of migraine.")))
    return path


def test_import_tells_what_it_made_and_what_comes_next(label: Path, capsys: Capture) -> None:
    assert run(["pack", "import", "label.xml", "--in", "packs"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("label.xml: packs/brisolin (migrastop-nobody): 6 new; 0 items left to read")
    assert out[1] == "next: healthlint pack review packs/brisolin --by YOU --sources ."
    assert run(["pack", "check", "packs/brisolin"]) == 0
    assert run(["reference", "verify", "--pack", "packs/brisolin", "--sources", "."]) == 0


def test_a_label_that_cannot_be_read_is_named_and_the_others_are_imported(label: Path, capsys: Capture) -> None:
    Path("bad.xml").write_text("<html/>")
    assert run(["pack", "import", "bad.xml", "label.xml", "none.json"]) == 2
    out, err = capsys.readouterr()
    assert "label.xml: brisolin" in out
    assert [line.split(": ")[2] for line in err.splitlines()] == ["bad.xml", "none.json"]


def test_a_pack_takes_the_place_of_the_bundled_one_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    uses = section("34067-9", "1 USES", "VIAGRA is indicated for the treatment of migraine.")
    made = product(brand="VIAGRA", substance="SILDENAFIL", amount="777")
    Path("label.xml").write_text(spl(uses, products=made))
    assert run(["pack", "import", "label.xml", "--in", "packs"]) == 0
    assert "note: healthlint comes with a pack 'sildenafil'" in capsys.readouterr().out
    Path("packs/sildenafil/facts.yaml").write_text(
        Path("packs/sildenafil/facts.yaml").read_text().replace("draft: true", 'reviewed: {by: Me, on: "2026-02-01"}')
    )
    assert run(["pack", "check", "packs/sildenafil"]) == 0
    assert "note: healthlint comes with a pack 'sildenafil'" in capsys.readouterr().out
    for folder, use in (("bundled", "migraine"), ("own", "migraine"), ("own-too", "asthma")):
        Path(folder).mkdir()
        Path(folder, "a.md").write_text(f"# Viagra\n\nThe FDA approved sildenafil for {use}.\n")
        Path(folder, "healthlint.yaml").write_text("extend-packs: [../packs/sildenafil]\n" * (folder != "bundled"))
    assert run(["check", "bundled", "--select", "REG202"]) == 1
    assert run(["check", "own", "--select", "REG202"]) == 0
    capsys.readouterr()
    assert run(["check", "own-too", "--select", "REG202"]) == 1
    assert "approved for migraine" in capsys.readouterr().out
    monkeypatch.chdir("own")
    assert run(["rules"]) == 0


def test_a_pack_with_rules_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine").mkdir()
    Path("mine/pack.yaml").write_text('name: health-writing\ntitle: Mine\nversion: 0.1.0\nhealthlint: ">=0.1"\n')
    Path("healthlint.yaml").write_text("extend-packs: [mine]\n")
    Path("a.md").write_text("A text.\n")
    assert run(["check", "a.md"]) == 2
    assert "the name 'health-writing' belongs to" in capsys.readouterr().err


def test_review_takes_answers_and_keeps_them(label: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    run(["pack", "import", "label.xml"])
    answers = iter("adsq")
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
    assert run(["pack", "review", "brisolin", "--by", "Me", "--sources", ".", "--today", "2026-02-01"]) == 0
    assert capsys.readouterr().out.endswith("1 accepted, 1 dropped, 4 left\n")
    facts = Path("brisolin/facts.yaml").read_text()
    assert facts.count("draft: true") == 4
    assert facts.count('reviewed: {by: Me, on: "2026-02-01"}') == 1


def test_review_edits_until_it_is_a_fact(label: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    run(["pack", "import", "label.xml"])
    answers = iter("eeeq")
    texts = iter([None, "no entry", "better"])

    def edit(text: str, **_: object) -> str | None:
        found = next(texts)
        return text.replace("sold on prescription", "needs one") if found == "better" else found

    monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
    monkeypatch.setattr("click.edit", edit)
    run(["pack", "review", "brisolin", "--by", "Me"])
    assert "expected the one entry" in capsys.readouterr().err
    assert "statement: needs one" in Path("brisolin/facts.yaml").read_text()


def test_nothing_of_it_is_imported_by_check(label: Path) -> None:
    program = (
        "import sys; from healthlint.cli import run; run(['check', '--no-cache', 'a.md']);"
        "print([name for name in sys.modules if 'authoring' in name or 'labelling' in name])"
    )
    Path("a.md").write_text("Brisolin helps.\n")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.slow
@pytest.mark.skipif(not _SHARED.is_dir(), reason="needs ../shared/data/labels")
@pytest.mark.parametrize("name", ["cough", "humira", "lipitor-orig", "lipitor-repack", "viagra"])
def test_real_labels_give_packs_that_are_accepted(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["pack", "import", str(_SHARED / f"{name}.xml")]) == 0
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert run(["pack", "check", str(folder)]) == 0
    assert run(["reference", "verify", "--pack", str(folder), "--sources", str(_SHARED)]) == 0
