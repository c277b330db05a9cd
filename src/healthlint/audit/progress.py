"""A bar on standard error for an audit that somebody watches: articles, articles a second, the time left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tqdm import tqdm

Steps = Iterable[tuple[str, int]]


def silent(_label: str, _total: int, _done: int, steps: Steps) -> Iterator[tuple[str, int]]:
    """The steps as they are."""
    yield from steps


def watched(label: str, total: int, done: int, steps: Steps) -> Iterator[tuple[str, int]]:
    """The steps with a bar, on a terminal; `total` is 0 where nobody knows it."""
    with tqdm(
        desc=label,
        total=total or None,
        initial=done,
        unit=" articles",
        disable=None,  # where standard error is no terminal
        leave=False,
        dynamic_ncols=True,
    ) as bar:
        for task, number in steps:
            bar.update(number)
            yield task, number
