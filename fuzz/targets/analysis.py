"""The analysis and every rule: an article -> findings."""

from __future__ import annotations

import json

from fuzz import holds
from fuzz.inputs import file
from fuzz.words import HEALTH, MARKDOWN, NUMBERS, ODD
from healthlint.document.model import Document
from healthlint.document.read import each_in_bytes
from healthlint.engine import default_engine

PIECES = [*HEALTH, *NUMBERS, *ODD, *MARKDOWN[:12]]
SEEDS = [
    b"p" + example.text.replace("«", "").replace("»", "").encode()
    for pack in default_engine().loaded.packs
    for rule in pack.rules
    for example in (*rule.examples.flag, *rule.examples.pass_)
]
LONGEST = 2048


def run(data: bytes) -> None:
    """Checks the article twice; findings stand where they say and are the same; the analysis is plain data."""
    name, content = file(data)
    for found in each_in_bytes(content, name):
        if not isinstance(found, Document):
            continue
        report = default_engine().check(found)
        holds.report(report)
        assert report == default_engine().check(found)
        view = default_engine().view(found).to_dict()
        json.dumps(view, allow_nan=False)
        for each in (*view["sentences"], *view["mentions"], *view["quantities"], *view["claims"]):
            assert 0 <= each["start"] <= each["end"] <= len(found.source)
