"""Whatever goes in, it answers: targets for atheris and hypothesis, and what has to hold for each."""

import sys
from pathlib import Path
from types import ModuleType

if "tests" not in sys.modules:
    # textstat installs a package of its own that is called `tests`; it would be found in the place of ours.
    _tests = ModuleType("tests")
    _tests.__path__ = [str(Path(__file__).resolve().parent.parent / "tests")]
    sys.modules["tests"] = _tests
