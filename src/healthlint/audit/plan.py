"""The plan of an audit, stored with its results so that an interrupted run can be continued."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from healthlint.audit.inputs import Unit, find, units
from healthlint.audit.options import OPTIONS, Options
from healthlint.audit.schemas import ARTICLES, ERRORS, FINDINGS, PLAN, UNITS, WORK
from healthlint.audit.store import Store
from healthlint.errors import InputError, UsageError
from healthlint.fast_dataclass import dataclass
from healthlint.settings import Configured
from healthlint.version import __version__

SUMMARY = "summary.html"
ENDED = "problems.json"
"""Written once all partitions are done: the problems with whole inputs."""
SCHEMA = "healthlint-audit/1"


@dataclass(frozen=True, slots=True)
class Plan:
    """The units to read, the problems with the inputs, and everything that the results depend on (`wanted`)."""

    units: tuple[Unit, ...]
    problems: tuple[str, ...]
    wanted: dict[str, Any]


def planned(named: Sequence[str], options: Options, configured: Configured) -> Plan:
    """The plan of an audit of these inputs. Raises InputError if there is nothing to read."""
    found, problems = find(named, Store.of(options.output))
    if not found:
        raise InputError("\n".join(problems))
    made = units(found, options.rows)
    wanted = {
        "schema": SCHEMA,
        "version": __version__,
        "state": configured.state(options.place).hex(),
        "options": options.result_settings(),
        "units": [unit.to_dict() for unit in made],
    }
    return Plan(tuple(made), tuple(problems), wanted)


def hold(plan: Plan, store: Store, fresh: bool) -> None:
    """Write the plan to the folder of the audit or, if there is one already, compare the two; `fresh` deletes the
    earlier audit. Raises UsageError if the folder contains a different audit."""
    if fresh:
        for name in (WORK, ARTICLES, FINDINGS, ERRORS, PLAN, ENDED, SUMMARY):
            store.delete(name)
    there = _written(store)
    if there is None:
        if store.names(ARTICLES) or store.names(FINDINGS):
            raise UsageError(f"{store.root}: contains other tables; choose another --output")
        store.write(PLAN, json.dumps(plan.wanted, indent=1).encode())
        return
    other = [key for key in plan.wanted if there.get(key) != plan.wanted[key]]
    if other:
        said = _differing(other[-1], there, plan.wanted)
        raise UsageError(
            f"{store.root}: contains an audit with different {said}; choose another --output, or add --fresh"
        )


def _differing(key: str, there: dict[str, Any], wanted: dict[str, Any]) -> str:
    """What differs from the earlier plan, in terms of the command line."""
    if key != "options":
        return {"units": "inputs", "state": "configuration, rules or reader"}.get(key, key)
    before = there.get(key) or {}
    names = [OPTIONS[name] for name, value in wanted[key].items() if before.get(name) != value]
    return f"options ({', '.join(names)})"


def _written(store: Store) -> dict[str, Any] | None:
    if not store.has(PLAN):
        return None
    try:
        found: dict[str, Any] = json.loads(store.read(PLAN))
    except (OSError, ValueError):
        raise UsageError(f"{store.address(PLAN)}: is damaged; add --fresh to start again") from None
    return found


def is_audit(store: Store) -> bool:
    """True for the folder of a finished audit."""
    return store.has(PLAN) and bool(store.names(ARTICLES)) and store.has(SUMMARY)


def staged(store: Store) -> dict[str, dict[str, Any]]:
    """The partitions and problems of each unit that has been read, by the unit's name."""
    return {
        name.removesuffix(".json"): json.loads(store.read(f"{UNITS}/{name}"))
        for name in store.names(UNITS)
        if name.endswith(".json")
    }
