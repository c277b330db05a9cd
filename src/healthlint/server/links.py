"""Where the page of a rule is."""

from __future__ import annotations


def rule_page(code: str) -> str | None:
    """The address of the page of a rule; None where there is none."""
    return None
