"""Documentation of the fact types on amounts, frequencies and forms."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from healthlint.reference.fact_text import Text, text

DOSE_TEXTS: Mapping[str, Text] = MappingProxyType(
    {
        "dose-range": text(
            "how much is taken: from `low` to `high` in each period (`per`)",
            "{drug: brisolin, use: migraine}",
            "{low: 10, high: 20, unit: mg, per: day}",
            per="the period of the figures: the total for a `day`, `week` or `month`, or a single dose (`dose`: an "
            "injection, a puff); a day by default. An amount without a frequency in the text is compared with the "
            "figures as they are, any other with the total",
            times="with `per: dose` and `every`: the most doses",
            every="with `per: dose`: the period in which it is taken `times` times (default: once)",
            interval="with `every`: every so many of these periods (`every: week`, `interval: 2`: every other week)",
            over="if the amount is per `kg` of body weight, or per `m2` of body surface",
            phase="`start`: the initial dose. `step`: a dose on the way up. `maintenance`: the long-term dose. "
            "`maximum`: no more than `high`, whatever other facts say; by default, any phase",
            lasts="with `lasts-unit`: how long a `start` or `step` dose is taken before the next",
            lasts_unit="of `lasts`",
        ),
        "frequency": text(
            "how often it is taken, whatever the amount",
            "{drug: brisolin}",
            "{times: 1, every: week}",
            times="how often; the maximum if `least` is given as well",
            every="in each of these periods",
            least="the minimum; by default the same as `times`",
            bound="`at-most`: no more often than `times`, with no minimum",
            interval="every so many of these periods: `every: week`, `interval: 2` is every other week",
        ),
        "unit-conversion": text(
            "how much an amount of this substance is in another unit",
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
            of="the whole, in your own word",
            low="the lower end, as a share of it",
            high="the upper end",
        ),
        "dose-response": text(
            "how the effect depends on the dose",
            "{drug: brisolin}",
            "{direction: more-is-better}",
            "denies",
            direction="what is true, or with the stance `denies` is not",
        ),
        "dose-effect": text(
            "what one dose does",
            "{drug: brisolin, use: migraine}",
            "{low: 5, high: 5, unit: mg, effect: no-relief}",
            effect="whether that dose relieves",
        ),
        "strength": text(
            "the content of one tablet, pen or vial; one fact for each strength",
            "{drug: brisolin}",
            "{low: 10, high: 10, unit: mg, made-by: manufacturer}",
            unit="of `low` and `high`; `percent` is grams in 100 ml",
            in_="with `in-unit`: the volume that holds it (5 mg `in: 5`, `in-unit: ml`)",
            in_unit="of `in`",
            form="the unit of supply: `tablet`, `pen`, `vial`",
            made_by="a `compounder` makes other strengths than the `manufacturer`, which is the default",
        ),
        "administration": text(
            "how it is taken",
            "{drug: brisolin}",
            "{aspect: form, choice: injection}",
            aspect="the aspect; `form` is compared",
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
            after="while it is taken (default), or after `stopping`",
        ),
    }
)
