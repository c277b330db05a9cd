"""The generated part of the documentation: a page for every rule, the kinds of checks, the types of facts, the
commands and their options, the keys of the configuration.

    python tools/docs.py           # writes what is stale
    python tools/docs.py --check   # writes nothing; 1 and the names of the pages when some are stale

Run it with the Python that healthlint is installed in.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

import click
import yaml

from healthlint.analysis.lexicon import Drug, Jurisdiction, Lexicon, merge
from healthlint.analysis.phrasebook import Phrases
from healthlint.authoring.brisolin import brisolin, example
from healthlint.authoring.probes import is_read, sentences
from healthlint.checks.base import Check
from healthlint.cli import group
from healthlint.config.model import Config, Override, Readability
from healthlint.config.schema import written
from healthlint.findings.model import FAMILIES
from healthlint.limits import Limits
from healthlint.packs import schema
from healthlint.packs.kinds import check_class, usable
from healthlint.packs.loader import load_bundled
from healthlint.packs.model import Loaded, Rule
from healthlint.reference.fact_texts import ABOUT, INTRODUCTION, TEXTS, VALIDITY
from healthlint.reference.fact_type import FactType
from healthlint.reference.fact_types import FACT_TYPES
from healthlint.reference.model import Fact, Reference, Stance
from healthlint.reference.place_texts import PLACED_TEXTS, PLACES
from healthlint.reference.stances import EFFECTS, EFFECTS_TEXT, STANCES
from healthlint.report import json_schema
from healthlint.report.pack_page import cell, index
from healthlint.report.rule_page import page
from healthlint.span import Span
from healthlint.typed_yaml.schema import meanings

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
RULES = "rules"
SCHEMA = "healthlint.schema.json"
SCHEMAS = "schemas"
REPORT = "report.json"
CONFIGURATION = "configuration.md"
MOST = 12
"""Phrases, and examples of each sort, that the page of a rule shows."""
_NOTE = "<!-- Written by tools/docs.py; change {} and run it again. -->"
_SCALARS = {str: "text", bool: "`true` or `false`", **dict.fromkeys((int, float, int | None, float | None), "number")}
_STRETCH = re.compile(r"(<!-- keys -->\n).*?(<!-- end of keys -->)", re.DOTALL)


def pages() -> dict[str, str]:
    """Every generated file, by its path in docs/, with its text."""
    loaded = load_bundled()
    if loaded.problems:
        raise SystemExit("\n".join(loaded.problems))
    rules = sorted(loaded.rules, key=lambda rule: rule.id)
    return {
        **{f"{RULES}/{rule.id}.md": _rule(rule, loaded) for rule in rules},
        f"{RULES}/README.md": _index(rules),
        "kinds.md": _kinds(rules),
        "commands.md": _commands(),
        "facts.md": _facts(rules, merge(pack.lexicon for pack in loaded.packs)),
        SCHEMA: written(),
        **{f"{SCHEMAS}/{name}": text for name, text in schema.written().items()},
        f"{SCHEMAS}/{REPORT}": json_schema.written(),
        CONFIGURATION: _configuration((DOCS / CONFIGURATION).read_text(encoding="utf-8")),
    }


def stale() -> list[str]:
    """The generated files that are not as they should be, and rule pages that no rule has."""
    wanted = pages()
    there = {f"{folder}/{path.name}" for folder in (RULES, SCHEMAS) for path in (DOCS / folder).glob("*")}
    gone = there - set(wanted)
    return sorted({name for name, text in wanted.items() if _text(DOCS / name) != text} | gone)


def write(names: Iterable[str]) -> None:
    """Bring these files up to date."""
    wanted = pages()
    for name in names:
        path = DOCS / name
        if name in wanted:
            path.parent.mkdir(exist_ok=True)
            path.write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            path.unlink()


def _text(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def _rule(rule: Rule, loaded: Loaded) -> str:
    note = _NOTE.format(f"rules/{rule.pack}/{rule.path}")
    links = f"[All rules](README.md) · [the kind `{rule.kind}`](../kinds.md#{rule.kind})"
    return f"{note}\n\n{page(rule, loaded, markdown=True, most=MOST)}\n{links}\n"


def _index(rules: Sequence[Rule]) -> str:
    lines = [
        _NOTE.format("the rules"),
        "",
        "# Rules",
        "",
        f"{len(rules)} rules come with healthlint. A page says what `healthlint explain CODE` says, with fewer phrases",
        "and examples where there are many. The code, the name and the letters of the family all select:",
        "`--select DOS`, `ignore: [sensational-language]`.",
    ]
    for family, found in groupby(sorted(rules, key=_order), key=lambda rule: rule.family):
        lines += ["", f"## {family}: {FAMILIES[family]}", "", *index(found, lambda rule: f"{rule.id}.md")]
    return "\n".join(lines) + "\n"


def _order(rule: Rule) -> tuple[int, str]:
    return list(FAMILIES).index(rule.family), rule.id


def _commands() -> str:
    """Every command with its options, as `--help` describes them."""
    head = [
        _NOTE.format("the docstring or the options of a command in src/healthlint/cli/"),
        "",
        "# Commands",
        "",
        "Every command and option, as `--help` shows them. An option takes precedence over the configuration.",
    ]
    return "\n".join([*head, *_command(group, "healthlint")]) + "\n"


def _command(command: click.Command, name: str) -> Iterator[str]:
    context = click.Context(command, info_name=name)
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            found = command.get_command(context, each)
            if found is not None:
                yield from _command(found, f"{name} {each}")
        return
    usage = " ".join(piece for each in command.params for piece in each.get_usage_pieces(context))
    yield from ("", f"## {name}", "", inspect.cleandoc(command.help or ""), "")
    yield from ("```text", " ".join([name, "[OPTIONS]", usage]).strip(), "```")
    options = (each for each in command.params if isinstance(each, click.Option))
    records = [record for each in options if (record := each.get_help_record(context)) is not None]
    if records:
        rows = (f"| `{cell(option)}` | {cell(' '.join(meaning.split()))} |" for option, meaning in records)
        yield from ("", "| option | meaning |", "|---|---|", *rows)


def _kinds(rules: Sequence[Rule]) -> str:
    users = {kind: [rule for rule in rules if rule.kind == kind] for kind in usable()}
    head = [
        _NOTE.format("the docstring or the fields of a class in src/healthlint/checks/"),
        "",
        "# Kinds of checks",
        "",
        "A rule names a kind under `kind:` and gives its keys under `with:` ([writing rules](rule-authors.md)). A key",
        "of type *phrases* is a list in [the language of phrases](phrases.md). A key that is left out has no effect,",
        "unless a default is shown.",
    ]
    parts = [line for kind, found in users.items() for line in _kind(kind, found)]
    return "\n".join([*head, *parts]) + "\n"


def _kind(kind: str, rules: Sequence[Rule]) -> Iterator[str]:
    found = check_class(kind)
    yield from ("", f"## {kind}", "")
    for base in [found, *(each for each in found.__bases__ if each is not Check)]:
        if base is not found and issubclass(base, Check):
            yield from (
                f"It also has all keys of the kind [`{base.kind}`](#{base.kind}).",
                "",
            )
        else:
            yield from (*inspect.cleandoc(base.__doc__ or "").splitlines(), "")
    hints = get_type_hints(found)
    if keys := [_key(item, hints[item.name]) for item in fields(found)]:
        yield from ("| key | value | default |", "|---|---|---|", *keys, "")
    links = ", ".join(f"[{rule.id}]({RULES}/{rule.id}.md)" for rule in rules)
    yield f"Rules: {links or 'none of the bundled ones'}."


def _key(item: Field[Any], hint: Any) -> str:
    default = item.default if item.default is not MISSING else None
    text = json.dumps(default, ensure_ascii=False) if default and not isinstance(default, Phrases) else ""
    return f"| `{item.name.rstrip('_')}` | {cell(_words(hint))} | {f'`{text}`' if text else ''} |"


def _words(hint: Any) -> str:
    """What may stand under a key, in words."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is Phrases:
        return "phrases"
    if origin is Literal:
        return " or ".join(f"`{each}`" for each in arguments)
    if origin is tuple:
        return f"list of {_words(arguments[0])}"
    if origin is not None and issubclass(origin, Mapping):
        return f"names, each with {_words(arguments[1])}"
    if is_dataclass(hint):
        return "keys " + ", ".join(f"`{item.name.replace('_', '-')}`" for item in fields(hint))
    return _SCALARS[hint]


