"""One target under atheris, in a process of its own: `python -m fuzz.worker TARGET FAILURES CORPUS [OPTION]...`.

A failure does not end the run: the first and shortest input of each kind is kept, and the fuzzer goes on to the next.
"""

from __future__ import annotations

import pkgutil
import sys
import traceback
from collections.abc import Sequence
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["healthlint"]):
    import healthlint

    # All of it: what is imported later, as most of it is, would not be counted.
    # The faces need extras that no target looks at.
    for _module in pkgutil.walk_packages(healthlint.__path__, "healthlint.", onerror=lambda name: None):
        if not _module.name.endswith("__main__") and _module.name.split(".")[1] not in (
            "audit",
            "mcp",
            "page",
            "server",
        ):
            import_module(_module.name)

from fuzz import targets
from fuzz.mutate import mutated

_PLAIN = 3
"""One input in so many is changed by libFuzzer itself, byte by byte."""


class Failures:
    """What has failed so far, by where it failed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sizes: dict[str, int] = {}

    def keep(self, data: bytes, error: BaseException) -> None:
        """Keeps the input if it is the first that fails there, or shorter than the one that is kept."""
        name = _kind(error)
        if len(data) >= self._sizes.get(name, sys.maxsize):
            return
        if name not in self._sizes:
            print(f"FAILED {name}: {traceback.format_exc()}", file=sys.stderr)
        self._sizes[name] = len(data)
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / name).write_bytes(data)


def _kind(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    told = repr((type(error).__name__, [(frame.filename, frame.lineno) for frame in frames]))
    return f"{type(error).__name__}-{sha256(told.encode()).hexdigest()[:8]}"


def main(name: str, failures: str, corpus: str, options: Sequence[str]) -> None:
    """Runs the target until libFuzzer's options end it; what leads on is kept in the folder `corpus`."""
    target, kept = targets.target(name), Failures(Path(failures))
    for number, seed in enumerate(target.seeds):
        Path(corpus, f"seed-{number}").write_bytes(seed)

    def one(data: bytes) -> None:
        try:
            target.run(data)
        except Exception as error:
            kept.keep(data, error)

    def change(data: bytes, longest: int, seed: int) -> bytes:
        if seed % _PLAIN == 0:
            return atheris.Mutate(data, longest)
        return mutated(data, longest, Random(seed), target.pieces)

    # What is made once, such as engines, is made before the time of an input is taken.
    one(b"")
    atheris.Setup([f"fuzz-{name}", f"-max_len={target.longest}", *options, corpus], one, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:4], sys.argv[4:])
