"""The analysis of an article for a person: every sentence with its labels below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from healthlint.analysis.model import Sentence
from healthlint.analysis.view import AnalysisView
from healthlint.report.safe import visible
from healthlint.report.terminal import columns, fitted


def draw(view: AnalysisView) -> str:
    """One paragraph per sentence, with a line for every mention, quantity, cue and claim, as wide as the terminal."""
    analysis = view.analysis
    lines = [visible(analysis.document.path)]
    seen = view.to_dict()
    labels = _labels(seen)
    for sentence, read in zip(analysis.sentences, seen["sentences"], strict=True):
        place = analysis.document.prose.locate(sentence.span.start, sentence.span.end)
        line, column = analysis.document.position(place.start)
        where = analysis.document.place(place) or f"{line}:{column}"
        kind = analysis.document.blocks[sentence.block].kind
        lines += ["", f"{where} {kind}", f"  {visible(analysis.scan.text(sentence.span))}"]
        lines += [f"    {text}" for start, text in labels if place.start <= start < place.end]
        lines += [f"    {text}" for text in _cues(view, sentence)]
        if about := read.get("about"):
            lines.append(f"    about      {visible(about['what'])} ({about['reason']})")
        if said := ", ".join(f"{label} {chance:.2f}" for label, chance in read.get("says", {}).items()):
            lines.append(f"    says       {said}")
    width = columns()
    return "\n".join(fitted(each, width) for line in lines for each in line.split("\n"))


def _labels(found: dict[str, Any]) -> list[tuple[int, str]]:
    labels = [
        (item["start"], f"{item['kind']:10} {visible(item['text'])!r} = {item['id']} ({item['polarity']})")
        for item in found["mentions"]
    ]
    labels += [(item["start"], _quantity(item)) for item in found["quantities"]]
    labels += [(item["start"], _claim(item)) for item in found["claims"]]
    labels += [(item["start"], _statement(item)) for item in found["statements"]]
    labels += [(item["start"], _attribute(item)) for item in found["attributes"]]
    return sorted(labels, key=lambda label: label[0])


def _quantity(item: dict[str, Any]) -> str:
    amount = "-".join(f"{value:g}" for value in dict.fromkeys((item["low"], item["high"])) if value is not None)
    parts = [f"{item['kind']:10} {visible(item['text'])!r} =", item["bound"], amount, item["unit"]]
    if item["per"]:
        parts.append(f"x {item['times']:g} a {item['per']}")
    if item["drug"]:
        parts.append(f"of {item['drug']}")
    return " ".join(part for part in parts if part)


def _claim(item: dict[str, Any]) -> str:
    drawn = (
        f"claim      {item['subject'] or '?'} -- {item['predicate']} --> {item['target'] or '?'} "
        f"({item['relation']}, {item['strength']}, {item['polarity']}, {item['certainty']}, {item['voice']})"
    )
    if item["verdict"] is None:
        return drawn
    said = "; ".join(f"{fact['statement']} ({fact['source']})" for fact in item["evidence"])
    return (
        f"{drawn}\n      verdict  {item['verdict']}: {visible(said)}"
        if said
        else f"{drawn}\n      verdict  {item['verdict']}"
    )


def _statement(item: dict[str, Any]) -> str:
    return (
        f"statement  {item['kind']} of {item['about'] or '?'}: {item['matter'] or item['frame']}: {item['stance']} "
        f"({item['construction']}, {item['polarity']}, {item['certainty']}, {item['voice']})"
    )


def _attribute(item: dict[str, Any]) -> str:
    described = f"{item['attribute']} of {item['subject'] or 'the article'}: {item['text']}"
    apart = f" ({', '.join(item['qualifiers'])})" if item["qualifiers"] else ""
    return f"attribute  {visible(described)}{apart}"


def _cues(view: AnalysisView, sentence: Sentence) -> Iterator[str]:
    analysis = view.analysis
    for cue in analysis.cues:
        if sentence.span.contains(cue.span):
            words, scope = (visible(analysis.scan.text(span)) for span in (cue.span, cue.scope))
            yield f"{cue.category:10} {words!r} over {scope!r}"
