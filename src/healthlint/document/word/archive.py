"""The zip archive of a Word file: reads members within limits, and replaces members, leaving all others byte for
byte."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from healthlint.errors import InputError

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MOST_BYTES = 64 * 2**20
"""The limit on the unpacked XML; a book of a thousand pages has a tenth of it."""
MOST_RATIO = 200
"""The limit on the compression ratio; the XML of real articles stays below 50."""
_ALWAYS_FINE = 2**20
_CHUNK = 2**16

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_FLAG_ENCRYPTED = 1
_FLAG_DESCRIPTOR = 8
_KNOWN_METHODS = (0, 8)
_CENTRAL_SIZE = 46
_LOCAL_SIZE = 30


class Archive:
    """The members of the archive in `data`. Raises InputError, with `path`, if it is not a readable Word file."""

    def __init__(self, data: bytes, path: str) -> None:
        self._data = data
        self._path = path
        self._unpacked = 0
        self._zip = _open(data, path)
        self._members: dict[str, ZipInfo] = {}
        for info in self._zip.infolist():
            if info.orig_filename in self._members:
                raise self._error(f"has two members named {info.orig_filename!r}; open it in Word and save it again")
            self._members[info.orig_filename] = info

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """A member, unpacked; its real size counts, not the size that the archive declares."""
        info = self._members[name]
        if info.flag_bits & _FLAG_ENCRYPTED:
            raise self._error("is encrypted; save it without a password")
        if info.compress_type not in _KNOWN_METHODS:
            raise self._error(f"packs {name!r} in a way that Word does not; open it in Word and save it again")
        most = max(_ALWAYS_FINE, info.compress_size * MOST_RATIO)
        chunks: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    chunks.append(chunk)
                    size += len(chunk)
                    self._unpacked += len(chunk)
                    if size > most:
                        raise self._error(
                            f"{name} unpacks to more than {MOST_RATIO} times its size, as zip bombs do;"
                            " open it in Word and save it again"
                        )
                    if self._unpacked > MOST_BYTES:
                        raise self._error(f"holds more than {MOST_BYTES >> 20} MiB of XML; split it")
        except InputError:
            raise
        except Exception as problem:
            # A damaged stream raises one of a dozen exceptions, from zlib.error to EOFError.
            raise self._error(f"{name} is damaged ({problem}); open it in Word and save it again") from None
        return b"".join(chunks)

    def replaced(self, contents: Mapping[str, bytes]) -> bytes:
        """The archive with new contents for some members; the others keep every byte as packed."""
        out = bytearray()
        moved: dict[int, int] = {}
        directory = self._zip.start_dir
        places = sorted(info.header_offset for info in self._members.values())
        ends = dict(zip(places, [*places[1:], directory], strict=True))
        packed: dict[int, tuple[int, int, int]] = {}
        by_place = {info.header_offset: info for info in self._members.values()}
        out += self._data[: places[0]]
        for place in places:
            moved[place] = len(out)
            info = by_place[place]
            if info.orig_filename in contents:
                header, body, sizes = self._packed(info, contents[info.orig_filename])
                packed[place] = sizes
                out += header + body
            else:
                out += self._data[place : ends[place]]
        return bytes(out + self._directory(len(out) - directory, moved, packed))

    def _packed(self, info: ZipInfo, content: bytes) -> tuple[bytes, bytes, tuple[int, int, int]]:
        place = info.header_offset
        flags, method = struct.unpack_from("<HH", self._data, place + 6)
        name, extra = struct.unpack_from("<HH", self._data, place + 26)
        body = content
        if method:
            packer = zlib.compressobj(wbits=-15)
            body = packer.compress(content) + packer.flush()
        sizes = (zlib.crc32(content), len(body), len(content))
        header = bytearray(self._data[place : place + _LOCAL_SIZE + name + extra])
        struct.pack_into("<H", header, 6, flags & ~_FLAG_DESCRIPTOR)
        struct.pack_into("<III", header, 14, *sizes)
        return bytes(header), body, sizes

    def _directory(self, shift: int, moved: Mapping[int, int], packed: Mapping[int, tuple[int, int, int]]) -> bytes:
        """The directory at the end of the archive, with new places and sizes."""
        start = at = self._zip.start_dir
        listed = bytearray(self._data[start:])
        for info in self._zip.infolist():
            entry = at - start
            name, extra, comment = struct.unpack_from("<HHH", listed, entry + 28)
            (offset,) = struct.unpack_from("<I", listed, entry + 42)
            struct.pack_into("<I", listed, entry + 42, offset + moved[info.header_offset] - info.header_offset)
            if info.header_offset in packed:
                (flags,) = struct.unpack_from("<H", listed, entry + 8)
                struct.pack_into("<H", listed, entry + 8, flags & ~_FLAG_DESCRIPTOR)
                struct.pack_into("<III", listed, entry + 16, *packed[info.header_offset])
            at += _CENTRAL_SIZE + name + extra + comment
        ending = at - start
        if listed[ending : ending + 4] != b"PK\5\6":
            raise self._error("is a ZIP64 archive, which no article needs; open it in Word and save it again")
        (offset,) = struct.unpack_from("<I", listed, ending + 16)
        struct.pack_into("<I", listed, ending + 16, offset + shift)
        return bytes(listed)

    def _error(self, message: str) -> InputError:
        return InputError(f"{self._path}: {message}")


def refuse_old_word(data: bytes, path: str) -> None:
    """Raise InputError for the container of .doc files and of encrypted ones."""
    if data.startswith(OLE):
        if _ENCRYPTED_STREAM in data:
            raise InputError(f"{path}: is encrypted with a password; save it without one")
        raise InputError(f"{path}: is an old Word file (.doc); open it in Word and save it as .docx")


def _open(data: bytes, path: str) -> ZipFile:
    import zipfile  # only Word files need it

    refuse_old_word(data, path)
    if not data:
        raise InputError(f"{path}: is empty: nothing to check")
    if not data.startswith(b"PK"):
        raise InputError(f"{path}: is not a Word file (.docx is a zip archive); save it as .docx")
    try:
        return zipfile.ZipFile(BytesIO(data))
    except Exception as problem:
        # zipfile lets struct.error, UnicodeDecodeError and others through for a truncated archive.
        raise InputError(f"{path}: is a damaged Word file ({problem}); open it in Word and save it again") from None
