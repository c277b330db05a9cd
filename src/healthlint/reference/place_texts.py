"""Documentation of facts on approvals and status by country, agency and age: for each fact, a sentence that is reported
because of it and one that is not."""

from __future__ import annotations

from healthlint.fast_dataclass import dataclass

PLACES = """\
Words that name a country or an agency ("approved in the UK", "the EMA approved it in 2021") are compared with the
facts for that `country`, or by an `agency` that decides for it, and with no others; if there are none, nothing is
reported. The statement may be in the sentence, earlier in its paragraph or in its heading. Words that name no country
are right if they are right anywhere. An approval whose fact names neither `country` nor `agency` is compared with
words that name none; any other status without them (`prescription`) applies everywhere. The countries,
their agencies and the words for them are the `jurisdictions` of lexicons: {known}. A pack adds its own:
`jurisdictions: [{{id: chile, agencies: [isp], names: [in chile]}}]`."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact's type, `about` and value, a sentence that a rule reports because of it, and one that it does not."""

    type: str
    about: str
    value: str
    rule: str
    finding: str
    none: str


PLACED_TEXTS = (
    Placed(
        "indication",
        "{drug: brisolin, use: migraine}",
        "{basis: approved, agency: ema, country: eu}",
        "REG202",
        "In Europe, brisolin is approved for back pain.",
        "In Japan, brisolin is approved for back pain.",
    ),
    Placed(
        "indication",
        "{drug: brisolin, use: migraine}",
        "{basis: approved, agency: ema, country: eu}",
        "REG213",
        "Brisolin is not approved in Europe.",
        "Brisolin is not approved in Britain.",
    ),
    Placed(
        "indication",
        "{drug: brisolin, use: migraine, population: adults}",
        "{basis: approved, agency: fda}",
        "REG214",
        "The FDA approved brisolin for children with migraine.",
        "The FDA approved brisolin for adults with migraine.",
    ),
    Placed(
        "approval-year",
        "{drug: brisolin}",
        "{agency: ema, year: 2021}",
        "FIG204",
        "The EMA approved brisolin in 2018.",
        "The FDA approved brisolin in 2018.",
    ),
    Placed(
        "regulatory-status",
        "{drug: brisolin}",
        "{status: over-the-counter, country: uk}",
        "REG212",
        "In Britain, brisolin is available on prescription only.",
        "In the US, brisolin is available on prescription only.",
    ),
    Placed(
        "regulatory-status",
        "{drug: brisolin}",
        "{status: prescription, country: us}",
        "REG201",
        "In the US, brisolin is sold over the counter.",
        "In Britain, brisolin is sold over the counter.",
    ),
)
