"""Facts from the structured data of a label: products, strengths, forms, approval and marketing."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.authoring.drafts.amounts import amounts, number
from healthlint.authoring.drafts.model import Draft, Plain, Unread
from healthlint.authoring.drafts.sentences import sections, sentences
from healthlint.authoring.drafts.substance import Substance, slug
from healthlint.authoring.drafts.wording import words
from healthlint.authoring.labels.loinc import FORMS
from healthlint.authoring.labels.model import Ingredient, Label, Product
from healthlint.pattern import pattern
from healthlint.span import Span

_FIGURE = pattern(r"\d+(?:\.\d+)?")
_UNITS = {"mg": "mg", "g": "g", "ug": "mcg", "mcg": "mcg", "[iU]": "iu", "[USP'U]": "unit", "meq": "meq", "ml": "ml"}


def data(label: Label, substance: Substance) -> Iterator[Draft | Unread]:
    """The facts in a label's data."""
    yield from _status(label, substance)
    for product in label.products:
        if any(substance.holds(each) for each in product.ingredients) or not product.ingredients:
            yield from _product(product, substance)
    # A repackager's data have what it sells; the text has all that there are. Of a combination only the data tell
    # which substance an amount is of.
    if not substance.several:
        yield from _strengths_in_text(label, substance)


def _status(label: Label, substance: Substance) -> Iterator[Draft]:
    about = {"drug": substance.id}
    kind = label.document_type
    for name, status in (("on-prescription", "prescription"), ("over-the-counter", "over-the-counter")):
        if words(name).search(kind.text):
            said = f"sold {'on prescription' if status == 'prescription' else 'over the counter'}"
            yield Draft("regulatory-status", about, {"status": status, "country": "us"}, kind.place, said)
    year = words("approval").search(label.words(label.title))
    if year:
        begin = label.title.start
        place = label.place(Span(begin + year.start(), begin + year.end()))
        value: dict[str, Plain] = {"agency": "fda", "year": int(year[1]), "country": "us"}
        yield Draft("approval-year", about, value, place, f"first approved in {year[1]}")


def _product(product: Product, substance: Substance) -> Iterator[Draft | Unread]:
    about = {"drug": substance.id}
    name = product.name.text
    if slug(name) != substance.id:
        yield Draft(
            "product", {**about, "product": slug(name)}, {"kind": "brand"}, product.name.place, f"{name} is a brand"
        )
    form = slug(product.form.text.split(",")[0])
    if form:
        value = {"aspect": "form", "choice": form}
        yield Draft("administration", about, value, product.form.place, f"given as {form.replace('-', ' ')}")
    for ingredient in product.ingredients:
        if substance.holds(ingredient):
            yield _strength(ingredient, substance, form)


def _strength(ingredient: Ingredient, substance: Substance, form: str) -> Draft | Unread:
    amount, per = ingredient.amount, ingredient.per
    unit = _UNITS.get(amount.unit, "") if amount else ""
    volume = _UNITS.get(per.unit.lower(), "") if per and per.unit != "1" else "1"
    if amount is None or per is None or not unit or volume not in ("1", "ml"):
        return Unread("strength", ingredient.place, "a strength in units that facts do not use")
    about = {"drug": substance.id, **({"topic": slug(ingredient.moiety)} if substance.several else {})}
    value: dict[str, Plain] = {"low": number(amount.value), "high": number(amount.value), "unit": unit}
    value |= {"in": number(per.value), "in-unit": volume} if volume == "ml" else {}
    value |= {"form": form} if form else {}
    said = f"{number(amount.value)} {unit}" + (f" in {number(per.value)} ml" if volume == "ml" else "")
    return Draft(
        "strength", about, value, ingredient.place, f"{said}{f' {ingredient.moiety.lower()}' * substance.several}"
    )


def _strengths_in_text(label: Label, substance: Substance) -> Iterator[Draft]:
    """Each amount in the section on forms that the data do not have."""
    known = {figure for product in label.products for part in product.ingredients for figure in _figures(part)}
    for section in sections(label, FORMS):
        for sentence in sentences(label, section):
            for figure, unit, start, end in _listed(sentence.text):
                if (figure, unit) not in known:
                    known.add((figure, unit))
                    value: dict[str, Plain] = {"low": number(figure), "high": number(figure), "unit": unit}
                    place = label.place(sentence.span(start, end))
                    yield Draft("strength", {"drug": substance.id}, value, place, f"{number(figure)} {unit}")


def _figures(part: Ingredient) -> Iterator[tuple[float, str]]:
    """What a strength of the data is in the text: 8 mg in 0.4 ml are 8 mg, and 20 mg in 1 ml, too."""
    unit = _UNITS.get(part.amount.unit, "") if part.amount else ""
    if part.amount and unit:
        yield part.amount.value, unit
        if part.per and part.per.value:
            yield round(part.amount.value / part.per.value, 6), unit


def _listed(text: str) -> Iterator[tuple[float, str, int, int]]:
    """The amounts of a text; in "10, 20 and 40 mg" the unit of the last is that of all."""
    for amount in amounts(text):
        if amount.unit not in ("mg", "mcg", "g", "iu") or amount.over or words("volume-behind").match(text, amount.end):
            continue
        before = words("figures-before").search(text, 0, amount.start)
        for figure in _FIGURE.finditer(text, before.start(), before.end()) if before else ():
            yield float(figure[0]), amount.unit, *figure.span()
        yield amount.low, amount.unit, amount.start, amount.end
        if amount.high != amount.low:
            yield amount.high, amount.unit, amount.start, amount.end
