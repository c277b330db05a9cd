"""The order of the steps, and nothing else: document -> analysis -> checks -> findings -> triage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from healthlint.analysis.analyse import Analyser
from healthlint.analysis.lexicon import Lexicon, merge, words
from healthlint.analysis.medicines import Medicines
from healthlint.analysis.model import Claim
from healthlint.analysis.reading.article import Readings
from healthlint.analysis.result import Analysis
from healthlint.analysis.spelling import Speller, shared_speller
from healthlint.analysis.view import AnalysisView
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.gaps import gaps
from healthlint.checks.reading import vetoed
from healthlint.checks.suppression import Suppression
from healthlint.checks.verdict import judge
from healthlint.checks.views import Views
from healthlint.document.dated import written_on
from healthlint.document.model import ASIDES, Document
from healthlint.errors import HealthlintError, PackError, internal
from healthlint.fast_dataclass import replace
from healthlint.findings.build import build, build_in_source, by_draft, evidence
from healthlint.findings.model import Finding
from healthlint.findings.unchecked import in_document, uncovered
from healthlint.packs.datasets import Dataset, Datasets
from healthlint.packs.former import parts
from healthlint.packs.loader import load_bundled
from healthlint.packs.model import Loaded, Rule
from healthlint.packs.phrasebooks import of_packs
from healthlint.triage.company import accompanied
from healthlint.triage.inline import Flaw, silence
from healthlint.triage.model import Report
from healthlint.triage.select import one_per_stretch, select
from healthlint.triage.settings import Settings

if TYPE_CHECKING:
    from healthlint.analysis.kept import Kept
    from healthlint.analysis.reading.reader import Reader

# Parts of a page around the article: menus, sign-up forms and footers are not the author's words.
_CHROME = frozenset({"nav", "footer", "form"})
# The title of a cited paper is not the writer's claim, and attributes, biographies and teasers are not part of the
# article; only rules that ask for them look there.
_ASIDE = frozenset({"reference", "alt", *ASIDES})


class Engine:
    """Holds the compiled packs; checks any number of documents. Raises UsageError for an unknown rule."""

    def __init__(
        self,
        loaded: Loaded,
        wanted: Iterable[str] = (),
        ignored: Iterable[str] = (),
        added: Iterable[str] = (),
        reader: Reader | None = None,
    ) -> None:
        """`reader` labels sentences in words that no pack covers; without it, only phrases are used."""
        if not loaded.packs:
            raise PackError("\n".join(("no rule pack could be loaded, so nothing would be checked", *loaded.problems)))
        self.loaded = loaded
        self._known = parts(loaded)
        self.rules = select(self._known, wanted, ignored, added)
        self._folders = tuple(pack.path for pack in loaded.packs)
        lexicon = merge((*(pack.lexicon for pack in loaded.packs), Lexicon(words=loaded.words)))
        self._datasets = Datasets(loaded.reference, lexicon, self._known)
        self.reference = self._datasets.at().reference
        self._accepted = words(lexicon)
        self._medicines = Medicines.of(lexicon.groups)
        self._analyser = Analyser(lexicon, of_packs(loaded.packs), self.speller())
        self._reader, self._suggest, self._as_of = reader, False, ""

    def under(self, settings: Settings, none: bool = False) -> Engine:
        """The same engine with other settings, without compiling again. Raises UsageError for an unknown rule, and if
        no rule is left, unless `none` allows it."""
        rules = select(self._known, settings.wanted, settings.ignored, settings.added, none)
        for name in settings.severity:
            select(self._known, (), (), (name,))
        twin = copy(self)
        twin.rules = tuple(settings.of(rule) for rule in rules)
        twin._accepted = self._accepted | settings.words
        twin._reader = self._reader if settings.reader else None
        twin._suggest, twin._as_of = settings.suggest, settings.as_of
        return twin

    @property
    def reads(self) -> bool:
        """True if the taught reader is used."""
        return self._reader is not None

    def speller(self) -> Callable[[], Speller] | None:
        """The loader of the packs' word lists; None if no pack has any."""
        folder = vocabulary_of(self._folders)
        return None if folder is None else lambda: shared_speller(folder)

    @property
    def lexicon(self) -> Lexicon:
        """The words of all its packs."""
        return self._analyser.lexicon

    def analyse(self, document: Document, kept: Kept | None = None) -> Analysis:
        """The analysis of a document; `kept` is as in `check`."""
        return self._analyser.analyse(document, kept)

    def view(self, document: Document) -> AnalysisView:
        """The analysis for programs, with the verdict on each claim."""
        analysis = self.analyse(document)
        return AnalysisView(analysis, self._judge, Readings(analysis, self._reader))

    def _judge(self, claim: Claim) -> dict[str, Any]:
        verdict = judge(self.reference, claim)
        facts = () if verdict is None else verdict.facts
        return {
            "verdict": None if verdict is None else verdict.standing,
            "evidence": [evidence(fact.id, self.reference).to_dict() for fact in facts],
        }

    def check(self, document: Document, kept: Kept | None = None) -> Report:
        """The report on one document. A caller that checks successive states of it passes the same `kept` each time;
        unchanged parts are then not analysed again, and the report is the same. Raises Stopped if `kept` says that the
        result is no longer wanted."""
        day = self._as_of or (written_on(document) if self._datasets.dated else "")
        facts = self._datasets.at(day)
        article = Article(
            self.analyse(document, kept), facts.reference, self._folders, self._accepted, self._reader, self._suggest
        )
        read = article.document
        unknown = self._medicines.named(article.analysis, facts.reference.drugs)
        found, broken = self._found(article, facts, kept)
        if self._datasets.drafted(article.concepts):
            drafts = self._datasets.at(day, drafts=True)
            seen, _ = self._found(article.with_reference(drafts.reference), drafts, kept)
            found += list(self._only_shown(seen, found))
        broken += [article.readings.problem] if article.readings.problem else []
        kept_company = accompanied(found, len(article.analysis.sentences), self._suggest)
        shown, doubled = one_per_stretch(kept_company)
        quiet = silence(document, shown, self.rules, self._known)
        findings = sorted((*quiet.shown, *self._flawed(document, quiet.flaws)), key=_place)
        return Report(
            document.path,
            document,
            tuple(findings),
            quiet.silenced,
            doubled=tuple(doubled),
            broken=tuple(broken),
            not_checked=(
                *in_document(read, unknown, article.analysis.foreign.blocks),
                *uncovered(read, gaps(article, (rule.check for rule in self.rules if rule.check.for_any))),
            ),
        )

    def _found(self, article: Article, facts: Dataset, kept: Kept | None) -> tuple[list[Finding], list[str]]:
        """The findings of all rules with these facts, and the errors."""
        found: list[Finding] = []
        broken: list[str] = []
        views, read = Views(article), article.document
        for rule in self.rules:
            if kept is not None:
                kept.go_on()
            try:
                hits = self._hits(rule, article, facts, views)
                found += [build(hit, rule, read, self._datasets.all, article.sentence_of(hit)) for hit in hits]
            except HealthlintError as problem:
                # An error in a pack may appear only on some text; the other rules still run.
                broken.append(str(problem) if rule.path in str(problem) else f"{rule.pack}/{rule.path}: {problem}")
            except Exception as bug:
                broken.append(f"{rule.pack}/{rule.path}: {internal(bug)}")
        return found, broken

    def _only_shown(self, shown: Iterable[Finding], found: Iterable[Finding]) -> Iterator[Finding]:
        """The findings based on drafts, which are shown but need not be fixed."""
        known = {(finding.code, finding.span) for finding in found}
        for finding in shown:
            drafts = self._datasets.drafts.intersection(each.fact for each in finding.evidence)
            if drafts and (finding.code, finding.span) not in known:
                yield by_draft(finding)

    def _hits(self, rule: Rule, article: Article, facts: Dataset, views: Views) -> Iterator[Hit]:
        if rule.id not in facts.each:
            yield from _hits(rule, rule.check, article)
            return
        for check in facts.each[rule.id]:
            drug = str(getattr(check, "drug", ""))
            if rule.speaks_of(drug) and (drug in article.concepts or check.unnamed_too):
                for view in views.of(drug, check.placed):
                    for hit in filter(view.shows, _hits(rule, check, view.article)):
                        yield replace(hit, values={**hit.values, **self._message_values(view.name, hit)})

    def _message_values(self, name: str, hit: Hit) -> dict[str, str]:
        """Values for the messages of rules on any drug: its name, what is documented, and the same as a clause, which
        says what is missing if that is the point."""
        cited = self._datasets.all.cited(hit.facts)
        because = f"documented for {name}: {cited}" if cited else hit.values.get("missing", "no source documents it")
        return {"drug": name, "documented": cited or "nothing", "because": because}

    def _flawed(self, document: Document, flaws: Iterable[Flaw]) -> Iterator[Finding]:
        """The findings on comments that silence nothing or cannot be parsed."""
        rules = {rule.check.problem: rule for rule in self.rules if isinstance(rule.check, Suppression)}
        for flaw in flaws:
            if flaw.problem in rules:
                yield build_in_source(flaw.span, flaw.values, flaw.removal, rules[flaw.problem], document)


