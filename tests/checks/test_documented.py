from __future__ import annotations

import pytest

from healthlint.checks.base import Asked
from healthlint.checks.documented import Documented


@pytest.fixture
def check(phrases):
    denied = Asked("regulatory-status", {"status": "approved"}, ("denies",))
    return Documented(drug="velorin", terms=phrases("is approved"), facts=(denied,))


@pytest.mark.parametrize(
    ("about", "text", "found"),
    [
        ({}, "Velorin is approved.", ["is approved"]),
        ({}, "Velorin is approved for gripes.", ["is approved"]),
        ({"use": "gripes"}, "Velorin is approved for gripes.", ["is approved"]),
        ({"use": "gripes"}, "Velorin is approved for lumbitis.", []),
        ({"use": "gripes"}, "Velorin is approved.", []),
        ({"use": "gripes"}, "Dolomab is approved for gripes.", []),
    ],
)
def test_what_a_source_denies_of_one_use_it_denies_of_no_other(texts, check, fact, about, text, found):
    denial = fact("denied", "regulatory-status", {"status": "approved"}, stance="denies", **about)
    assert texts(check, text, [denial]) == found


def test_nothing_is_documented(texts, check):
    assert texts(check, "Velorin is approved.") == []


@pytest.mark.parametrize(
    ("text", "found"), [("for gripes", ["is approved for gripes"]), ("for lumbitis", []), ("", [])]
)
def test_beyond_what_is_documented(texts, phrases, fact, text, found):
    approved = Asked("regulatory-status", {"status": "approved"})
    check = Documented(drug="velorin", terms=phrases("is approved [for <condition>]"), facts=(approved,), beyond=True)
    known = fact("known", "regulatory-status", {"status": "approved"}, use="lumbitis")
    assert texts(check, f"Velorin is approved {text}.", [known]) == found
