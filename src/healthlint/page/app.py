"""The web application: the page itself, and the requests of its script."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from healthlint.errors import HealthlintError, InputError, internal
from healthlint.page.desk import Desk, Handed
from healthlint.page.guard import Guard
from healthlint.page.shell import policy, rule_html, shell
from healthlint.report.safe import visible

MOST_BYTES = 20_000_000
"""The largest article; the browser is told before it sends more."""
_TOO_LARGE = f"is larger than {MOST_BYTES // 1_000_000} MB; check it with `healthlint check`, or remove the images"
T = TypeVar("T")


def application(desk: Desk, token: str, port: int) -> ASGIApp:
    """The application for a port of this machine, below the address with the token."""
    pages = _Pages(desk)
    routes = [
        Route("/{token}/", pages.shell),
        Route("/{token}/rules/{code}", pages.rule),
        Route("/{token}/check", pages.check, methods=["POST"]),
        Route("/{token}/fix", pages.fix, methods=["POST"]),
        Route("/{token}/report", pages.report, methods=["POST"]),
    ]
    return Guard(Starlette(routes=routes), token, port)


class _Pages:
    """The answers, one at a time, as an engine is not thread-safe."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._turn: anyio.CapacityLimiter | None = None

    async def shell(self, _request: Request) -> Response:
        return await self._answered(lambda: _page(shell(self._desk.packs(), MOST_BYTES)))

    async def rule(self, request: Request) -> Response:
        code = request.path_params["code"]
        return await self._answered(lambda: _page(rule_html(code, self._desk.rule(code))))

    async def check(self, request: Request) -> Response:
        return await self._on_article(request, lambda given: JSONResponse(self._desk.checked(given)))

    async def fix(self, request: Request) -> Response:
        fix = request.query_params.get("fix", "")
        return await self._on_article(request, lambda given: _file(self._desk.fixed(given, fix)))

    async def report(self, request: Request) -> Response:
        return await self._on_article(request, lambda given: _file(self._desk.report(given).encode("utf-8", "replace")))

    async def _on_article(self, request: Request, answer: Callable[[Handed], Response]) -> Response:
        try:
            given = await _handed(request)
        except ClientDisconnect:
            return Response(status_code=499)
        except InputError as error:
            return _problem(413, str(error))
        return await self._answered(partial(answer, given))

    async def _answered(self, answer: Callable[[], Response]) -> Response:
        self._turn = self._turn or anyio.CapacityLimiter(1)
        return await anyio.to_thread.run_sync(_guarded, answer, limiter=self._turn)


def _guarded(answer: Callable[[], Response]) -> Response:
    """The answer, or else the error; whatever happens, the next request is answered."""
    try:
        return answer()
    except HealthlintError as error:
        return _problem(422, str(error))
    except Exception as bug:
        return _problem(500, internal(bug))


async def _handed(request: Request) -> Handed:
    """The contents of a request. Raises InputError if they are too large, after reading and discarding them: a browser
    does not read an answer before it has sent everything."""
    name, size = request.query_params.get("name", ""), 0
    parts: list[bytes] = []
    async for part in request.stream():
        size += len(part)
        if size <= MOST_BYTES:
            parts.append(part)
        else:
            parts.clear()
    if size > MOST_BYTES:
        raise InputError(f"{name or 'the text'} {_TOO_LARGE}")
    packs = tuple(pack for pack in request.query_params.get("packs", "").split(",") if pack)
    return Handed(b"".join(parts), name, packs)


def _page(html: str) -> Response:
    return HTMLResponse(html, headers={"content-security-policy": policy()})


def _file(data: bytes) -> Response:
    return Response(data, media_type="application/octet-stream")


def _problem(status: int, text: str) -> Response:
    return PlainTextResponse("\n".join(visible(line) for line in text.splitlines()), status)
