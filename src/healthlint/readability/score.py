"""The readability scores of a text, identical to textstat's."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.errors import UsageError, did_you_mean

FORMULAS = (
    "automated_readability_index",
    "coleman_liau_index",
    "dale_chall_readability_score",
    "flesch_kincaid_grade",
    "flesch_reading_ease",
    "gunning_fog",
    "linsear_write_formula",
    "smog_index",
)


def scores(text: str, formulas: Sequence[str] = FORMULAS) -> dict[str, float]:
    """The score of the text by each formula, in the given order; formulas have textstat's names."""
    for name in formulas:
        if name not in FORMULAS:
            raise UsageError(f"unknown readability formula '{name}'{did_you_mean(name, FORMULAS)}")
    from healthlint.readability.formulas import forget, load

    textstat = load()
    try:
        return {name: float(getattr(textstat, name)(text)) for name in formulas}
    finally:
        forget()
