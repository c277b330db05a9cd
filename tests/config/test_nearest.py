"""The nearest folder that has something, with every folder asked once."""

from __future__ import annotations

from healthlint.config.nearest import Nearest, above


def test_the_folders_above() -> None:
    assert list(above("/a/b")) == ["/a/b", "/a", "/"]
    assert list(above("/")) == ["/"]


def test_the_nearest_one_counts_and_none_is_asked_twice() -> None:
    asked: list[str] = []

    def ask(folder: str) -> str | None:
        asked.append(folder)
        return folder if folder in ("/a", "/a/b/c") else None

    nearest = Nearest(ask)
    assert [nearest(folder) for folder in ("/a/b/c/d", "/a/b", "/a/b/x", "/z", "/z/y", "/a/b/c")] == [
        "/a/b/c",
        "/a",
        "/a",
        None,
        None,
        "/a/b/c",
    ]
    assert len(asked) == len(set(asked))


def test_the_search_stops_above_the_last_folder() -> None:
    nearest = Nearest(lambda folder: folder if folder == "/a" else None, lambda folder: folder == "/a/b")
    assert (nearest("/a/b/c"), nearest("/a/b"), nearest("/a/c")) == (None, None, "/a")
