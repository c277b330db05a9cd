"""Every type of fact and every key is told, with an example that is right."""

from __future__ import annotations

import pytest
import yaml

from healthlint.reference.build import build
from healthlint.reference.fact_texts import ABOUT, TEXTS
from healthlint.reference.fact_types import ABOUT_KEYS, FACT_TYPES

SOURCE = {
    "id": "leaflet",
    "title": "A leaflet",
    "publisher": "Nobody",
    "author": None,
    "date": None,
    "kind": "leaflet",
    "attitude": "neutral",
    "file": "leaflet.txt",
    "sha256": "a" * 64,
}


def test_every_type_is_told() -> None:
    assert list(TEXTS) == list(FACT_TYPES)
    assert tuple(ABOUT) == ABOUT_KEYS


@pytest.mark.parametrize("name", FACT_TYPES)
def test_every_key_means_something_and_the_example_is_right(name: str) -> None:
    text = TEXTS[name]
    assert all(text.meaning(key) for key in FACT_TYPES[name].keys)
    assert set(text.keys) <= set(FACT_TYPES[name].keys)
    fact = {
        "id": "a",
        "type": name,
        "about": yaml.safe_load(text.about),
        "value": yaml.safe_load(text.value),
        "stance": text.stance,
        "source": "leaflet",
        "at": [0, 1],
        "sha256": "b" * 64,
        "statement": "so",
    }
    assert build([SOURCE], [fact]).facts[0].type == name
