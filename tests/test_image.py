"""The image: what it is made of is there, and what it promises holds as far as a file can show it; `.ci/run` builds it
where a container runtime runs, and lints it elsewhere."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def _instructions() -> list[tuple[str, str]]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines)]


def _copied() -> set[str]:
    """What comes from the checkout."""
    copies = [shlex.split(rest) for name, rest in _instructions() if name == "COPY" and "--from" not in rest]
    return {source for words in copies for source in words[:-1]}


def test_everything_that_is_copied_is_there_and_sent_to_the_builder() -> None:
    sent = set(re.findall(r"^!(.*)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE))
    assert _copied() == sent
    assert [name for name in _copied() if not (ROOT / name).exists()] == []


def test_the_sources_of_the_wheel_are_copied() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, wheel = told["project"], told["tool"]["hatch"]["build"]["targets"]["wheel"]
    wanted = {"pyproject.toml", project["readme"], wheel["hooks"]["custom"]["path"]}
    wanted |= {name.split("/")[0] for name in (*project["license-files"], *wheel["packages"])}
    assert wanted <= _copied()


def test_it_runs_as_nobody_in_particular_and_keeps_nothing() -> None:
    last = _instructions()[max(at for at, (name, _) in enumerate(_instructions()) if name == "FROM") :]
    user = next(rest for name, rest in last if name == "USER")
    assert user.split(":")[0].isdigit()
    assert int(user.split(":")[0]) > 0
    assert [name for name, _ in last].index("USER") < [name for name, _ in last].index("ENTRYPOINT")
    assert "HEALTHLINT_NO_CACHE=1" in dict(last)["ENV"]
    assert "slim" in dict(last)["FROM"]
