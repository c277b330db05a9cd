"""Comments meant for healthlint that are written so that it cannot read them."""

from __future__ import annotations

import re

from healthlint.config.name import is_slip
from healthlint.pattern import pattern

_HEAD = pattern(
    r"\s*(?P<name>health[\s_-]?lint(?:er)?|[a-z]{9,11}(?=\s*:))(?P<between>[\s:;,.=_/-]*)"
    r"(?P<verb>[a-z]+(?:-[a-z]+)*)\b[\s:;,.=]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CODES = pattern(r"(?:(?:[A-Z]{2,5}(?:\d{1,4})?|[a-z]+(?:-[a-z]+)+)\b[\s,]*)*(?:$|--(?:\s|$))")
"""The text that may follow a verb; anything else is a sentence about healthlint."""
_OTHER_TOOLS = {"disable": "off", "enable": "on", "noqa": "ignore", "skip": "ignore", "suppress": "ignore"}
_NAME = "healthlint"


def meant(text: str, verbs: tuple[str, ...]) -> tuple[str, str] | None:
    """The name and verb as written, and the corrected comment; None for any other comment."""
    found = _HEAD.match(text)
    if found is None or _CODES.match(found["rest"]) is None:
        return None
    name = found["name"].lower().removesuffix("er")
    if name != _NAME and not is_slip(name):
        return None
    verb = _verb(found["verb"].lower(), verbs)
    if not verb:
        return None
    right = " ".join(f"{_NAME}: {verb} {found['rest']}".split())
    return " ".join(text[: found.end("verb")].split()), f"<!-- {right} -->"


def _verb(written: str, verbs: tuple[str, ...]) -> str:
    if written in verbs:
        return written
    first, _, scope = written.partition("-")
    verb = _OTHER_TOOLS.get(first, first)
    if scope == "file" and verb in ("ignore", "off"):
        return "ignore-file"
    if scope in ("line", "next-line", "next", "paragraph", "block"):
        return "ignore" if verb in ("ignore", "off") else ""
    return verb if verb in verbs and not scope else ""
