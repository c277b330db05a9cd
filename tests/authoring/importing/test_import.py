"""A pack out of a label: that it loads, that every place is proved, and what a newer label changes."""

import pytest
from tests.authoring.labels.making import openfda, product, section, spl

from healthlint.authoring.importing.entries import written
from healthlint.authoring.importing.labels import import_label
from healthlint.authoring.importing.pack import Folder
from healthlint.errors import PackError
from healthlint.packs.loader import load_pack
from healthlint.reference.verify import verify
from healthlint.typed_yaml import parse_yaml, unwrap


def label(*, dose="The recommended dose is 10 mg once daily.", more=(), version="1", use="migraine", **given):
    return spl(
        section("34067-9", "1 INDICATIONS", f"MIGRASTOP is indicated for the treatment of {use}."),
        section("34068-7", "2 DOSAGE", dose),
        section("34070-3", "4 CONTRAINDICATIONS", "It is contraindicated in patients with glowing ear."),
        *more,
        version=version,
        **given,
    )


@pytest.fixture
def run(tmp_path):
    """Import a label's text; the result and the facts by id."""

    def imported(source, name="label.xml"):
        path = tmp_path / "texts" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(source, encoding="utf-8")
        result = import_label(path, tmp_path)
        return result, {entry["id"]: entry for entry in Folder(result.folder).entries("facts.yaml")}

    return imported


def edited(folder, name, **keys):
    """Change an entry by hand, as an editor would."""
    path = folder / "facts.yaml"
    entries = [{**entry, **keys} if entry["id"] == name else entry for entry in Folder(folder).entries("facts.yaml")]
    kept = [{key: item for key, item in entry.items() if item is not None} for entry in entries]
    path.write_text("# Ours.\n\n" + "\n".join(map(written, kept)))


REVIEWED = {"draft": None, "reviewed": {"by": "Me", "on": "2026-02-01"}}


def test_the_pack_loads_and_every_place_is_proved(run, tmp_path):
    result, facts = run(label())
    pack = load_pack(result.folder)
    assert (pack.name, pack.requires) == ("brisolin", ("health-writing",))
    assert verify(pack.reference, tmp_path / "texts") == []
    assert all(fact.draft for fact in pack.reference.facts)
    dose = facts["brisolin-dose-migraine"]
    assert (dose["quote"], dose["statement"]) == ("10 mg once daily", "10 mg a day for migraine")


def test_openfda_is_imported_the_same_way(run, tmp_path):
    source = openfda(indications_and_usage="1 USES It is indicated for the treatment of migraine.")
    result, facts = run(source, "label.json")
    assert "brisolin-indication-migraine" in facts
    assert verify(load_pack(result.folder).reference, tmp_path / "texts") == []


def test_names_that_lexicons_have_get_their_ids_and_others_entries(run):
    result, facts = run(label(use="rheumatoid arthritis (RA)"))
    assert facts["brisolin-contra-glowing-ear"]["about"]["condition"] == "glowing-ear"
    words = Folder(result.folder).data("lexicon/label.yaml")
    assert words["conditions"] == [{"id": "glowing-ear", "names": ["glowing ear"]}]
    assert words["drugs"][0] == {"id": "brisolin", "names": ["brisolin"], "products": {"migrastop": ["migrastop"]}}


def test_the_same_label_again_changes_no_byte(run):
    result, _ = run(label())
    before = {path: path.read_bytes() for path in result.folder.rglob("*") if path.is_file()}
    again, _ = run(label())
    assert set(again.counts) == {"same"}
    assert {path: path.read_bytes() for path in result.folder.rglob("*") if path.is_file()} == before


def test_words_that_only_moved_keep_their_review(run, tmp_path):
    result, old = run(label())
    edited(result.folder, "brisolin-dose-migraine", **REVIEWED)
    notice = section("43683-2", "RECENT CHANGES", "None that matter.")
    moved = label(version="2").replace(
        '<component><section><code code="34067-9"', f'{notice}<component><section><code code="34067-9"'
    )
    result, new = run(moved)
    dose = new["brisolin-dose-migraine"]
    assert result.counts["moved"] >= 1
    assert (dose["reviewed"], "draft" in dose) == (REVIEWED["reviewed"], False)
    assert dose["at"] != old["brisolin-dose-migraine"]["at"]
    assert verify(load_pack(result.folder).reference, tmp_path / "texts") == []
    assert (result.folder / "facts.yaml").read_text().startswith("# Ours.\n")


def test_another_figure_is_a_draft_again_and_listed_with_both_words(run):
    result, _ = run(label())
    edited(result.folder, "brisolin-dose-migraine", **REVIEWED)
    result, new = run(label(dose="The recommended dose is 20 mg once daily.", version="2"))
    dose = new["brisolin-dose-migraine"]
    assert (dose["value"]["high"], dose["draft"], "reviewed" in dose) == (20, True, False)
    assert result.counts["reworded"] == 1
    page = (result.folder / "import.md").read_text()
    assert (
        "reworded: 10 mg a day for migraine (“10 mg once daily”) → 20 mg a day for migraine (“20 mg once daily”)"
        in page
    )


def test_facts_missing_from_the_new_label_end_and_are_listed(run):
    result, _ = run(label())
    edited(result.folder, "brisolin-contra-glowing-ear", **REVIEWED)
    result, new = run(label(version="2").replace("It is contraindicated in patients with glowing ear.", "None."))
    gone = new["brisolin-contra-glowing-ear"]
    assert (gone["until"], gone["draft"]) == ("2026-01-31", True)
    assert "brisolin-contra-glowing-ear: gone from the label" in (result.folder / "import.md").read_text()


def test_new_entries_are_appended(run):
    run(label())
    box = section("34066-1", "WARNING: GREEN TEETH", "Green teeth were seen.")
    result, new = run(label(version="2", more=(box,)))
    assert (result.counts["new"], list(new)[-1]) == (1, "brisolin-boxed-green-teeth")


def test_a_second_label_of_the_substance_is_a_source_of_its_own(run):
    run(label())
    result, facts = run(label(set_id="s-2", products=product(amount="20")), "other.xml")
    assert [entry["id"] for entry in Folder(result.folder).entries("sources.yaml")] == [
        "migrastop-nobody",
        "migrastop-nobody-2",
    ]
    assert {entry["source"] for entry in facts.values()} == {"migrastop-nobody", "migrastop-nobody-2"}
    load_pack(result.folder)


def test_a_file_that_an_editor_broke_is_named_and_left_alone(run):
    result, _ = run(label())
    path = result.folder / "facts.yaml"
    path.write_text("id: [")
    with pytest.raises(PackError, match=r"facts\.yaml:2:1: "):
        run(label(version="2"))
    assert path.read_text() == "id: ["


@pytest.mark.parametrize("text", ["yes", "1998", "a: b", "x # y", "65+", "", " a ", 'say "no"', "ä\\b", "null", "1e3"])
def test_any_text_is_written_so_that_it_reads_as_itself(text):
    entry = {"id": "x", "about": {"ages": text}, "list": [text], "none": None, "yes": True, "statement": text}
    assert unwrap(parse_yaml(written(entry), "facts.yaml")) == [entry]
