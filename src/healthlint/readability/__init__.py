"""Readability: textstat's formulas over healthlint's own table of syllables."""

from healthlint.readability.score import FORMULAS, scores

__all__ = ["FORMULAS", "scores"]
