"""What an editor gets from `healthlint server`: the findings of `check`, their facts, and what to do about them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from tests.server.session import PULLED, PUSHED, Session, encodings, talk, uri_of

from healthlint.authoring.skeleton import write
from healthlint.cli import run

FIXTURES = Path(__file__).parents[2] / "fixtures"
TEXT = "# Pills 😀\n\n😀 It is a miracle 😀 of 5.0 mg, and naltroxene, too.\n"
WHOLE = types.Range(types.Position(0, 0), types.Position(99, 0))


def checked(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, Any]]:
    """The findings that `check` reports of a file, unfolded."""
    run(["check", "--format", "jsonl", "--no-cache", *options, str(path)])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [each for each in found if "code" in each]


@pytest.mark.parametrize(
    ("name", "encoding"), [("promotional.md", "utf-32"), ("contradicting.txt", "utf-16"), ("other-drug.html", "utf-8")]
)
def test_findings_are_those_of_check(
    name: str, encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes((FIXTURES / name).read_bytes().replace(b"pain", "pain 😀 –".encode(), 3))
    text = path.read_text(encoding="utf-8")
    shown: list[types.Diagnostic] = []

    async def test(session: Session) -> None:
        shown.extend(await session.shown(uri_of(path), text))

    assert talk(test, tmp_path, encodings(encoding)) == 0
    codec, units = {"utf-32": ("utf-32-le", 4), "utf-16": ("utf-16-le", 2), "utf-8": ("utf-8", 1)}[encoding]
    lines = text.split("\n")

    def place(position: types.Position) -> tuple[int, int]:
        before = lines[position.line].encode(codec)[: position.character * units].decode(codec)
        return position.line + 1, len(before) + 1

    found = [(each.code, place(each.range.start), place(each.range.end), each.message, each.severity) for each in shown]
    severities = {"error": 1, "warning": 2, "suggestion": 3}
    assert found == [
        (
            each["code"],
            (each["start"]["line"], each["start"]["column"]),
            (each["end"]["line"], each["end"]["column"]),
            each["message"],
            severities[each["severity"]],
        )
        for each in unfolded(checked(path, capsys))
    ]


def unfolded(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each place of each finding, in order."""
    every = [{**finding, **place} for finding in findings for place in ({}, *finding.get("related", ()))]
    return sorted(every, key=lambda each: (each["span"]["start"], each["code"], each["span"]["end"]))


def test_one_session_from_opening_to_leaving(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "a.md")

    async def test(session: Session) -> None:
        await session.shown(uri, TEXT)
        assert {"LAN001", "DOS101", "TYP101"} <= set(session.codes(uri))
        await changes_are_followed(session)
        await facts_are_shown(session)
        await a_fix_is_offered(session)
        await a_comment_silences(session)
        await a_word_is_accepted(session)
        await a_rule_is_explained(session)
        session.close(uri)
        await session.until(lambda: not session.codes(uri))

    async def changes_are_followed(session: Session) -> None:
        start = types.Position(2, 11)
        gone = types.TextDocumentContentChangePartial(types.Range(start, types.Position(2, 18)), "help")
        session.change(uri, gone)
        await session.until(lambda: "LAN001" not in session.codes(uri))
        again = types.TextDocumentContentChangePartial(types.Range(start, types.Position(2, 15)), "miracle")
        session.change(uri, again)
        await session.until(lambda: "LAN001" in session.codes(uri))
        assert session.pushed[uri][-1].version == 3

    async def facts_are_shown(session: Session) -> None:
        await session.shown(uri_of(tmp_path / "b.md"), "# LDN\n\nTake 45 mg of low-dose naltrexone every day.\n")
        params = types.HoverParams(types.TextDocumentIdentifier(uri_of(tmp_path / "b.md")), types.Position(2, 6))
        hover = await session.client.text_document_hover_async(params)
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        for part in ("DOS201", "Documented:", "a day", "characters ", ".txt"):
            assert part in hover.contents.value
        nowhere = types.HoverParams(types.TextDocumentIdentifier(uri_of(tmp_path / "b.md")), types.Position(1, 0))
        assert await session.client.text_document_hover_async(nowhere) is None

    async def a_fix_is_offered(session: Session) -> None:
        fixes = [each for each in await session.actions(uri, WHOLE) if each.edit]
        named = {each.title: each for each in fixes}
        assert "DOS101: replace '5.0 mg' by '5 mg'" in named
        change = named["DOS101: replace '5.0 mg' by '5 mg'"].edit.document_changes[0]
        assert change.text_document.version == 3
        assert [(each.range, each.new_text) for each in change.edits] == [
            (types.Range(types.Position(2, 25), types.Position(2, 31)), "5 mg")
        ]
        everything = await session.actions(uri, WHOLE, "source.fixAll")
        assert [each.kind for each in everything] == ["source.fixAll.healthlint"]
        assert await session.actions(uri, WHOLE, "refactor") == []

    async def a_comment_silences(session: Session) -> None:
        action = next(each for each in await session.actions(uri, WHOLE) if each.title.startswith("Silence LAN001"))
        said = await session.command(action, "it is a quotation")
        assert said == "<!-- healthlint: ignore LAN001 -- it is a quotation -->"
        edit = session.edits[-1].edit.document_changes[0].edits[0]
        assert edit.new_text == f"{said}\n"
        session.change(uri, types.TextDocumentContentChangePartial(edit.range, edit.new_text))
        await session.until(lambda: "LAN001" not in session.codes(uri))

    async def a_word_is_accepted(session: Session) -> None:
        action = next(each for each in await session.actions(uri, WHOLE) if each.title.startswith("Accept "))
        assert action.title == "Accept 'naltroxene' in the configuration"
        await session.command(action)
        assert (tmp_path / "healthlint.yaml").read_text(encoding="utf-8") == "words:\n  - naltroxene\n"
        await session.until(lambda: "TYP101" not in session.codes(uri))

    async def a_rule_is_explained(session: Session) -> None:
        action = next(each for each in await session.actions(uri, WHOLE) if each.title.startswith("Explain DOS101"))
        assert (await session.command(action)).startswith("# DOS101 trailing-zero-dose\n")
        # This client can show no document.
        assert session.messages[-1].startswith("DOS101 trailing-zero-dose: ")

    assert talk(test, tmp_path) == 0


