"""Tasks spread over processes that may die."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import pytest

pytest.importorskip("daft", reason="it needs the extra 'audit'")

from daft import scarf_telemetry

from healthlint.audit.workers import Workers


class Echo:
    """Gives back its task; by the threads of this machine."""

    def __init__(self, given: Any) -> None:
        self._given = given

    def __call__(self, task: str) -> str:
        return task

    def end(self) -> None:
        """It has no process."""


class Failing(Echo):
    """Fails with one task, once."""

    failed: ClassVar[list[str]] = []

    def __call__(self, task: str) -> str:
        if task == self._given and not self.failed:
            self.failed.append(task)
            raise RuntimeError("no room")
        return task.upper()


def rounds(*planned: Sequence[str]) -> tuple[Workers, list[list[str]]]:
    """Workers whose rounds do these tasks and then fail, but for the last one; and what each was asked."""
    asked: list[list[str]] = []

    class Dying(Workers):
        def _round(self, made: Any, given: Any, tasks: Sequence[str]) -> Iterator[tuple[str, str]]:
            asked.append(list(tasks))
            done = planned[len(asked) - 1]
            yield from ((task, task.upper()) for task in done)
            if set(tasks) - set(done):
                raise RuntimeError("died\nof something") from ValueError("no room\nleft")

    return Dying(), asked


def test_tasks_of_a_dead_process_are_done_in_another_round() -> None:
    workers, asked = rounds(["b"], [], [], ["a"], [], ["c", "d"])
    assert list(workers.all(Echo, None, ["a", "b", "c", "d"])) == [(each, each.upper()) for each in "bacd"]
    assert asked[1:3] == [["a", "c", "d"], ["a", "c", "d"]]


def test_a_task_that_two_have_done_counts_once() -> None:
    workers, _ = rounds(["a", "a", "b"])
    assert list(workers.all(Echo, None, ["a", "b"])) == [("a", "A"), ("b", "B")]


def test_rounds_that_do_nothing_end_it_with_the_first_cause() -> None:
    workers, asked = rounds([], [], [], ["a"])
    with pytest.raises(RuntimeError, match=r"^its processes keep failing \(no room\)$"):
        list(workers.all(Echo, None, ["a"]))
    assert len(asked) == 3


@pytest.mark.parametrize("number", [1, 2, 5])
def test_every_task_is_done_once_though_one_fails_at_first(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Failing, "failed", [])
    tasks = [f"t{at}" for at in range(9)]
    assert sorted(Workers(number).all(Failing, "t4", tasks)) == [(each, each.upper()) for each in tasks]
    assert Failing.failed == ["t4"]


def test_nothing_to_do_starts_nothing() -> None:
    workers, asked = rounds()
    assert list(workers.all(Echo, None, [])) == []
    assert asked == []


def test_nothing_is_told_to_the_makers_of_daft() -> None:
    assert scarf_telemetry.opted_out()
