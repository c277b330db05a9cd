"""The contents of a configuration file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import ClassVar, Literal

from healthlint.fast_dataclass import dataclass
from healthlint.limits import Limits

Severity = Literal["error", "warning", "suggestion"]


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for some files.

    files: which ones, in gitignore syntax, relative to the folder of the configuration.
    extend-select: rules to run in addition, in those files.
    ignore: rules not to run.
    severity: the severity of a rule or family.
    """

    KEBAB: ClassVar[bool] = True
    files: tuple[str, ...]
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Readability:
    """Limits for READ.

    grade: the school grade above which an article is reported (default: the rule's own).
    words: how many words of running text an article must have (default: the rule's own).
    """

    grade: float | None = None
    words: int | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """One configuration, defaults included. Rules are named by code, name or family.

    extend: another configuration file for keys not set here; its lists of `extend-`, `exclude`, `words`, `overrides`
      and its severities are combined with this one's.
    packs: the packs that are on: names of bundled or installed ones, or folders with a pack.yaml (default: every
      bundled one).
    extend-packs: packs that are on in addition to those; a pack of facts replaces the bundled one of the same name.
    select: only these rules (default: all that are not optional).
    extend-select: rules to run in addition, including optional ones.
    ignore: rules not to run.
    severity: the severity of a rule or family, if not the rule's own.
    fail-on: the lowest severity that makes the exit status 1.
    require-reasons: a comment that silences a finding must say why.
    overrides: different settings for some files; later ones take precedence.
    exclude: files and folders to exclude, in gitignore syntax.
    respect-gitignore: exclude files that git ignores.
    words: accepted words, for TYP.
    readability: limits for READ.
    limits: limits on the size of inputs.
    text-fields: the text fields of a JSON export or of front matter: NAME or NAME=FORMAT (plain, markdown, html).
    reader: use the taught reader, if it is installed (healthlint[reader]).
    suggest: also show, as suggestions, what the taught reader is less sure of.
    rule-pages: where the pages of the bundled rules are (docs/rules of the repository): the address of the folder, or
      one with `{code}` in it; JSON, SARIF, HTML, editors and terminals then link there.
    """

    KEBAB: ClassVar[bool] = True
    extend: str = ""
    packs: tuple[str, ...] = ()
    extend_packs: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: Severity = "warning"
    require_reasons: bool = False
    overrides: tuple[Override, ...] = ()
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    words: tuple[str, ...] = ()
    readability: Readability = Readability()
    limits: Limits = Limits()
    text_fields: tuple[str, ...] = ()
    reader: bool = True
    suggest: bool = False
    rule_pages: str = ""
