"""Of things with the same name, the one that a later pack names is meant."""

from __future__ import annotations

from healthlint.analysis import mentions
from healthlint.analysis.lexicon import Concept, Drug, Lexicon, merge
from healthlint.analysis.phrasebook import compile_phrases
from healthlint.analysis.scan import Scanner
from healthlint.document.read import read_text

GENERAL = Lexicon(
    conditions=(Concept("cold", ("cold", "head cold+")), Concept("fever", ("hay fever",))),
    effects=(Concept("chill", ("cold",)),),
)


def found(text: str, *lexicons: Lexicon) -> list[tuple[str, str]]:
    lexicon = merge(lexicons)
    scanner = Scanner(lexicon, compile_phrases(lexicon, ()))
    scan, terms, _ = scanner.scan(read_text(text, "a.txt"))
    return [(mention.kind, mention.concept) for mention in mentions.find(scan, terms, scanner.classes_of)]


def test_a_later_pack_takes_a_name_over() -> None:
    own = Lexicon(conditions=(Concept("coryza", ("head colds",)),))
    assert found("Head colds are common.", GENERAL) == [("condition", "cold")]
    assert found("Head colds are common.", GENERAL, own) == [("condition", "coryza")]
    assert found("Head colds are common.", own, GENERAL) == [("condition", "cold")]


def test_the_longer_name_is_meant_whichever_pack_has_it() -> None:
    own = Lexicon(conditions=(Concept("fever-of-hay", ("fever",)), Concept("summer-cold", ("summer cold",))))
    assert found("Hay fever, or a summer cold?", GENERAL, own) == [("condition", "fever"), ("condition", "summer-cold")]


def test_a_name_may_be_of_two_kinds() -> None:
    own = Lexicon(conditions=(Concept("coryza", ("cold",)),))
    assert found("A cold.", GENERAL, own) == [("condition", "coryza"), ("effect", "chill")]


def test_the_name_of_a_product_names_its_substance() -> None:
    drug = Drug("examplin", names=("examplin",), products={"exala": ("Exala",), "exavo": ("Exavo pen+",)})
    lexicon = Lexicon(drugs=(drug,))
    scanner = Scanner(lexicon, compile_phrases(lexicon, ()))
    scan, terms, _ = scanner.scan(read_text("Exala and Exavo pens hold examplin.", "a.txt"))
    named = mentions.find(scan, terms, scanner.classes_of)
    assert [(each.concept, each.product) for each in named] == [
        ("examplin", "exala"),
        ("examplin", "exavo"),
        ("examplin", ""),
    ]
