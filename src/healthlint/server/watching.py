"""Asks the editor to report changes of the files that affect checks."""

from __future__ import annotations

from lsprotocol import types

from healthlint.server.app import Server
from healthlint.server.checking import WATCHED


def watch(server: Server) -> None:
    """Register for them if the client can watch files; the server also scans now and then by itself."""
    workspace = server.client_capabilities.workspace
    able = workspace.did_change_watched_files if workspace else None
    if not (able and able.dynamic_registration):
        return
    watchers = [types.FileSystemWatcher(f"**/{name}") for name in WATCHED]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    registration = types.Registration("healthlint-settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    server.client_register_capability(types.RegistrationParams([registration]))
