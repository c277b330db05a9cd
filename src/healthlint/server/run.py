"""Starts the server on standard input and output, which from then on carry only the protocol."""

from __future__ import annotations

import logging
import os
import sys
from typing import BinaryIO

from healthlint.server.app import Server
from healthlint.server.checking import Checking
from healthlint.server.features import register


def made(checking: Checking) -> Server:
    """A server with all features."""
    server = Server(checking)
    register(server)
    return server


def serve(checking: Checking) -> int:
    """Serves one client until it leaves; returns 0 if it announced that, as the protocol requires, else 1."""
    # pygls's warnings about clients are for its authors.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    server = made(checking)
    server.start_io(sys.stdin.buffer, _reserved())
    server.results.close()
    return 0 if server.protocol.is_shut_down else 1


def _reserved() -> BinaryIO:
    """Standard output for messages; other output goes to standard error, so that it cannot come between them."""
    ours = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return ours
