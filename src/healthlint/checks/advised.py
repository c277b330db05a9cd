"""Whether the text presents a dose as the one to take, in the form that the article is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from healthlint.analysis.model import Quantity, Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article
from healthlint.checks.dosing import Doses, intake_of, sources_give
from healthlint.checks.uses import Uses
from healthlint.span import Span


def is_advised(article: Article, advice: Phrases, quantity: Quantity, sentence: Sentence) -> bool:
    """True for a dose within words that tell the reader to take it ("the usual dose is 4 mg")."""
    return any(place.overlaps(quantity.span) for place in article.matches_in(advice, sentence.span))


def is_own(article: Article, uses: Uses, advice: Phrases, quantity: Quantity, doses: Mapping[str, Doses]) -> bool:
    """True for a dose that an article on one form of the drug tells its readers to take; `doses` are those of that
    form."""

    def documented(other: Quantity) -> bool:
        taken = intake_of(other, doses) if other.kind == "dose" and other.drug == uses.drug else None
        return taken is not None and sources_give(doses, taken)

    sentence = article.analysis.sentences[quantity.sentence]
    return is_advised(article, advice, quantity, sentence) and _is_of_the_form(
        article, uses, quantity, sentence, documented
    )


def _uses_of_title(article: Article, uses: Uses) -> tuple[str, ...]:
    """The uses of the form in which every title names the drug; empty if a title names the drug without a form."""
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
    """True for a dose of the form named in the titles, unless the words near it speak of the drug in general or of
    another use, or compare it with a dose that is `documented` for the form."""
    own = _uses_of_title(article, uses)
    block = article.document.blocks[sentence.block].span
    if not own or uses.names_another(own, Span(block.start, block.end)):
        return False
    mentions = [each for each in article.analysis.mentions if each.concept == uses.drug]
    before = [each.form for each in mentions if each.span.start < quantity.span.start][-1:]
    inside = [each.form for each in mentions if block.contains(each.span)]
    others = article.analysis.quantities_in(Span(sentence.span.start, block.end))
    return all([*before, *inside]) and not any(each is not quantity and documented(each) for each in others)