def vocabulary_of(folders: Iterable[str]) -> Path | None:
    """The word lists of these packs: those of the first that has any."""
    return next((path for folder in folders if (path := Path(folder, "vocabulary")).is_dir()), None)


def _hits(rule: Rule, check: Check, article: Article) -> Iterator[Hit]:
    counted: set[tuple[int, int]] = set()
    for hit in check.run(article):
        if not _in_place(rule, article, hit) or _abroad(article, hit) or article.excused(hit, rule.unless):
            continue
        if check.spoken_of and not article.about.concerns(check.spoken_of, hit.span):
            continue
        if vetoed(hit, rule.read_as, article):
            continue
        statement = article.statement_at(hit.span.start) if hit.span is not None and check.once_a_sentence else None
        if statement is None or statement not in counted:
            yield hit
        if statement is not None:
            counted.add(statement)


def _abroad(article: Article, hit: Hit) -> bool:
    """True in text in another language, to which no English rule applies."""
    foreign = article.analysis.foreign
    return foreign.all if hit.span is None else foreign.parts.overlaps(hit.span)


def _in_place(rule: Rule, article: Article, hit: Hit) -> bool:
    block = None if hit.span is None else article.document.block_at(hit.span.start)
    if block is None:
        return hit.span is None
    if _CHROME.intersection(block.within):
        return False
    return block.kind in rule.where if rule.where else block.kind not in _ASIDE


def _place(finding: Finding) -> tuple[int, str, int]:
    return finding.span.start, finding.code, finding.span.end


@lru_cache(maxsize=4)
def default_engine(wanted: tuple[str, ...] = ()) -> Engine:
    """The engine with every bundled pack; a broken bundled pack is an error here, for callers from Python."""
    from healthlint.analysis.reading.reader import installed

    loaded = load_bundled()
    if loaded.problems:
        raise PackError(str(loaded.problems[0]))
    return Engine(loaded, wanted, (), (), installed())
