"""Input limits: larger inputs are refused before they cost anything."""

from __future__ import annotations

from typing import ClassVar

from healthlint.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for what is read; an article above them is an error.

    file-megabytes: how large a file may be.
    article-characters: how long an article may be, its markup included; in an export each article counts for itself.
    """

    KEBAB: ClassVar[bool] = True
    file_megabytes: int = 100
    article_characters: int = 12_000_000

    @property
    def file_bytes(self) -> int:
        """The largest file, in bytes."""
        return self.file_megabytes * 1_000_000


USUAL = Limits()
SETTINGS_BYTES = 5_000_000
"""The largest file of settings, of a pack or configuration, in bytes."""