def _facts(rules: Sequence[Rule], lexicon: Lexicon) -> str:
    head = [
        _NOTE.format("src/healthlint/reference/fact_texts.py or fact_types.py"),
        "",
        "# Types of facts",
        "",
        *INTRODUCTION.splitlines(),
        "",
        "`about` says what a fact is about:",
        "",
        *_meanings(ABOUT),
        "",
        "Optional keys of a fact:",
        "",
        *_meanings(VALIDITY),
    ]
    parts = [line for name, kind in FACT_TYPES.items() for line in _fact_type(name, kind, rules)]
    return "\n".join([*head, *_places(lexicon.jurisdictions), *parts]) + "\n"


def _places(known: Iterable[Jurisdiction]) -> Iterator[str]:
    """What holds in one country, or where an agency decides; tests/test_placed_sentences.py runs the sentences."""
    named = ", ".join(f"`{each.id}`" + "".join(f" (`{agency}`)" for agency in each.agencies) for each in known)
    told = textwrap.fill(PLACES.format(known=named), 118).splitlines()
    yield from ("", "## Where a status holds", "", *told, "", "| fact | a finding | none |", "|---|---|---|")
    for each in PLACED_TEXTS:
        fact = f"`{each.type}` `{each.about}` `{each.value}`"
        yield f"| {fact} | {each.finding} ([{each.rule}]({RULES}/{each.rule}.md)) | {each.none} |"


