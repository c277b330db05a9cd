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
_DISEASE = "-disease"
_AGE_GROUPS = (("child", "children"), ("adolescent", "adolescents"), ("older", "older-people"), ("adult", "adults"))


def people(text: str) -> tuple[dict[str, str], ...]:
    """Each group named in a text, as keys of `about`; empty if no group is named.

    If ages are given, they replace the word for the age group."""
    groups = list(_ages(text))
    if not groups:
        groups = [{"population": name} for word, name in _AGE_GROUPS if words(word).search(text)]
    return (*groups, *_in_a_state(text))


def _in_a_state(text: str) -> Iterator[dict[str, str]]:
    """The groups in a state; those with a severe illness of the kidneys are a group of their own."""
    for word, name in _POPULATIONS:
        if found := words(word).search(text):
            before = words("degrees").search(text, 0, found.start())
            degrees = words("degree").findall(before[0]) if before and name.endswith(_DISEASE) else ()
            yield from ({"population": f"{degree.lower()}-{name}"} for degree in degrees)
            if not degrees:
                yield {"population": name}


def people_of(about: Mapping[str, str]) -> str:
    """The people of `about` as the end of a statement: ", adults", ", 4-17 years"; "" for everybody."""
    groups = [about["population"].replace("-", " ")] if "population" in about else []
    return "".join(f", {group}" for group in (*groups, *([f"{about['ages']} years"] if "ages" in about else ())))


def only_of(only: str) -> str:
    """A restriction in words as the end of a statement: ", only: moderate to severe"; "" for none."""
    return f", only: {only}" if only else ""


def weight(text: str) -> str:
    """The weights named in a text, as a topic (`weight-15-to-under-30-kg`); "" if there are none."""
    if found := words("weight-span").search(text):
        under = "under-" if found[2] else ""
        return f"weight-{_figure(found[1])}-to-{under}{_figure(found[3])}-kg"
    if found := words("weight-below").search(text):
        return f"weight-below-{_figure(found[1])}-kg"
    if found := words("weight-over").search(text):
        return f"weight-over-{_figure(found[1])}-kg"
    if found := words("weight-from").search(text):
        return f"weight-from-{_figure(found[1] or found[2])}-kg"
    return ""


def _ages(text: str) -> Iterator[dict[str, str]]:
    """Completed years: "6 to under 12 years" ends with 11. Of "> 65 years", words keep that 65 is not meant."""
    for found in words("age-span").finditer(text):
        low, high = int(found[1]), int(found[3]) - bool(found[2])
        if low <= high:
            yield {"ages": f"{low}-{high}"}
    for found in words("age-from").finditer(text):
        yield {"ages": f"{found[1] or found[2]}+"}
    for found in words("age-over").finditer(text):
        yield {"ages": f"{found[1]}+", "only": " ".join(found[0].split())}
    for found in words("age-below").finditer(text):
        if int(found[1]) and not _in_span(text, found):
            yield {"ages": f"0-{int(found[1]) - 1}"}


def _in_span(text: str, found: re.Match[str]) -> bool:
    """True for the "under 12 years" of "6 to under 12 years"."""
    return any(span.start() < found.start() < span.end() for span in words("age-span").finditer(text))


def _figure(number: str) -> str:
    return number.replace(".", "-")
