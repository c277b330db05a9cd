"""Word files made for a test out of the XML that it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = f'<w:{{0}} xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}">'
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="My heading"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="Kopf"/>
 <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="TOCHeading"><w:name w:val="TOC Heading"/><w:basedOn w:val="berschrift1"/>
 <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Verz1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Intense Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Beschr"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Lit"><w:name w:val="Bibliography"/></w:style>
<w:style w:type="paragraph" w:styleId="Num"><w:name w:val="List Number"/>
 <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>
</w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="x"/><w:basedOn w:val="Loop2"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop2"><w:name w:val="y"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Weg"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Alt"><w:name w:val="Withdrawn"/><w:rPr><w:strike/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def paragraph(text: str, style: str = "", properties: str = "") -> str:
    """A paragraph with one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def item(text: str, number: int, depth: int = 0) -> str:
    """A paragraph of a list."""
    return paragraph(text, "", f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def members(
    body: str, footnotes: str = "", endnotes: str = "", links: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The parts of a Word file with this body."""
    kinds = {"styles": STYLES, "numbering": NUMBERING, "footnotes": footnotes, "endnotes": endnotes}
    given = {kind: content for kind, content in kinds.items() if content}
    related = [f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in given]
    related += [
        f'<Relationship Id="{key}" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in (links or {}).items()
    ]
    main = f'<Relationship Id="m" Type="{R}/officeDocument" Target="word/document.xml"/>'
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{main}</Relationships>',
        "word/document.xml": f"{HEAD.format('document')}<w:body>{body}</w:body></w:document>",
        **{f"word/{kind}.xml": f"{HEAD.format(kind)}{content}</w:{kind}>" for kind, content in given.items()},
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{"".join(related)}</Relationships>',
    }


def packed(contents: Mapping[str, str | bytes]) -> bytes:
    """An archive of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 5, 17, 1, 2, 4)), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def word(body: str, footnotes: str = "", endnotes: str = "", links: Mapping[str, str] | None = None) -> bytes:
    """A Word file with this body."""
    return packed(members(body, footnotes, endnotes, links))
