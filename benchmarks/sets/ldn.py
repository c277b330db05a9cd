"""The annotated articles on low-dose naltrexone; scored by the set's own score.py."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.sets.figures import Figure


def measure(folder: Path) -> list[Figure]:
    """The figures of score.py over the articles of `folder`."""
    command = f"{sys.executable} -m healthlint"
    run = subprocess.run(
        [sys.executable, str(folder.parent / "score.py"), str(folder), "--json", "--healthlint", command],
        capture_output=True,
        text=True,
        check=True,
    )
    scores = json.loads(run.stdout)
    families = [
        Figure(f"{name} F1", s["f1"] or 0.0, 0.80)
        for name, s in scores.items()
        if name.isupper() and isinstance(s, dict) and s["gold"]
    ]
    return [
        Figure("precision", scores["all"]["precision"], 0.93),
        Figure("recall", scores["all"]["recall"], 0.88),
        Figure("alarms on clean articles", scores["alarms_on_clean_articles"], 1, most=True),
        *families,
    ]
