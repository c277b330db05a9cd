"""US Structured Product Labeling (HL7 v3): the XML of a label that DailyMed and FDA publish."""

from __future__ import annotations

from healthlint.authoring.labels.flow import Flow
from healthlint.authoring.labels.model import Label, Section
from healthlint.authoring.labels.narrative import Narrative
from healthlint.authoring.labels.products import products, shown
from healthlint.authoring.labels.tree import Element, tree
from healthlint.document.xml import XmlError
from healthlint.errors import InputError
from healthlint.pattern import pattern

_DAY = pattern(r"(\d{4})(\d{2})(\d{2})")


def read(source: str, file: str, sha256: str) -> Label:
    """The label in a file's text; `file` names it in errors. Raises InputError."""
    try:
        root = tree(source)
    except XmlError as error:
        raise InputError(f"{file}: not valid XML ({error}); download the label again") from None
    body = root.find("component", "structuredBody")
    if root.name != "document" or body is None:
        raise InputError(f"{file}: is XML, but not a drug label; give an SPL file (root 'document' in urn:hl7-org:v3)")
    reader = _Reader()
    title = reader.narrative.line(root.find("title"))
    sections = tuple(reader.section(each) for each in _sections(body))
    maker = root.find("author", "assignedEntity", "representedOrganization", "name")
    return Label(
        file,
        sha256,
        "spl",
        _value(root, "setId", "root"),
        _value(root, "versionNumber", "value"),
        day(_value(root, "effectiveTime", "value")),
        title,
        maker.text() if maker else "",
        shown(root.find("code")),
        products(body),
        sections,
        reader.flow.build(),
    )


def day(digits: str) -> str:
    """YYYYMMDD... as YYYY-MM-DD, anything else as ""."""
    found = _DAY.match(digits)
    return "-".join(found.groups()) if found else ""


class _Reader:
    def __init__(self) -> None:
        self.flow = Flow()
        self.narrative = Narrative(self.flow)

    def section(self, element: Element) -> Section:
        code = _value(element, "code", "code")
        title = self.narrative.line(element.find("title"))
        for text in element.elements("text"):
            self.narrative.write(text)
        blocks = self.flow.take()
        tables, self.narrative.tables = tuple(self.narrative.tables), []
        for text in (text for excerpt in element.elements("excerpt") for text in excerpt.walk("text")):
            self.narrative.write(text)
        highlights = self.flow.take()
        self.narrative.tables = []
        return Section(code, title, blocks, tables, tuple(map(self.section, _sections(element))), highlights)


def _sections(element: Element) -> list[Element]:
    return [section for part in element.elements("component") for section in part.elements("section")]


def _value(element: Element, name: str, attribute: str) -> str:
    found = element.find(name)
    return found.attribute(attribute) if found else ""
