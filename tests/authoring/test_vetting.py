import pytest
from tests.authoring.labels.making import section, spl

from healthlint.authoring.importing.entries import written
from healthlint.authoring.importing.labels import import_label
from healthlint.authoring.importing.pack import Folder
from healthlint.authoring.vetting import Vetting
from healthlint.errors import DatasetError
from healthlint.packs.loader import load_pack


@pytest.fixture
def vetting(tmp_path):
    path = tmp_path / "label.xml"
    path.write_text(spl(section("34067-9", "1 USES", "It is indicated for the treatment of migraine.")))
    import_label(path, tmp_path)
    return Vetting(tmp_path / "brisolin", [tmp_path], "Me", "2026-02-01")


def by_type(vetting, kind):
    return next(entry for entry in vetting.drafts() if entry["type"] == kind)


def test_a_card_shows_the_entry_and_its_place(vetting):
    card = vetting.card(by_type(vetting, "indication"))
    assert "use: migraine" in card
    assert "It is indicated for the treatment of »migraine« ." in card


def test_a_text_that_is_not_there_is_said_so(vetting, tmp_path):
    (tmp_path / "label.xml").unlink()
    assert "label.xml is in none of the folders" in vetting.card(by_type(vetting, "indication"))


def test_accepting_a_draft_makes_it_a_fact(vetting, tmp_path):
    draft = by_type(vetting, "indication")
    vetting.accept(draft)
    fact = load_pack(tmp_path / "brisolin").reference.fact(draft["id"])
    assert (fact.draft, fact.reviewed.by, fact.reviewed.on) == (False, "Me", "2026-02-01")
    assert draft["id"] not in [entry["id"] for entry in vetting.drafts()]


def test_a_dropped_draft_is_not_imported_again(vetting, tmp_path):
    draft = by_type(vetting, "indication")
    others = [entry["id"] for entry in vetting.drafts() if entry is not draft and entry["id"] != draft["id"]]
    vetting.drop(draft)
    result = import_label(tmp_path / "label.xml", tmp_path)
    assert set(result.counts) == {"same"}
    assert [entry["id"] for entry in vetting.drafts()] == others


def test_an_edited_draft_is_a_fact_as_it_was_edited(vetting, tmp_path):
    draft = by_type(vetting, "indication")
    vetting.edit(draft, written({**draft, "statement": "for migraine"}))
    fact = load_pack(tmp_path / "brisolin").reference.fact(draft["id"])
    assert (fact.statement, fact.draft) == ("for migraine", False)


@pytest.mark.parametrize("text", ["", "- {id: x}", "- id: x\n- id: y\n", "- id: ["])
def test_an_invalid_fact_is_refused_without_changes(vetting, text):
    draft = by_type(vetting, "indication")
    with pytest.raises(DatasetError):
        vetting.edit(draft, text)
    assert draft in vetting.drafts()


def test_entries_beside_it_keep_their_bytes(vetting, tmp_path):
    path = tmp_path / "brisolin" / "facts.yaml"
    own = path.read_text().replace("- id: brisolin-status", "# On the status\n\n- id: brisolin-status")
    path.write_text(own)
    vetting.accept(by_type(vetting, "indication"))
    before, after = own.splitlines(), path.read_text().splitlines()
    assert [line for line in before if line not in after] == []
    assert len(after) == len(before)
    assert Folder(path.parent).entries("facts.yaml")[-1]["reviewed"] == {"by": "Me", "on": "2026-02-01"}
