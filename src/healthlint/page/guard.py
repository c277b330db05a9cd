"""Access control: only a browser on this machine, on the page itself, with the token from its address."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import compare_digest

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from healthlint.fast_dataclass import dataclass

HOST = "127.0.0.1"
_HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # The address contains the token, which must not reach the sources that somebody opens.
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """Passes on the page's own requests, and refuses all others before reading them."""

    app: ASGIApp
    token: str
    port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request; only HTTP is supported."""
        if scope["type"] != "http":
            return
        problem = self._problem(scope)
        app = PlainTextResponse(problem, 403) if problem else self.app

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await app(scope, receive, with_headers)

    def _problem(self, scope: Scope) -> str:
        """Why a request is refused; empty if it is not."""
        headers: Mapping[str, str] = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        # A foreign name that resolves to this machine (DNS rebinding) is not this page.
        host = headers.get("host", "")
        if host not in (f"{HOST}:{self.port}", f"localhost:{self.port}"):
            return "the page is served only to this machine, at the address that was shown\n"
        asks = scope["method"] not in ("GET", "HEAD")
        origin = headers.get("origin", "" if asks else f"http://{host}")
        if origin != f"http://{host}" or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "requests from other pages are refused\n"
        token = scope["path"].split("/")[1] if "/" in scope["path"] else ""
        if not compare_digest(token.encode(), self.token.encode()):
            return "the address lacks its token: open the one that `healthlint page` has shown\n"
        return ""
