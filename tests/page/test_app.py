"""Who may ask the page, how much it takes, and that it answers the next one whatever comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="it needs the extra 'page'")
pytest.importorskip("uvicorn", reason="it needs the extra 'page'")

import anyio

from healthlint.cli import run
from healthlint.page.app import MOST_BYTES, application
from healthlint.page.desk import Desk
from healthlint.service import Service

_PORT = 4711
_HOST = f"127.0.0.1:{_PORT}"
_TOKEN = "token"
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture
def desk(tmp_path: Path, one_engine: None) -> Desk:
    return Desk(Service(), str(tmp_path))


def _ask(
    desk: Desk, path: str, *parts: bytes, query: str = "", method: str = "", gone: bool = False, **headers: str
) -> Answer:
    """The answer to a request whose body comes in parts; `gone` has the browser leave before the end."""
    asked = {"host": _HOST, **({"origin": f"http://{_HOST}"} if parts else {}), **headers}
    scope = {
        "type": "http",
        "method": method or ("POST" if parts else "GET"),
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in asked.items() if value],
        "root_path": "",
        "scheme": "http",
        "server": ("127.0.0.1", _PORT),
    }
    sent: list[Any] = []
    coming = _messages(parts, gone)

    async def receive() -> Any:
        return next(coming)

    async def send(message: Any) -> None:
        sent.append(message)

    anyio.run(application(desk, _TOKEN, _PORT), scope, receive, send)
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, b"".join(each.get("body", b"") for each in sent[1:])


def _messages(parts: tuple[bytes, ...], gone: bool) -> Iterator[Any]:
    for part in parts:
        yield {"type": "http.request", "body": part, "more_body": True}
    yield {"type": "http.disconnect"} if gone else {"type": "http.request", "body": b"", "more_body": False}
    while True:
        yield {"type": "http.disconnect"}


def test_the_page_is_served_and_kept_by_nobody(desk: Desk) -> None:
    status, told, body = _ask(desk, f"/{_TOKEN}/")
    assert status == 200
    assert b"Check a health article" in body
    assert told["cache-control"] == "no-store"
    assert told["referrer-policy"] == "no-referrer"
    assert told["content-security-policy"].startswith("default-src 'none'; ")
    assert "unsafe" not in told["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "", "/tokem/", "/token2/check", "//", "/%74oken"])
def test_without_the_token_nothing_is_told(desk: Desk, path: str) -> None:
    status, _, body = _ask(desk, path)
    assert status == 403
    assert b"the address lacks its token" in body


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": f"evil.example:{_PORT}"},
        {"host": "127.0.0.1"},
        {"host": "127.0.0.1:4712"},
        {"host": ""},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": f"https://{_HOST}"},
        {"origin": f"http://localhost:{_PORT}"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
    ],
)
def test_others_may_not_ask(desk: Desk, headers: dict[str, str]) -> None:
    assert _ask(desk, f"/{_TOKEN}/check", b"LDN cures lupus.", **headers)[0] == 403


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{_PORT}", "127.0.0.1", "127.0.0.1:4712", "0.0.0.0"])
def test_requests_under_another_host_name_are_refused(desk: Desk, host: str) -> None:
    """DNS rebinding: for the browser the page of somebody else is the origin of what it asks, and says so twice."""
    assert _ask(desk, f"/{_TOKEN}/check", b"LDN cures lupus.", host=host, origin=f"http://{host}")[0] == 403
    assert _ask(desk, f"/{_TOKEN}/", host=host, sec_fetch_site="same-origin")[0] == 403


def test_its_other_name_is_the_same_page(desk: Desk) -> None:
    host = f"localhost:{_PORT}"
    assert _ask(desk, f"/{_TOKEN}/check", b"LDN cures lupus.", host=host, origin=f"http://{host}")[0] == 200


@pytest.mark.parametrize(("path", "method", "status"), [("check", "GET", 405), ("", "POST", 405), ("gone", "GET", 404)])
def test_unknown_paths_and_methods_are_refused(desk: Desk, path: str, method: str, status: int) -> None:
    assert _ask(desk, f"/{_TOKEN}/{path}", method=method, origin=f"http://{_HOST}")[0] == status


def test_a_rule_has_a_page_without_a_script(desk: Desk) -> None:
    status, _, body = _ask(desk, f"/{_TOKEN}/rules/EFF201")
    assert status == 200
    assert b"<h1>EFF201 cure-claim</h1>" in body
    assert b"<script" not in body
    assert _ask(desk, f"/{_TOKEN}/rules/XYZ999")[0] == 422


def test_a_body_of_50_mb_is_refused_and_the_next_one_answered(desk: Desk) -> None:
    status, _, body = _ask(desk, f"/{_TOKEN}/check", *[b"a" * 1_000_000] * 50, query="name=large.md")
    assert (status, body[:32]) == (413, b"large.md is larger than 20 MB; c")
    assert _ask(desk, f"/{_TOKEN}/check", b"LDN cures lupus.", query="name=a.md")[0] == 200


def test_a_body_of_the_most_bytes_is_taken(desk: Desk) -> None:
    half = b"\xff" * (MOST_BYTES // 2)
    assert _ask(desk, f"/{_TOKEN}/check", half, half)[0] == 422


def test_a_browser_that_leaves_is_no_problem(desk: Desk) -> None:
    assert _ask(desk, f"/{_TOKEN}/check", b"LDN", gone=True)[0] == 499


def test_a_bug_is_said_and_the_next_one_answered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no\x1b[2J")

    with monkeypatch.context() as patched:
        patched.setattr(Service, "reports", broken)
        status, _, body = _ask(desk, f"/{_TOKEN}/check", b"LDN")
        assert status == 500
        assert body.startswith(b"internal error: RuntimeError: no\xe2\x90\x9b[2J")
    assert _ask(desk, f"/{_TOKEN}/check", b"LDN is a drug.")[0] == 200


def test_a_configuration_that_is_broken_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "healthlint.yaml").write_text("selekt: []\n", encoding="utf-8")
    status, _, body = _ask(desk, f"/{_TOKEN}/check", b"LDN")
    assert status == 422
    assert b"selekt" in body


def test_a_port_that_is_taken_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert run(["page", "--no-browser", "--port", str(taken.getsockname()[1])]) == 2
    assert "omit --port to use a free one" in capsys.readouterr().err
