"""The people that a part of a label is about: populations, ages, weights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from healthlint.authoring.drafts.wording import words

_POPULATIONS = (
    ("kidney", "kidney-disease"),
    ("liver", "liver-disease"),
    ("pregnant", "pregnancy"),
    ("breastfeeding", "breastfeeding"),
)
_AGE_GROUPS = (("child", "children"), ("adolescent", "adolescents"), ("older", "older-people"), ("adult", "adults"))


def people(text: str) -> tuple[dict[str, str], ...]:
    """Each group named in a text, as keys of `about`; empty if no group is named.

    If ages are given, they replace the word for the age group."""
    groups = [{"ages": found} for found in _ages(text)]
    if not groups:
        groups = [{"population": name} for word, name in _AGE_GROUPS if words(word).search(text)]
    return (*groups, *({"population": name} for word, name in _POPULATIONS if words(word).search(text)))


def people_of(about: Mapping[str, str]) -> str:
    """The people of `about` as the end of a statement: ", adults", ", 4-17 years"; "" for everybody."""
    groups = [about["population"].replace("-", " ")] if "population" in about else []
    return "".join(f", {group}" for group in (*groups, *([f"{about['ages']} years"] if "ages" in about else ())))


def weight(text: str) -> str:
    """The weights named in a text, as a topic (`weight-15-30-kg`); "" if there are none."""
    if found := words("weight-span").search(text):
        return f"weight-{_figure(found[1])}-{_figure(found[2])}-kg"
    if found := words("weight-below").search(text):
        return f"weight-below-{_figure(found[1])}-kg"
    if found := words("weight-from").search(text):
        return f"weight-from-{_figure(found[1] or found[2])}-kg"
    return ""


def _ages(text: str) -> Iterator[str]:
    """Completed years: "6 to under 12 years" ends with 11."""
    for found in words("age-span").finditer(text):
        low, high = int(found[1]), int(found[3]) - bool(found[2])
        if low <= high:
            yield f"{low}-{high}"
    for found in words("age-from").finditer(text):
        yield f"{found[1] or found[2]}+"
    for found in words("age-below").finditer(text):
        if int(found[1]) and not _in_span(text, found):
            yield f"0-{int(found[1]) - 1}"


def _in_span(text: str, found: re.Match[str]) -> bool:
    """True for the "under 12 years" of "6 to under 12 years"."""
    return any(span.start() < found.start() < span.end() for span in words("age-span").finditer(text))


def _figure(number: str) -> str:
    return number.replace(".", "-")
