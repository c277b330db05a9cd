"""The address of a rule's page, as configured or on this machine."""

from __future__ import annotations

from functools import cache

from healthlint.findings.model import Finding
from healthlint.packs.locate import CHECKOUT, INSTALLED

_FOLDERS = (INSTALLED.parent / "docs" / "rules", CHECKOUT.parent / "docs" / "rules")


def address(pages: str, code: str) -> str:
    """The address of a rule's page below `pages`, a folder or an address with `{code}` in it."""
    if "{code}" in pages:
        return pages.replace("{code}", code)
    return f"{pages.rstrip('/')}/{code}.md"


def page_of(finding: Finding) -> str:
    """The address of the page of a finding's rule, for editors and terminals: the configured one, or else that of a
    file on this machine. Empty for a rule without a page."""
    return finding.help or on_this_machine(finding.code)


@cache
def on_this_machine(code: str) -> str:
    """The file: address of the page of a bundled rule; empty if there is none."""
    pages = (folder / f"{code}.md" for folder in _FOLDERS)
    return next((page.as_uri() for page in pages if code.isalnum() and page.is_file()), "")
