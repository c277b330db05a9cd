"""Small labels of an invented drug, as SPL and as openFDA gives them."""

import json
from xml.sax.saxutils import escape

_SPL = """<?xml version="1.0" encoding="UTF-8"?>
<document xmlns="urn:hl7-org:v3">
  <code code="34391-3" displayName="HUMAN PRESCRIPTION DRUG LABEL"/>
  <title>MIGRASTOP (brisolin)<br/>tablets<br/>Initial U.S. Approval: 2015</title>
  <effectiveTime value="20260131"/>
  <setId root="{set_id}"/>
  <versionNumber value="{version}"/>
  <author><assignedEntity><representedOrganization><name>Nobody</name></representedOrganization></assignedEntity></author>
  <component><structuredBody>
    <component><section><code code="48780-1"/>{products}</section></component>
    {sections}
  </structuredBody></component>
</document>
"""
_PRODUCT = """<subject><manufacturedProduct><manufacturedProduct>
  <name>{brand}</name><formCode displayName="{form}"/>
  <asEntityWithGeneric><genericMedicine><name>{substance}</name></genericMedicine></asEntityWithGeneric>
  <ingredient classCode="ACTIB">
    <quantity><numerator value="{amount}" unit="{unit}"/><denominator value="{per}" unit="{per_unit}"/></quantity>
    <ingredientSubstance><name>{substance} acetate</name>
      <activeMoiety><activeMoiety><name>{substance}</name></activeMoiety></activeMoiety></ingredientSubstance>
  </ingredient>
  <ingredient classCode="IACT"><ingredientSubstance><name>WATER</name></ingredientSubstance></ingredient>
</manufacturedProduct>
<subjectOf><approval><code displayName="NDA"/></approval></subjectOf>
<consumedIn><substanceAdministration><routeCode displayName="ORAL"/></substanceAdministration></consumedIn>
</manufacturedProduct></subject>"""


def product(brand="Migrastop", substance="BRISOLIN", form="TABLET", amount="10", unit="mg", per="1", per_unit="1"):
    return _PRODUCT.format(
        brand=brand, substance=substance, form=form, amount=amount, unit=unit, per=per, per_unit=per_unit
    )


def section(code, title, *blocks, inside=""):
    """A section of paragraphs; what begins with "<" is markup, "- " an item of a list."""
    text = "".join(_markup(block) for block in blocks)
    titled = f"<title>{escape(title)}</title>" if title else ""
    return f'<component><section><code code="{code}"/>{titled}<text>{text}</text>{inside}</section></component>'


def _markup(block):
    if block.startswith("<"):
        return block
    if block.startswith("- "):
        return f"<list><item>{escape(block[2:])}</item></list>"
    return f"<paragraph>{escape(block)}</paragraph>"


def spl(*sections, products=None, set_id="s-1", version="1"):
    made = product() if products is None else products
    return _SPL.format(sections="\n    ".join(sections), products=made, set_id=set_id, version=version)


def openfda(**fields):
    """An answer of the API with one record."""
    about = {
        "brand_name": ["MIGRASTOP"],
        "generic_name": ["BRISOLIN"],
        "manufacturer_name": ["Nobody"],
        "product_type": ["HUMAN PRESCRIPTION DRUG"],
        "route": ["ORAL"],
        "application_number": ["NDA000001"],
    }
    record = {"set_id": "s-1", "version": "1", "effective_time": "20260131", "openfda": about}
    record |= {name: [text] for name, text in fields.items()}
    return json.dumps({"meta": {"disclaimer": "none"}, "results": [record]})


def same(text, source):
    """True where a text is a stretch of its source, white space of any kind being a space."""
    return text == "".join(" " if letter.isspace() else letter for letter in source)
