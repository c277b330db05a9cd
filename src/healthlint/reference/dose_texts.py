"""Documentation of the fact types on amounts, frequencies and forms."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from healthlint.reference.fact_text import Text, text

DOSE_TEXTS: Mapping[str, Text] = MappingProxyType(
    {
        "dose-range": text(
            "how much is taken: from `low` to `high` in each `per`",
            "{drug: brisolin, use: migraine}",
            "{low: 10, high: 20, unit: mg, per: day}",
            per="the period that the figures are for: the total of a `day`, `week` or `month`, or what is taken at "
            "a time (`dose`: an injection, a puff); left out, it is a day. An amount without a frequency in the text "
            "is held against the figures as they are, any other against the total",
            times="with `per: dose` and `every`: how often at most",
            every="with `per: dose`: the period in which it is taken `times` times (left out: once)",
            interval="with `every`: every so many of these periods (`every: week`, `interval: 2`: every other week)",
            over="where the amount is for each `kg` of body weight, or `m2` of body surface",
            phase="`start`: what somebody begins with. `step`: on the way up. `maintenance`: what somebody stays on. "
            "`maximum`: no more than `high`, whatever other facts give; left out, it is any of them",
            lasts="with `lasts-unit`: how long a `start` or `step` is taken before the next",
            lasts_unit="of `lasts`",
        ),
        "frequency": text(
            "how often it is taken, whatever the amount",
            "{drug: brisolin}",
            "{times: 1, every: week}",
            times="how often, at most where `least` is given as well",
            every="in each of these periods",
            least="how often at least; left out, as often as `times`",
            bound="`at-most`: no more often than `times`, as rarely as one likes",
            interval="every so many of these periods: `every: week`, `interval: 2` is every other week",
        ),
        "unit-conversion": text(
            "what an amount of this substance is in another unit",
            "{drug: brisolin}",
            "{amount: 40, unit: iu, equals: 1, equals-unit: mcg}",
            amount="so much",
            unit="of this unit",
            equals="is so much",
            equals_unit="of this one",
        ),
        "relative-dose": text(
            "how much is taken, as a share of something",
            "{drug: brisolin, use: migraine}",
            "{of: usual-dose, low: 0.1, high: 0.1}",
            of="the whole, in a word of your own",
            low="the lower end, as a share of it",
            high="the upper end",
        ),
        "dose-response": text(
            "how the effect goes with the dose",
            "{drug: brisolin}",
            "{direction: more-is-better}",
            "denies",
            direction="what holds, or with the stance `denies` does not",
        ),
        "dose-effect": text(
            "what one dose does",
            "{drug: brisolin, use: migraine}",
            "{low: 5, high: 5, unit: mg, effect: no-relief}",
            effect="whether that dose relieves",
        ),
        "strength": text(
            "what one tablet, pen or vial holds; one fact for each strength",
            "{drug: brisolin}",
            "{low: 10, high: 10, unit: mg, made-by: manufacturer}",
            unit="of `low` and `high`; `percent` is grams in 100 ml",
            in_="with `in-unit`: the volume that holds it (5 mg `in: 5`, `in-unit: ml`)",
            in_unit="of `in`",
            form="what holds it: `tablet`, `pen`, `vial`",
            made_by="a `compounder` makes others than the `manufacturer`; left out, it is the manufacturer",
        ),
        "administration": text(
            "how it is taken",
            "{drug: brisolin}",
            "{aspect: form, choice: injection}",
            aspect="what is told; `form` is compared",
            choice="in a word of your own. As a form, `injection`, `infusion`, `implant`, `patch` and `cream` (also as "
            "part of a word: `depot-injection`) say that doses in that form are meant, too: without, they are unknown",
        ),
        "course": text(
            "how long it is taken", "{drug: brisolin}", "{length: long-term}", length="for some weeks, or for good"
        ),
        "durability": text(
            "whether the effect lasts while it is taken",
            "{drug: brisolin}",
            "{effect: declining, after: stopping}",
            effect="what it does",
            after="while it is taken (left out), or after `stopping`",
        ),
    }
)
