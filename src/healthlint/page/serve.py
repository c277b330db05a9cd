"""Serves the page on a port of this machine until interrupted."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable

import uvicorn

from healthlint.errors import UsageError
from healthlint.page.app import application
from healthlint.page.desk import Desk
from healthlint.page.guard import HOST


def serve(desk: Desk, port: int, opened: Callable[[str], object]) -> None:
    """Serves until SIGINT or SIGTERM; `opened` is called with the address once it answers. Port 0 means any free port.

    Raises UsageError if the port is not available."""
    with _listening(port) as listener:
        number = listener.getsockname()[1]
        token = secrets.token_urlsafe(32)
        config = uvicorn.Config(
            application(desk, token, number),
            # Nothing is logged: the address contains the token, and requests the names of articles.
            access_log=False,
            log_level="warning",
            lifespan="off",
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        # The address may be opened now; requests wait until the server answers.
        opened(f"http://{HOST}:{number}/{token}/")
        uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as problem:
        listener.close()
        raise UsageError(f"port {port} is not available ({problem.strerror}); omit --port to use a free one") from None
    listener.listen(64)
    return listener