def test_a_contradiction_leads_to_what_it_contradicts(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "a.txt")
    text = (FIXTURES / "contradicting.txt").read_text(encoding="utf-8")

    async def test(session: Session) -> None:
        found = {each.code: each for each in await session.shown(uri, text, "plaintext")}
        (other,) = found["CON001"].related_information or ()
        assert other.location.uri == uri
        line = text.split("\n")[other.location.range.start.line]
        here = line[other.location.range.start.character : other.location.range.end.character]
        assert other.message == here
        assert here in found["CON001"].message
        link = found["CON001"].code_description
        assert link is not None
        assert link.href.endswith("/docs/rules/CON001.md")

    assert talk(test, tmp_path) == 0


@pytest.mark.slow
def test_a_client_that_pulls_gets_nothing_pushed(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "a.md")

    async def test(session: Session) -> None:
        session.open(uri, TEXT)
        report = await session.pulled(uri)
        assert "LAN001" in {each.code for each in report.items}
        assert (await session.pulled(uri, report.result_id)).kind == "unchanged"
        session.write(uri, "Nothing to see.\n")
        assert (await session.pulled(uri, report.result_id)).items == ()
        session.write(uri, TEXT)
        (tmp_path / "healthlint.yaml").write_text("ignore: [LAN]\n", encoding="utf-8")
        await session.until(lambda: session.refreshed > 0)
        assert "LAN001" not in {each.code for each in (await session.pulled(uri)).items}
        assert (await session.pulled(uri_of(tmp_path / "never-opened.md"))).items == ()
        assert session.pushed == {}

    assert talk(test, tmp_path, PULLED) == 0


@pytest.mark.slow
def test_settings_are_those_of_the_command_line_and_watched(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "drafts" / "a.md")
    (tmp_path / "drafts").mkdir()
    settings = tmp_path / "healthlint.yaml"
    base = tmp_path / "base.yaml"

    async def test(session: Session) -> None:
        assert "LAN001" in {each.code for each in await session.shown(uri, TEXT)}
        settings.write_text("extend: base.yaml\n", encoding="utf-8")
        base.write_text("severity: {LAN: suggestion}\n", encoding="utf-8")
        await session.until(lambda: types.DiagnosticSeverity.Information in severities(session, "LAN001"))
        base.write_text("exclude: [drafts/]\n", encoding="utf-8")
        await session.until(lambda: not session.codes(uri))
        base.write_text("ignore: []\n", encoding="utf-8")
        await session.until(lambda: "LAN001" in session.codes(uri))
        (tmp_path / "drafts" / "a.md").write_text(TEXT, encoding="utf-8")
        assert run(["baseline", "write", "--baseline", str(tmp_path / ".healthlint-baseline.json"), str(tmp_path)]) == 0
        await session.until(lambda: not session.codes(uri))
        session.write(uri, f"{TEXT}\nThis is another miracle.\n")
        await session.until(lambda: session.codes(uri) == ["LAN001"])

    def severities(session: Session, code: str) -> set[object]:
        return {each.severity for each in session.pushed[uri][-1].diagnostics if each.code == code}

    assert talk(test, tmp_path) == 0


