"""A folder of files, on this machine or in an S3 store; a file is written whole or not at all."""

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
    """`root` is a path or an `s3://` address; names of files count from there, absolute ones stand for themselves."""

    root: str

    @classmethod
    def of(cls, root: str) -> Store:
        """The store at a path or address. Raises UsageError for an address that is none of S3."""
        if "://" in root and not root.startswith(_S3):
            raise UsageError(f"{root}: is neither a folder nor an address that begins with s3://")
        return cls(root.rstrip("/") if root.startswith(_S3) else os.path.abspath(root))

    @property
    def is_remote(self) -> bool:
        """True for an object store."""
        return self.root.startswith(_S3)

    def address(self, name: str = "") -> str:
        """A file of the store as Daft and people know it."""
        if not name or name.startswith((_S3, "/")):
            return name or self.root
        return f"{self.root}/{name}" if self.is_remote else os.path.join(self.root, name)

    def _path(self, name: str) -> str:
        return self.address(name).removeprefix(_S3)

    def files(self, name: str = "") -> list[pafs.FileInfo]:
        """What is known of every file below a folder of it, in order of their paths; none where it is not there.

        Raises InputError where the store cannot be asked."""
        selector = pafs.FileSelector(self._path(name), recursive=True, allow_not_found=True)
        try:
            found: list[pafs.FileInfo] = self._system().get_file_info(selector)
        except OSError as problem:
            raise InputError(f"{self.address(name)}: cannot be listed ({_said(problem)})") from None
        return sorted((each for each in found if each.is_file), key=lambda info: str(info.path))

    def info(self, name: str) -> pafs.FileInfo:
        """What is known of one file or folder. Raises InputError where the store cannot be asked."""
        try:
            return self._system().get_file_info(self._path(name))
        except OSError as problem:
            raise InputError(f"{self.address(name)}: cannot be looked up ({_said(problem)})") from None

    def names(self, folder: str) -> list[str]:
        """The names of the files right in a folder of it."""
        return [str(info.base_name) for info in self.files(folder)]

    def has(self, name: str) -> bool:
        """True where there is a file or a folder of that name."""
        return bool(self.info(name).type != pafs.FileType.NotFound)

    def stream(self, name: str, compression: str | None) -> pa.NativeFile:
        """A file from its beginning. Raises OSError."""
        return self._system().open_input_stream(self._path(name), compression=compression)

    def file(self, name: str) -> pa.NativeFile:
        """A file to be read at any place. Raises OSError."""
        return self._system().open_input_file(self._path(name))

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises OSError."""
        with self.stream(name, None) as stream:
            data: bytes = stream.read()
        return data

    def write(self, name: str, data: bytes) -> None:
        """Puts a file there in one step. Raises WriteError."""
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
            raise WriteError(f"{self.address(name)}: cannot be written ({_said(problem)})") from None

    def write_table(self, name: str, rows: Sequence[dict[str, Any]], schema: pa.Schema) -> None:
        """Puts rows there as a Parquet file. Raises WriteError."""
        buffer = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), buffer, compression=_COMPRESSION)
        self.write(name, buffer.getvalue())

    def delete(self, name: str) -> None:
        """Takes away a file or a folder with all that is in it, if it is there."""
        info = self.info(name)
        if info.type == pafs.FileType.Directory:
            self._system().delete_dir(info.path)
        elif info.type == pafs.FileType.File:
            self._system().delete_file(info.path)

    def _system(self) -> pafs.FileSystem:
        return _s3(_first(_ENDPOINTS), _first(_REGIONS)) if self.is_remote else pafs.LocalFileSystem()

    def io_config(self) -> IOConfig | None:
        """How Daft reaches it; None where it needs to know nothing."""
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
    """One for a process: it keeps its connections."""
    scheme, _, host = endpoint.rpartition("://")
    return pafs.S3FileSystem(endpoint_override=host or None, scheme=scheme or "https", region=region or None)


def _first(names: Sequence[str]) -> str:
    return next((found for name in names if (found := os.environ.get(name))), "")


def _said(problem: OSError) -> str:
    return problem.strerror or str(problem).splitlines()[0]
