"""textstat's formulas, without the dictionary that textstat would load or fetch.

textstat is loaded from its installation, but under another name and with the modules replaced that load data: so nltk
is never imported, nothing is ever fetched, and a program that uses textstat itself is not affected.
"""

from __future__ import annotations

import importlib.util
import sys
import threading
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from healthlint.errors import HealthlintError
from healthlint.readability import hyphens, syllables

_COPY = "healthlint.readability._textstat"
_LONGEST_WORD = 40
_REMEMBERED = 8192
_loading = threading.Lock()
_of_texts: list[Any] = []


def load() -> Any:
    """textstat's module of formulas."""
    with _loading:
        return _load()


def forget() -> None:
    """Release the last text and everything computed from it."""
    for memo in _of_texts:
        memo.cache_clear()


@cache
def _load() -> ModuleType:
    spec = importlib.util.find_spec("textstat")
    if spec is None or spec.origin is None:
        raise HealthlintError("readability needs the package textstat; install it with `pip install textstat`")
    folder = Path(spec.origin).parent
    _replace("typed_cache", _cached)
    _replace("get_cmudict", lambda _language: syllables.load())
    _replace("get_pyphen", hyphens.load)
    _replace("get_lang_easy_words", cache(lambda _language: _easy_words(folder)))
    _replace("count_syllables", _counted, "counts")
    return _load_copy(spec.origin, folder)


def _counted(text: str, lang: str) -> int:
    """The syllables of a text, as textstat counts them, but each word once."""
    listed = sys.modules[f"{_COPY}.backend.selections._list_words"].list_words(text, lowercase=True)
    return sum(map(_of_word(lang), listed))


@cache
def _of_word(lang: str) -> Callable[[str], int]:
    known, others = syllables.load(), hyphens.load(lang)

    @lru_cache(maxsize=_REMEMBERED)
    def count(word: str) -> int:
        found = known.count(word)
        return len(others.positions(word)) + 1 if found is None else found

    return count


def _replace(function: str, ours: Callable[..., object], room: str = "utils") -> None:
    module = ModuleType(f"{_COPY}.backend.{room}._{function}")
    setattr(module, function, ours)
    sys.modules[module.__name__] = module


def _cached(function: Callable[..., Any]) -> Callable[..., Any]:
    """Instead of a permanent cache of 128 results: too few for the words of an article, too many for articles."""
    of_words = lru_cache(maxsize=_REMEMBERED)(function)
    of_texts = cache(function)
    _of_texts.append(of_texts)

    def call(text: str, *rest: Any, **named: Any) -> Any:
        return (of_words if len(text) <= _LONGEST_WORD else of_texts)(text, *rest, **named)

    return call


def _easy_words(textstat: Path) -> frozenset[str]:
    words = (textstat / "resources" / "en" / "easy_words.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in words.splitlines())


def _load_copy(file: str, folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(_COPY, file, submodule_search_locations=[str(folder)])
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[_COPY] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