@pytest.mark.slow
def test_a_broken_configuration_is_told_where_it_is_and_mended(tmp_path: Path) -> None:
    uri, settings = uri_of(tmp_path / "a.md"), tmp_path / "healthlint.yaml"
    settings.write_text("ignore: [LAN]\nselekt: [DOS]\n", encoding="utf-8")

    async def test(session: Session) -> None:
        assert await session.shown(uri, TEXT) == []
        await session.until(lambda: uri_of(settings) in session.pushed)
        mark = session.pushed[uri_of(settings)][-1].diagnostics[0]
        assert "selekt" in mark.message
        assert mark.range.start == types.Position(1, 0)
        assert len(session.messages) == 1
        session.write(uri, TEXT + "\nMore.\n")
        settings.write_text("ignore: [LAN]\n", encoding="utf-8")
        await session.until(lambda: "DOS101" in session.codes(uri))
        await session.until(lambda: not session.pushed[uri_of(settings)][-1].diagnostics)
        assert len(session.messages) == 1

    assert talk(test, tmp_path) == 0


@pytest.mark.slow
def test_a_file_under_two_names_has_its_findings_once(tmp_path: Path) -> None:
    file, link = tmp_path / "a.md", tmp_path / "b.md"
    file.write_text(TEXT, encoding="utf-8")
    link.symlink_to(file)

    async def test(session: Session) -> None:
        assert await session.shown(uri_of(file), TEXT)
        assert await session.shown(uri_of(link), TEXT) == []
        session.close(uri_of(file))
        await session.until(lambda: "LAN001" in session.codes(uri_of(link)))

    assert talk(test, tmp_path) == 0


@pytest.mark.slow
def test_every_folder_of_the_workspace_has_its_settings(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, settings in ((one, "ignore: [LAN]\n"), (other, "ignore: [DOS]\n")):
        folder.mkdir()
        (folder / "healthlint.yaml").write_text(settings, encoding="utf-8")

    async def test(session: Session) -> None:
        first = {each.code for each in await session.shown(uri_of(one / "a.md"), TEXT)}
        second = {each.code for each in await session.shown(uri_of(other / "a.md"), TEXT)}
        assert first - second >= {"DOS101"}
        assert second - first >= {"LAN001"}
        untitled = {each.code for each in await session.shown("untitled:Untitled-1", TEXT)}
        assert "LAN001" not in untitled
        assert untitled == {each.code for each in await session.shown("untitled:Untitled-2", TEXT)}

    assert talk(test, one, PUSHED, folders=[one, other]) == 0


@pytest.mark.slow
def test_options_are_those_of_check(tmp_path: Path) -> None:
    async def test(session: Session) -> None:
        assert {each.code for each in await session.shown(uri_of(tmp_path / "a.md"), TEXT)} == {"LAN001", "DOS101"}

    assert talk(test, tmp_path, arguments=["--select", "LAN,DOS101", "--isolated"]) == 0


@pytest.mark.slow
def test_a_pack_of_one_s_own_is_watched(tmp_path: Path) -> None:
    write(tmp_path / "ours")
    (tmp_path / "healthlint.yaml").write_text("extend-packs: [ours]\n", encoding="utf-8")
    uri = uri_of(tmp_path / "a.md")

    async def test(session: Session) -> None:
        assert "TYP101" in {each.code for each in await session.shown(uri, TEXT)}
        (tmp_path / "ours" / "lexicon").mkdir(exist_ok=True)
        (tmp_path / "ours" / "lexicon" / "words.yaml").write_text("words: [naltroxene]\n", encoding="utf-8")
        await session.until(lambda: "TYP101" not in session.codes(uri))

    assert talk(test, tmp_path) == 0


@pytest.mark.slow
def test_a_text_in_another_language_is_left_alone(tmp_path: Path) -> None:
    text = '<html lang="{}"><body><p>It is a miracle.</p></body></html>\n'

    async def test(session: Session) -> None:
        assert await session.shown(uri_of(tmp_path / "a.html"), text.format("de"), "html") == []
        english = await session.shown(uri_of(tmp_path / "b.html"), text.format("en"), "html")
        assert [each.code for each in english] == ["LAN001"]

    assert talk(test, tmp_path) == 0
