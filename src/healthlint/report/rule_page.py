"""The page of a rule: one text, for the terminal and for the documentation."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

from healthlint.analysis.lexicon import merge
from healthlint.analysis.reading.model import THOUSAND, card, missing
from healthlint.checks.base import Check
from healthlint.checks.reading import Reading
from healthlint.findings.model import family_name
from healthlint.packs.any_drug import checks, covered
from healthlint.packs.model import Example, Former, Loaded, Rule
from healthlint.pattern import pattern
from healthlint.report.rule_phrases import holds_phrases, texts_of, written
from healthlint.span import Span

WIDTH = 88
_INDENT = "  "
_WORDS = pattern(r"\S+\s*")
_TICKS = pattern(r"`{3,}")
_VERBATIM = {
    "Phrases": "text",
    "Flagged": "text",
    "Not flagged": "text",
    "Fixed": "diff",
    "Silence it in an article": "html",
    "Change it in healthlint.yaml": "yaml",
}
"""Sections shown verbatim, each with the language named in Markdown."""
_CONFIGURED = {
    "readability": ("readability: {grade: 10}", "the school grade above which an article is reported"),
    "spelling": ("words: [a word]", "accepted words"),
}
"""Configuration keys that apply only to rules of this kind."""
_OPTIONAL = "By its code or its name: `--extend-select` on the command line, `extend-select` in the configuration."

Section = tuple[str, list[str], int]
"""A title, the lines below it, and how many more there would be."""


def page(
    rule: Rule, loaded: Loaded, markdown: bool = False, most: int | None = None, level: int = 1, width: int = WIDTH
) -> str:
    """The full description of a rule, ending with a newline. Its reason and how to silence it come first, as the most
    frequent questions, then examples. At most `most` phrases and examples of each sort, if given, with a note of the
    total. `level` is that of the Markdown heading, `width` that of a line."""
    head = f"{rule.id} {rule.name}"
    family = family_name(rule.family)
    facts = f"{rule.severity}, {rule.confidence} confidence · {family} · kind {rule.kind} · pack {rule.pack}"
    room = width - len(_INDENT)
    blocks = [f"{'#' * level} {head}\n\n*{facts}*" if markdown else "\n".join((head, *_hung(facts, width)))]
    for title, lines, more in _sections(rule, loaded, most, room):
        body = "\n".join(lines)
        if markdown:
            blocks.append(f"#{'#' * level} {title}\n\n{_fenced(body, title)}{_rest(rule, more)}")
        else:
            blocks.append(f"{title}\n{textwrap.indent(body, _INDENT)}")
    return "\n\n".join(blocks) + "\n"


def _fenced(body: str, title: str) -> str:
    if title not in _VERBATIM:
        return body
    # An example may contain a fence itself; the one around it is longer.
    fence = "`" * (1 + max((len(run) for run in _TICKS.findall(body)), default=2))
    return f"{fence}{_VERBATIM[title]}\n{body}\n{fence}"


def _rest(rule: Rule, more: int) -> str:
    return f"\n\nThese are some of them; `healthlint explain {rule.id}` shows the other {more}." if more > 0 else ""


def _sections(rule: Rule, loaded: Loaded, most: int | None, width: int) -> Iterator[Section]:
    flag, pass_ = rule.examples.flag, rule.examples.pass_
    phrases = written(rule.check, loaded)
    sections: Iterable[Section] = (
        ("Why", _wrapped(rule.why, width), 0),
        ("Replaces", [_former(former) for former in rule.formerly], 0),
        ("Silence it in an article", _silenced(rule), 0),
        ("Change it in healthlint.yaml", _configured(rule, width), 0),
        ("Runs only when selected", _wrapped(_OPTIONAL if rule.optional else "", width), 0),
        ("Flagged", _examples(flag[:most], width), _left(flag, most)),
        ("Not flagged", _examples(pass_[:most], width), _left(pass_, most)),
        ("Fix", _wrapped(_fix(rule), width), 0),
        ("Fixed", _hanging(_changed(rule), width), 0),
        ("Message", _wrapped(rule.message, width), 0),
        ("What it looks for", _wrapped(_purpose(rule.check), width), 0),
        ("Only in", _wrapped(", ".join(rule.where), width), 0),
        ("Silent if the words are", _wrapped(", ".join(rule.unless), width), 0),
        ("Settings", _hanging(_settings(rule.check), width), 0),
        ("Phrases", _hanging([*phrases[:most], *_note(phrases[:most])], width), _left(phrases, most)),
        ("Taught reader (probabilities)", _taught(rule), 0),
        ("Documented facts", _hanging(_facts(rule, loaded), width), 0),
        ("Published rationale", _wrapped(rule.rationale, width), 0),
    )
    return (section for section in sections if section[1])


def _former(former: Former) -> str:
    where = f", on {former.drug.replace('-', ' ')}" if former.drug else ""
    return f"{former.code} {former.name}{where}"


def _note(phrases: Sequence[str]) -> Iterator[str]:
    """The meaning of the marks in phrases, if there are any."""
    if any("…" in phrase for phrase in phrases):
        yield "(… means any words, and at the end that there are more.)"


def _left(items: Sequence[object], most: int | None) -> int:
    return len(items[most:]) if most is not None else 0


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _hanging(texts: Iterable[str], width: int) -> list[str]:
    """Texts of several lines each, with hanging indents."""
    return [line for text in texts for line in _hung(text, width)]


def _hung(text: str, width: int) -> list[str]:
    start = text[: len(text) - len(text.lstrip())]
    return textwrap.wrap(
        text.lstrip(),
        width,
        initial_indent=start,
        subsequent_indent=start + _INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _purpose(check: Check) -> str:
    return inspect.cleandoc(type(check).__doc__ or "").split("\n\n")[0]


def _settings(check: Check) -> list[str]:
    """The scalars and lists of scalars that the rule sets, as written under `with:`, and the facts it asks for."""
    shown = []
    for item in fields(check):
        value = getattr(check, item.name)
        if value != item.default and not holds_phrases(value):
            text = ", ".join(map(_list_entry, value)) if isinstance(value, tuple) else str(value)
            shown.append(f"- {item.name.rstrip('_')}: {text}")
    return shown


def _list_entry(value: object) -> str:
    """A value in a list; for one with keys, its first text."""
    return next(texts_of(value), str(value)) if is_dataclass(value) else str(value)


def _examples(examples: Iterable[Example], width: int) -> list[str]:
    blocks = ["\n".join(_underlined(example, width)) for example in examples]
    if not any("\n" in block for block in blocks):
        return blocks
    # If examples contain empty lines, an empty line would not show where the next one begins.
    between = "\n\n---\n\n" if any("\n\n" in block for block in blocks) else "\n\n"
    return between.join(blocks).split("\n")


def _underlined(example: Example, width: int) -> Iterator[str]:
    """The lines of an example, each with carets below the marked words."""
    text, spans = example.plain.rstrip("\n"), example.spans
    for start, line in _lines(text, width):
        yield line
        marks = "".join("^" if any(_holds(span, start + at) for span in spans) else " " for at in range(len(line)))
        if marks.strip():
            yield marks.rstrip()


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end


def _lines(text: str, width: int) -> Iterator[tuple[int, str]]:
    """The lines of a text, long ones broken between words, each with its offset."""
    at = 0
    for whole in text.split("\n"):
        start = end = at
        for word in _WORDS.finditer(text, at, at + len(whole)):
            if end > start and len(text[start : word.end()].rstrip()) > width:
                yield start, text[start:end].rstrip()
                start = end
            end = word.end()
        yield start, text[start : at + len(whole)].rstrip()
        at += len(whole) + 1


_AGAINST = ("", " (counts against it)")


def _taught(rule: Rule) -> list[str]:
    """For rules in which the taught reader decides or can veto: its labels and thresholds."""
    labels = rule.check.says if isinstance(rule.check, Reading) else rule.read_as
    if not labels or missing():
        return []
    model = card()
    named = [(label.removeprefix("-"), _AGAINST[label.startswith("-")]) for label in labels]
    lines = [f"- {label}: {model.taught[label]} sentences{against}" for label, against in named]
    if isinstance(rule.check, Reading):
        name = "+".join(labels).replace("+-", "-")
        return [
            *lines,
            "",
            *_sure(model.thresholds[name], ""),
            *(
                line
                for label in labels
                if f"{name}|{label}" in model.thresholds
                for line in _sure(model.thresholds[f"{name}|{label}"], f" ({label})")
            ),
        ]
    limit = model.thresholds["+".join(labels)]["veto"] / THOUSAND
    return [*lines, "", f"Silent below a probability of {limit:.3f}."]


def _sure(uses: Mapping[str, int], label: str) -> Iterator[str]:
    alone, documented, lonely, short = (
        uses.get(use, 0) / THOUSAND for use in ("alone", "documented", "lonely", "short")
    )
    yield f"Reports from {alone:.2f}{label}; with facts from {documented:.2f}."
    if 0 < short < documented:
        yield f"With facts, in a short text, from {short:.2f}{label}."
    if lonely > alone:
        yield f"Alone in a long article from {lonely:.2f}{label}."


def _fix(rule: Rule) -> str:
    if rule.fix == "safe":
        return "Safe: `healthlint check --fix` applies it."
    return "Needs review: `healthlint check --fix --unsafe-fixes` applies it." if rule.examples.fix else ""


def _changed(rule: Rule) -> Iterator[str]:
    for fix in rule.examples.fix:
        for mark, text in (("-", fix.before), ("+", fix.after)):
            yield from (f"{mark} {line}".rstrip() for line in text.splitlines())


def _silenced(rule: Rule) -> list[str]:
    """The comment that silences it; a faulty comment cannot be silenced by another."""
    if rule.kind == "suppression":
        return []
    # A finding on the whole article has no place of its own.
    whole = not any(example.spans for example in rule.examples.flag)
    return [f"<!-- healthlint: {'ignore-file' if whole else 'ignore'} {rule.id} -- the reason -->"]


def _configured(rule: Rule, width: int) -> list[str]:
    """Keys and what they do, side by side if there is room, each a file of its own."""
    rows = [
        (f"ignore: [{rule.id}]", "do not run it"),
        (f"severity: {{{rule.id}: {_other(rule)}}}", "error, warning or suggestion"),
        (f"overrides: [{{files: ['blog/**'], ignore: [{rule.id}]}}]", "not for these files"),
    ]
    if rule.optional:
        rows[0] = (f"extend-select: [{rule.id}]", "run it")
    if rule.kind in _CONFIGURED:
        rows.append(_CONFIGURED[rule.kind])
    widest = max(len(key) for key, _ in rows)
    beside = [f"{key.ljust(widest)}  # {meaning}" for key, meaning in rows]
    if max(map(len, beside)) <= width:
        return beside
    short = ((f"{key}  # {meaning}", [f"# {meaning}", key]) for key, meaning in rows)
    return [each for line, lines in short for each in ([line] if len(line) <= width else lines)]


def _other(rule: Rule) -> str:
    return "warning" if rule.severity == "suggestion" else "suggestion"


def _facts(rule: Rule, loaded: Loaded) -> list[str]:
    lines = []
    reference = loaded.reference
    drugs = covered(merge(pack.lexicon for pack in loaded.packs), reference) if rule.check.for_any else {}
    measured = (fact for check in checks(rule, loaded.rules, drugs) for fact in check.documented(reference))
    for name in dict.fromkeys((*filter(reference.has, rule.facts), *(fact.id for fact in measured))):
        fact = reference.fact(name)
        source = reference.source(fact.source)
        origin = ", ".join(part for part in (source.title, source.publisher, source.date) if part)
        lines.append(f"- {fact.statement} ({fact.id}; {origin}; the source {fact.stance} it)")
    return lines
