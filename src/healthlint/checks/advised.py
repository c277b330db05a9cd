"""Whether a dose is told as the one to take, of the form that the article is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from healthlint.analysis.model import Quantity, Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article
from healthlint.checks.dosing import Doses, sources_give, taken_of
from healthlint.checks.uses import Uses
from healthlint.span import Span


def is_advised(article: Article, advice: Phrases, quantity: Quantity, sentence: Sentence) -> bool:
    """True for a dose inside words that tell somebody to take it ("the usual dose is 4 mg")."""
    return any(place.overlaps(quantity.span) for place in article.matches_in(advice, sentence.span))


def is_own(article: Article, uses: Uses, advice: Phrases, quantity: Quantity, doses: Mapping[str, Doses]) -> bool:
    """True for what an article on a form of the drug tells its readers to take; `doses` are those of that form."""

    def documented(other: Quantity) -> bool:
        taken = taken_of(other, doses) if other.kind == "dose" and other.drug == uses.drug else None
        return taken is not None and sources_give(doses, taken)

    sentence = article.analysis.sentences[quantity.sentence]
    return is_advised(article, advice, quantity, sentence) and _is_of_the_form(
        article, uses, quantity, sentence, documented
    )


def _uses_of_title(article: Article, uses: Uses) -> tuple[str, ...]:
    """What the form is for in which every title names the drug; empty where one names it without a form."""
    named = [
        mention
        for title in article.titles
        for mention in article.analysis.mentions_in(title)
        if mention.concept == uses.drug
    ]
    found = {uses.forms.get(mention.form, "") for mention in named}
    return tuple(found) if len(found) == 1 and "" not in found else ()


def _is_of_the_form(
    article: Article, uses: Uses, quantity: Quantity, sentence: Sentence, documented: Callable[[Quantity], bool]
) -> bool:
    """True for a dose of the form that the titles name, where nothing near it speaks of the drug as such or of another
    use, and no dose that is `documented` for the form is held against it."""
    own = _uses_of_title(article, uses)
    block = article.document.blocks[sentence.block].span
    if not own or uses.names_another(own, Span(block.start, block.end)):
        return False
    mentions = [each for each in article.analysis.mentions if each.concept == uses.drug]
    before = [each.form for each in mentions if each.span.start < quantity.span.start][-1:]
    inside = [each.form for each in mentions if block.contains(each.span)]
    others = article.analysis.quantities_in(Span(sentence.span.start, block.end))
    return all([*before, *inside]) and not any(each is not quantity and documented(each) for each in others)
