"""Results for drafts, computed in one thread next to the one that talks to the editor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from healthlint.analysis.kept import Kept, Stopped
from healthlint.fast_dataclass import dataclass
from healthlint.server.checking import Checked, Checking
from healthlint.server.drafts import Draft, Drafts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Result:
    """The reports on a draft under the settings of a `generation`."""

    draft: Draft
    generation: int
    checked: Checked

    @property
    def id(self) -> str:
        """Equal for the same draft under the same settings."""
        return f"{self.draft.revision}.{self.generation}"


class Results:
    """The result for the latest state of a draft. The check of an outdated state is cancelled."""

    def __init__(self, checking: Checking, drafts: Drafts) -> None:
        self.checking, self._drafts = checking, drafts
        self._closed = False
        self.generation = 0
        """The number of times the settings have changed."""
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="healthlint-check")
        self._known: dict[str, Result] = {}
        self._running: dict[str, asyncio.Future[Result | None]] = {}
        self._kept: dict[str, Kept] = {}

    async def of(self, uri: str) -> Result | None:
        """The result for the current state of a draft; None if it is not (or no longer) open."""
        while (draft := self._drafts.get(uri)) is not None:
            known = self._known.get(uri)
            if known is not None and self._is_current(known):
                return known
            running = self._running.get(uri)
            if running is None or running.done():
                running = self._running[uri] = self._start(draft)
            # One requester may have lost interest, but others may not.
            found = await asyncio.shield(running)
            if found is not None:
                self._known[uri] = found
        return None

    def forget(self, uri: str) -> None:
        """Forget a closed draft."""
        for each in (self._known, self._running, self._kept):
            each.pop(uri, None)

    async def run(self, work: Callable[[], T]) -> T:
        """Run other work in the checking thread, in turn."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)

    async def reload(self) -> None:
        """Read settings, packs and baselines again; earlier results are outdated."""
        self.generation += 1
        # It depends on the phrases of packs, which may have changed.
        self._kept.clear()
        await self.run(self.checking.reload)

    def close(self) -> None:
        """Start nothing more, cancel what is running, and wait for nothing."""
        self._closed = True
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _start(self, draft: Draft) -> asyncio.Future[Result | None]:
        generation = self.generation
        return asyncio.ensure_future(self.run(lambda: self._check(draft, generation)))

    def _check(self, draft: Draft, generation: int) -> Result | None:
        def wanted() -> bool:
            return self._drafts.get(draft.uri) is draft and generation == self.generation and not self._closed

        kept = self._kept.setdefault(draft.uri, Kept())
        kept.wanted = wanted
        try:
            kept.go_on()
            return Result(draft, generation, self.checking(draft.path, draft.text, kept))
        except Stopped:
            return None

    def _is_current(self, result: Result) -> bool:
        return result.draft is self._drafts.get(result.draft.uri) and result.generation == self.generation
