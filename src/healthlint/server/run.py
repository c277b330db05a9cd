"""Starts the server on standard input and output, which from then on are the protocol's alone."""

from __future__ import annotations

import logging
import os
import sys
from typing import BinaryIO

from healthlint.server.app import Server
from healthlint.server.checking import Checking
from healthlint.server.features import register


def made(checking: Checking) -> Server:
    """A server that answers everything it can."""
    server = Server(checking)
    register(server)
    return server


def serve(checking: Checking) -> int:
    """Serves one client until it leaves; 0 where it said so before, as the protocol asks, else 1."""
    # Warnings of pygls about what clients do are for its authors.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    server = made(checking)
    server.start_io(sys.stdin.buffer, _reserved())
    server.results.close()
    return 0 if server.protocol.is_shut_down else 1


def _reserved() -> BinaryIO:
    """Standard output; whatever else is printed goes to standard error and cannot come between messages."""
    ours = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return ours
