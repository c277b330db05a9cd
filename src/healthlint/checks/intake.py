"""A dose as taken: an amount, and how often."""

from __future__ import annotations

from healthlint.checks.measures import MILLIGRAM
from healthlint.fast_dataclass import dataclass
from healthlint.measure import over_period

AT_A_TIME = "dose"
WEEKDAY = "weekday"
_PERIODS = (("month", 27.9), ("week", 6.9))
"""Periods longer than a day, with the least number of days between two doses that counts as each."""


@dataclass(frozen=True, slots=True)
class Intake:
    """`low` to `high` of a `measure` at a time, `times` in each `per` ("": no frequency stated)."""

    low: float
    high: float
    per: str = ""
    times: float = 1.0
    measure: str = MILLIGRAM

    @property
    def once(self) -> Intake:
        """The same amount, without its frequency."""
        return Intake(self.low, self.high, measure=self.measure)

    @property
    def rhythm(self) -> str:
        """The natural period of the frequency: "every 28 days" is monthly."""
        often = self.often("day") / max(self.times, 1.0)
        days = 1 / often if often else 0.0  # "zero times a day"
        return next((period for period, least in _PERIODS if days >= least), "day")

    def over(self, period: str) -> tuple[float, float]:
        """The amount in a period, or at a time (`dose`); without a frequency it counts as the amount for any period."""
        if not self.per or period == AT_A_TIME:
            return self.low, self.high
        return self._in(self.low, period), self._in(self.high, period)

    def often(self, period: str) -> float:
        """How often it is taken in a period."""
        return self._in(1.0, period)

    def _in(self, value: float, period: str) -> float:
        return over_period(value, self.times, "week" if self.per == WEEKDAY else self.per, period) or 0.0
