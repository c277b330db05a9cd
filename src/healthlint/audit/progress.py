"""A progress bar on standard error: articles, articles per second, the time left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tqdm import tqdm

Steps = Iterable[tuple[str, int]]


def silent(_label: str, _total: int, _done: int, steps: Steps) -> Iterator[tuple[str, int]]:
    """The steps without a bar."""
    yield from steps


def watched(label: str, total: int, done: int, steps: Steps) -> Iterator[tuple[str, int]]:
    """The steps with a bar, if standard error is a terminal; `total` is 0 if unknown."""
    with tqdm(
        desc=label,
        total=total or None,
        initial=done,
        unit=" articles",
        disable=None,  # tqdm then disables it unless standard error is a terminal
        leave=False,
        dynamic_ncols=True,
    ) as bar:
        for task, number in steps:
            bar.update(number)
            yield task, number
