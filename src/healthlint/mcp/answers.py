"""The tools' answers as plain data, from the same engine as `healthlint check`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from healthlint.errors import InputError, UsageError, did_you_mean
from healthlint.fast_dataclass import dataclass
from healthlint.findings.model import family_name
from healthlint.mcp.roots import Roots
from healthlint.packs.model import Rule
from healthlint.reference.model import Fact, Source
from healthlint.service import Service, renamed, to_dict
from healthlint.triage.model import Report

_ENDINGS = {"markdown": "md", "html": "html", "plain": "txt"}
FORMATS = tuple(_ENDINGS)
MOST_BYTES = 20_000_000
MOST_FACTS = 50
_PHRASES = 5
"""Phrases and examples of each sort on the page of a rule; `healthlint explain` shows all."""


@dataclass(frozen=True, slots=True)
class Answers:
    """One method for each tool; an invalid request raises a HealthlintError."""

    service: Service
    roots: Roots

    def check_text(self, text: str, format: str = FORMATS[0]) -> dict[str, Any]:
        """The report on a text, with the configuration of the first root."""
        name = f"text.{_ENDINGS[format]}"
        data = text.encode("utf-8", "replace")
        if len(data) > MOST_BYTES:
            raise InputError(f"the text is larger than {MOST_BYTES / 1_000_000:g} MB; check it in parts")
        path = os.path.join(self.roots.folders[0], name)
        return self._answer(self.service.reports(data, path), path, name)

    def check_file(self, path: str) -> dict[str, Any]:
        """The report on a file below the roots."""
        real = self.roots.inside(path)
        return self._answer(self.service.file(real), real, self.roots.shown(real))

    def _answer(self, reports: Sequence[Report], path: str, name: str) -> dict[str, Any]:
        named = [renamed(report, path, name) for report in reports]
        if problems := [report.problem for report in named if report.problem]:
            raise InputError("\n".join(problems))
        return to_dict(named, self.service.run(path))

    def explain_rule(self, code: str) -> dict[str, Any]:
        """A rule by its code or name: reasons, examples and facts."""
        from healthlint.packs.former import joined, parts
        from healthlint.report.rule_page import page

        loaded = self.service.engine(self._here()).loaded
        wanted, every = code.strip().casefold(), joined(parts(loaded))
        for rule in every:
            if wanted in {name.casefold() for name in (rule.id, rule.name, *rule.aliases)}:
                return {**_rule(rule), "text": page(rule, loaded, markdown=True, most=_PHRASES)}
        known = {name for rule in every for name in (rule.id, rule.name)}
        raise UsageError(f"no rule {code!r}{did_you_mean(code, known) or did_you_mean(code.upper(), known)}")

    def facts_about(self, subject: str, type: str = "", limit: int = MOST_FACTS) -> dict[str, Any]:
        """The documented facts about a drug, a condition, or several together, by any of their names."""
        reference = self.service.engine(self._here()).reference
        meant = self._meant(subject)
        found = [fact for fact in reference.facts if meant and set(meant) <= set(fact.about.values())]
        found = [fact for fact in found if type in ("", fact.type)]
        return {
            "subject": subject,
            "meant": meant,
            "facts": [_fact(fact, reference.source(fact.source)) for fact in found[:limit]],
            "more": max(0, len(found) - limit),
            "drugs": list(reference.drugs),
        }

    def _meant(self, subject: str) -> list[str]:
        """The ids of everything that a phrase names, or the id that it is."""
        from healthlint.document.read import read_text

        analysis = self.service.engine(self._here()).view(read_text(subject, format="plain")).to_dict()
        named = dict.fromkeys(each["id"] for each in analysis["mentions"] if each["id"])
        return list(named) or ["-".join(subject.casefold().split())]

    def _here(self) -> str:
        return os.path.join(self.roots.folders[0], "text.md")


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.id,
        "name": rule.name,
        "family": family_name(rule.family),
        "severity": rule.severity,
        "confidence": rule.confidence,
        "pack": rule.pack,
        "why": rule.why,
        **({"help": rule.page} if rule.page else {}),
    }


def _fact(fact: Fact, source: Source) -> dict[str, Any]:
    known = ("id", "title", "publisher", "author", "date", "kind", "attitude", "url")
    fields = {name: value for name in known if (value := getattr(source, name))}
    return {**{key: value for key, value in fact.to_dict().items() if key != "sha256"}, "source": fields}
