"""Score the findings on the articles of a new author's pack: `score_pack.py SET [--misses] [--alarms]`, run with
healthlint's Python; SET is a folder with `articles`, `gold.jsonl`, a pack, `healthlint.yaml` and `caveats.json`.

An annotation is found by an error or warning that shares a character with it and is not much longer; a missing caveat
by the rule of the pack that asks for it. Debatable annotations count neither for nor against."""

from __future__ import annotations

import collections
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(sys.argv[1]).resolve()
# The rules that miss caveats, and the caveats that the sheet wants said.
CAVEATS = json.loads((HERE / "caveats.json").read_text(encoding="utf-8"))
LEFT_OUT = ("READ", "TYP")


def findings() -> list[dict]:
    """Errors and warnings on the articles, with the pack."""
    command = [sys.executable, "-m", "healthlint", "check", "articles", "--format", "json", "--exit-zero", "--no-cache"]
    run = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=True)
    shown = json.loads(run.stdout)["findings"]
    return [f for f in shown if f["severity"] in ("error", "warning") and not f["code"].startswith(LEFT_OUT)]


def right(finding: dict, row: dict) -> bool:
    """Whether the annotation is what the finding says."""
    if pathlib.Path(finding["path"]).name != row["file"]:
        return False
    if row["family"] == "CAV":
        return CAVEATS.get(finding["code"]) == row["caveat"]
    if finding["code"] in CAVEATS or finding["code"].startswith("CAV"):
        return False
    span = finding["span"]
    width = span["end"] - span["start"]
    return span["start"] < row["end"] and row["start"] < span["end"] and width <= 3 * (row["end"] - row["start"]) + 60


def main() -> None:
    rows = [json.loads(line) for line in (HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    owed = [i for i, row in enumerate(rows) if row.get("tier") != "debatable"]
    found: set[int] = set()
    hits, alarms = 0, []
    for finding in findings():
        places = [i for i, row in enumerate(rows) if right(finding, row)]
        found.update(places)
        if not places:
            alarms.append(finding)
        elif any(i in owed for i in places):
            hits += 1
    got = [i for i in owed if i in found]
    print(f"recall {len(got)}/{len(owed)} = {len(got) / len(owed):.2f}")
    print(f"precision {hits}/{hits + len(alarms)} = {hits / (hits + len(alarms) or 1):.2f}")
    families = collections.Counter(rows[i]["family"] for i in owed)
    for family, size in sorted(families.items()):
        print(f"  {family} {sum(rows[i]['family'] == family for i in got)}/{size}")
    if "--alarms" in sys.argv:
        for f in alarms:
            print("ALARM", pathlib.Path(f["path"]).name, f["start"]["line"], f["code"], f["message"][:230])
    if "--misses" in sys.argv:
        for i in set(owed) - found:
            row = rows[i]
            print("MISS", row["file"], row["family"], row.get("caveat") or row["quote"], "--", row.get("why", ""))


if __name__ == "__main__":
    main()
