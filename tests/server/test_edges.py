"""The server lives on, or ends in order, whatever its client does."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from tests.server.session import PULLED, Session, talk, uri_of

pytestmark = pytest.mark.slow  # each starts a server of its own

MIRACLE = "It is a miracle.\n"
_SAID = (
    "We walked to the park after breakfast and sat by the pond.",
    "Yoga classes begin at six in the village hall.",
    "Nobody asked for a refund.",
    "My sister brings her own mat and a bottle of water.",
)
LARGE = "".join(f"{_SAID[at % 4]} {_SAID[(at * 7 + 1) % 4]}\n\n" for at in range(11_000))
"""A megabyte."""


def test_a_cancelled_request_is_not_answered_and_the_next_one_is(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "a.md")

    async def test(session: Session) -> None:
        session.open(uri, LARGE[:100_000])
        params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
        request = session.client.protocol.send_request_async("textDocument/diagnostic", params, msg_id="9")
        await asyncio.sleep(0)
        session.client.cancel_request(types.CancelParams("9"))
        with pytest.raises(JsonRpcException, match="cancel"):
            await request
        session.write(uri, MIRACLE)
        assert [each.code for each in (await session.pulled(uri)).items] == ["LAN001"]

    assert talk(test, tmp_path, PULLED) == 0


@pytest.mark.slow
def test_a_document_of_a_megabyte_is_checked_and_may_be_edited_meanwhile(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "a.md")

    async def test(session: Session) -> None:
        assert len(LARGE) > 1_000_000
        session.open(uri, LARGE)
        for _ in range(5):
            here = types.Range(types.Position(0, 0), types.Position(0, 0))
            session.change(uri, types.TextDocumentContentChangePartial(here, MIRACLE))
        # What is asked meanwhile is answered before the check has ended.
        assert await session.client.text_document_diagnostic_async(nothing) is not None
        await session.until(lambda: "LAN001" in session.codes(uri))
        assert session.pushed[uri][-1].version == 6

    nothing = types.DocumentDiagnosticParams(types.TextDocumentIdentifier("file:///nowhere.md"))
    assert talk(test, tmp_path) == 0


def test_it_ends_at_once_with_work_in_flight(tmp_path: Path) -> None:
    async def test(session: Session) -> None:
        session.open(uri_of(tmp_path / "a.md"), LARGE)
        await asyncio.sleep(0.5)
        began.append(time.monotonic())

    began: list[float] = []
    assert talk(test, tmp_path) == 0
    assert time.monotonic() - began[0] < 5


def test_it_ends_when_its_client_is_gone(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "healthlint", "server"]
    done = subprocess.run(command, input=b"", capture_output=True, timeout=60, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (1, b"")


def test_positions_that_are_not_there_do_no_harm(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "a.md")
    far, line = types.Position(9_999, 9_999), types.Position(0, 9_999)

    async def test(session: Session) -> None:
        await session.shown(uri, MIRACLE)
        hover = types.HoverParams(types.TextDocumentIdentifier(uri), far)
        assert await session.client.text_document_hover_async(hover) is None
        assert await session.actions(uri, types.Range(far, types.Position(0, 0)))
        session.change(uri, types.TextDocumentContentChangePartial(types.Range(line, far), " A breakthrough.\n"))
        await session.until(lambda: session.codes(uri) == ["LAN001", "LAN001"])
        # Texts that were never opened.
        other = uri_of(tmp_path / "b.md")
        session.change(other, types.TextDocumentContentChangeWholeDocument(MIRACLE))
        session.close(other)
        assert await session.actions(other, types.Range(far, far)) == []
        session.write(uri, MIRACLE)
        await session.until(lambda: session.codes(uri) == ["LAN001"])
        assert session.messages == []

    assert talk(test, tmp_path) == 0


def test_files_and_folders_may_vanish(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    uri = uri_of(folder / "a.md")
    (folder / "a.md").write_text(MIRACLE, encoding="utf-8")
    (folder / "healthlint.yaml").write_text("ignore: [LAN]\n", encoding="utf-8")

    async def test(session: Session) -> None:
        assert await session.shown(uri, MIRACLE) == []
        shutil.rmtree(folder)
        await session.until(lambda: session.codes(uri) == ["LAN001"])

    assert talk(test, tmp_path) == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [("It is a miracle.\0", "looks binary"), ("Broken \ud800 text.", "UTF-8"), ("", ""), ("  \n", "")],
    ids=["nul", "surrogate", "empty", "blank"],
)
def test_binary_content_is_reported(text: str, said: str, tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "a.md")

    async def test(session: Session) -> None:
        assert await session.shown(uri, text) == []
        assert [said in message for message in session.messages] == ([True] if said else [])
        session.write(uri, MIRACLE)
        await session.until(lambda: session.codes(uri) == ["LAN001"])

    assert talk(test, tmp_path) == 0


def test_messages_that_are_none_do_no_harm(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "a.md")

    async def test(session: Session) -> None:
        writer = session.client.protocol.writer
        assert writer is not None
        for body in (b"{", b"[]", b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"a": 1}}'):
            writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        assert [each.code for each in await session.shown(uri, MIRACLE)] == ["LAN001"]

    assert talk(test, tmp_path) == 0


def test_without_pygls_it_says_what_to_install(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['pygls'] = None; from healthlint.cli import run; sys.exit(run(['server']))"
    done = subprocess.run([sys.executable, "-c", hidden], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("healthlint: error: the language server needs pygls; install healthlint[lsp]")