def _meanings(texts: Mapping[str, str]) -> list[str]:
    return ["| key | meaning |", "|---|---|", *(f"| `{key}` | {cell(told)} |" for key, told in texts.items())]


def _fact_type(name: str, kind: FactType, rules: Sequence[Rule]) -> Iterator[str]:
    text = TEXTS[name]
    stance = () if text.stance == "asserts" else (f"stance: {text.stance}",)
    yield from ("", f"## {name}", "", f"It says {text.says}.", "")
    yield from ("```yaml", f"type: {name}", f"about: {text.about}", f"value: {text.value}", *stance, "```", "")
    yield from ("| key | value | meaning |", "|---|---|---|")
    for key, held in kind.keys.items():
        shown = f"*`{key}`*" if key in kind.required else f"`{key}`"
        yield f"| {shown} | {cell(held.expected)} | {cell(text.meaning(key))} |"
    yield from _stances(name)
    yield from _probe(name)
    readers = ", ".join(f"[{rule.id}]({RULES}/{rule.id}.md)" for rule in rules if _reads(rule, name, kind))
    yield from ("", f"Read by: {readers or 'no rule on any drug; it is shown and compared with other sources'}.")


def _stances(name: str) -> Iterator[str]:
    """What each pair of verdict and stance does; tests/reference/test_stances.py runs each."""
    effects = EFFECTS.get(name, {})
    if effects:
        yield from ("", f"| verdict | {' | '.join(STANCES)} |", f"|---|{'---|' * len(STANCES)}")
        yield from (f"| `{verdict}` | {' | '.join(each)} |" for verdict, each in effects.items())
        yield from ("", EFFECTS_TEXT)


def _probe(name: str) -> Iterator[str]:
    """What contradicts the example of a type, and what agrees; tests/test_fact_sentences.py runs both."""
    fact = example(name)
    if is_read(fact):
        against, beside = sentences(fact, brisolin())
        yield from ("", f"> A finding: {against[:1].upper()}{against[1:]}", ">")
        yield f"> None: {beside[:1].upper()}{beside[1:]}"


def _reads(rule: Rule, name: str, kind: FactType) -> bool:
    """True when a rule on any drug reads some fact of a type."""
    if not rule.check.for_any:
        return False
    text = TEXTS[name]
    about, value = yaml.safe_load(text.about), yaml.safe_load(text.value)
    values = [value, *({**value, key: choice} for key, held in kind.keys.items() for choice in held.choices)]
    drug = Drug(about.get("drug", ""), names=("a",), sound_alikes=("b",))
    facts = (
        Fact("", name, about, each, cast("Stance", stance), "", "", Span(0, 1), "")
        for each in values
        for stance in STANCES
    )
    references = [Reference((), (fact,)) for fact in facts]
    return any(check.reads(reference) for check in rule.check.each(drug) for reference in references)


def _configuration(text: str) -> str:
    tables = [
        *_keys(Config),
        "",
        "One of `overrides`:",
        "",
        *_keys(Override),
        "",
        "`readability`:",
        "",
        *_keys(Readability),
        "",
        "`limits`:",
        "",
        *_keys(Limits),
    ]
    body = "\n".join(tables)
    return _STRETCH.sub(lambda found: f"{found[1]}\n{body}\n\n{found[2]}", text)


def _keys(wanted: type) -> Iterator[str]:
    hints, told = get_type_hints(wanted), meanings(wanted)
    yield from ("| key | value | default | meaning |", "|---|---|---|---|")
    for item in fields(wanted):
        name = item.name.replace("_", "-")
        default = item.default if item.default is not MISSING else None
        text = json.dumps(default) if isinstance(default, str | bool | int) and default != "" else ""
        cells = (f"`{name}`", _words(hints[item.name]), f"`{text}`" if text else "", told[name])
        yield f"| {' | '.join(map(cell, cells))} |"


def main(arguments: Sequence[str]) -> int:
    """0 when everything was up to date or has been written."""
    found = stale()
    if "--check" in arguments:
        for name in found:
            print(f"docs/{name}: stale; run: python tools/docs.py")
        return int(bool(found))
    write(found)
    print("\n".join(f"wrote docs/{name}" for name in found) or "everything is up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
