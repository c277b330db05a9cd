"""The date that an article gives for itself, in its front matter or in the head of a page."""

from __future__ import annotations

import re

from healthlint.document.model import Document
from healthlint.pattern import pattern

_HEAD = 20_000
"""Characters within which the head of a page ends."""
_KEY = r"(?:date|pubdate|published|publish[_-]?date|published[_-]?(?:at|on|date|time)|last[_-]?mod|updated)"
_FIELD = pattern(rf"^{_KEY}[ \t]*[:=][ \t]*[\"']?(\d{{4}}-\d{{2}}-\d{{2}})", re.MULTILINE | re.IGNORECASE)
_META = pattern(
    r"<meta\s[^>]*?(?:property|name|itemprop)=[\"'](?:article:published_time|date|dc\.date|datepublished)[\"']"
    r"[^>]*?content=[\"'](\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)


def written_on(document: Document) -> str:
    """The date as YYYY-MM-DD; "" if the article gives none."""
    front = document.front
    found = _FIELD.search(document.source, front.start, front.end) if len(front) else None
    found = found or _META.search(document.source, 0, _HEAD)
    return found[1] if found else ""
