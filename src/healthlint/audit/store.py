"""A folder of files, local or in S3-compatible storage; writes are atomic."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq

from healthlint.errors import InputError, UsageError, WriteError
from healthlint.fast_dataclass import dataclass

if TYPE_CHECKING:
    from daft.io import IOConfig

_S3 = "s3://"
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
_REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")
_COMPRESSION = "zstd"


@dataclass(frozen=True, slots=True)
class Store:
    """`root` is a path or an `s3://` address. File names are relative to it, unless they are absolute."""

    root: str

    @classmethod
    def of(cls, root: str) -> Store:
        """The store at a path or address. Raises UsageError for an address of another protocol."""
        if "://" in root and not root.startswith(_S3):
            raise UsageError(f"{root}: is neither a folder nor an address that begins with s3://")
        return cls(root.rstrip("/") if root.startswith(_S3) else os.path.abspath(root))

    @property
    def is_remote(self) -> bool:
        """True for S3-compatible storage."""
        return self.root.startswith(_S3)

    def address(self, name: str = "") -> str:
        """The full path or address of a file, as Daft and messages use it."""
        if not name or name.startswith((_S3, "/")):
            return name or self.root
        return f"{self.root}/{name}" if self.is_remote else os.path.join(self.root, name)

    def _path(self, name: str) -> str:
        return self.address(name).removeprefix(_S3)

    def files(self, name: str = "") -> list[pafs.FileInfo]:
        """The metadata of every file below a folder, ordered by path; empty if there is no such folder.

        Raises InputError if the store cannot be reached."""
        selector = pafs.FileSelector(self._path(name), recursive=True, allow_not_found=True)
        try:
            found: list[pafs.FileInfo] = self._system().get_file_info(selector)
        except OSError as problem:
            raise InputError(f"{self.address(name)}: cannot be listed ({_reason(problem)})") from None
        return sorted((each for each in found if each.is_file), key=lambda info: str(info.path))

    def info(self, name: str) -> pafs.FileInfo:
        """The metadata of one file or folder. Raises InputError if the store cannot be reached."""
        try:
            return self._system().get_file_info(self._path(name))
        except OSError as problem:
            raise InputError(f"{self.address(name)}: cannot be looked up ({_reason(problem)})") from None

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder."""
        return [str(info.base_name) for info in self.files(folder)]

    def has(self, name: str) -> bool:
        """True if there is a file or folder of that name."""
        return bool(self.info(name).type != pafs.FileType.NotFound)

    def stream(self, name: str, compression: str | None) -> pa.NativeFile:
        """A file, opened for sequential reading. Raises OSError."""
        return self._system().open_input_stream(self._path(name), compression=compression)

    def file(self, name: str) -> pa.NativeFile:
        """A file, opened for random access. Raises OSError."""
        return self._system().open_input_file(self._path(name))

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises OSError."""
        with self.stream(name, None) as stream:
            data: bytes = stream.read()
        return data

    def write(self, name: str, data: bytes) -> None:
        """Write a file atomically. Raises WriteError."""
        from healthlint import atomic_file

        try:
            if self.is_remote:
                with self._system().open_output_stream(self._path(name)) as stream:
                    stream.write(data)
                return
            path = Path(self._path(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic_file.write(path, data)
        except OSError as problem:
            raise WriteError(f"{self.address(name)}: cannot be written ({_reason(problem)})") from None

    def write_table(self, name: str, rows: Sequence[dict[str, Any]], schema: pa.Schema) -> None:
        """Write rows as a Parquet file. Raises WriteError."""
        buffer = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), buffer, compression=_COMPRESSION)
        self.write(name, buffer.getvalue())

    def delete(self, name: str) -> None:
        """Delete a file, or a folder with everything in it, if it exists."""
        info = self.info(name)
        if info.type == pafs.FileType.Directory:
            self._system().delete_dir(info.path)
        elif info.type == pafs.FileType.File:
            self._system().delete_file(info.path)

    def _system(self) -> pafs.FileSystem:
        return _s3(_first(_ENDPOINTS), _first(_REGIONS)) if self.is_remote else pafs.LocalFileSystem()

    def io_config(self) -> IOConfig | None:
        """The settings with which Daft reaches the store; None for local files."""
        if not self.is_remote:
            return None
        from daft.io import IOConfig, S3Config

        endpoint = _first(_ENDPOINTS)
        keys = {
            "endpoint_url": endpoint,
            "region_name": _first(_REGIONS),
            "key_id": os.environ.get("AWS_ACCESS_KEY_ID", ""),
            "access_key": os.environ.get("AWS_SECRET_ACCESS_KEY", ""),
            "session_token": os.environ.get("AWS_SESSION_TOKEN", ""),
        }
        known: dict[str, Any] = {name: value for name, value in keys.items() if value}
        return IOConfig(s3=S3Config(use_ssl=not endpoint.startswith("http://"), **known))


@cache
def _s3(endpoint: str, region: str) -> pafs.FileSystem:
    """One instance per process, as it keeps its connections open."""
    scheme, _, host = endpoint.rpartition("://")
    return pafs.S3FileSystem(endpoint_override=host or None, scheme=scheme or "https", region=region or None)


def _first(names: Sequence[str]) -> str:
    return next((found for name in names if (found := os.environ.get(name))), "")


def _reason(problem: OSError) -> str:
    return problem.strerror or str(problem).splitlines()[0]
