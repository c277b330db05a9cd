"""Validation of the keys of a fact that say when it applies and whether it has been reviewed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from healthlint.reference.days import first_day, is_day, last_day

_REVIEW = ("by", "on")


def validity_problems(entry: Mapping[str, Any]) -> Iterator[str]:
    """A line for each mistake in `quote`, `since`, `until`, `review_by`, `draft` and `reviewed`."""
    yield from _quote_problems(entry)
    yield from _day_problems(entry)
    if "draft" in entry and not isinstance(entry["draft"], bool):
        yield f"draft: expected true or false, found {shown(entry['draft'])}"
    if "reviewed" in entry:
        yield from (f"reviewed: {problem}" for problem in _review_problems(entry["reviewed"]))
        if entry.get("draft") is True:
            yield "draft: a reviewed fact is not a draft; remove 'draft'"


def _quote_problems(entry: Mapping[str, Any]) -> Iterator[str]:
    quote = entry.get("quote", "-")
    if not isinstance(quote, str) or not quote.strip():
        yield f"quote: expected the words of the source, in quotation marks, found {shown(quote)}"
    elif "quote" in entry and sha256(quote.encode("utf-8")).hexdigest() != entry.get("sha256"):
        yield "quote: these are not the words that 'sha256' belongs to; copy them exactly, or remove them"


def _day_problems(entry: Mapping[str, Any]) -> Iterator[str]:
    for key in ("since", "until"):
        if key in entry and not is_day(entry[key]):
            yield f"{key}: expected YYYY, YYYY-MM or YYYY-MM-DD, found {shown(entry[key])}"
    if "review_by" in entry and not (isinstance(entry["review_by"], str) and is_date(entry["review_by"])):
        yield f"review_by: expected YYYY-MM-DD, found {shown(entry['review_by'])}"
    since, until = entry.get("since"), entry.get("until")
    if is_day(since) and is_day(until) and first_day(since) > last_day(until):
        yield f"since {since} is after until {until}"


def _review_problems(reviewed: object) -> Iterator[str]:
    if not isinstance(reviewed, Mapping) or set(reviewed) != set(_REVIEW):
        yield f"expected {{by: NAME, on: YYYY-MM-DD}}, found {shown(reviewed)}"
        return
    if not isinstance(reviewed["by"], str) or not reviewed["by"].strip():
        yield f"by: expected a name, found {shown(reviewed['by'])}"
    if not isinstance(reviewed["on"], str) or not is_date(reviewed["on"]):
        yield f"on: expected YYYY-MM-DD, found {shown(reviewed['on'])}"


def is_date(text: str) -> bool:
    """True for a day as YYYY-MM-DD."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def shown(item: object) -> str:
    """The value as shown in a message."""
    if item is None:
        return "nothing"
    return f"'{item}'" if isinstance(item, str) else str(item)
