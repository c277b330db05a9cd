"""What inputs are put together from: health words and numbers, the markup of every format, what breaks parsers."""

from __future__ import annotations

HEALTH = [
    "naltrexone ", "naltroxene ", "LDN ", "low-dose naltrexone ", "fibromyalgia", "Fibromyalga ", "ibuprofin ",
    "cures ", "cure", "treats ", "may ", "does not ", "no ", "never ", "without ", "isn't ", "if ", "is safe ",
    "no side effects ", "miracle ", "breakthrough", "approved by the FDA ", "off-label ", "a doctor ", "opioids ",
    "alcohol ", "pain ", "studies show ", "Myth: ", "according to ", "“", "”", "\"", "'", "’", "(", ")", "? ", ". ",
    "; ", ", ", ": ", "! ", "...", "—", "-", "and ", "or ", "than ", "of ", "the ", "a ", "is ", "it ", "they ",
    "References\n", "[1] ", "(Smith, 2019) ", "https://x.y/z ", "10.1000/xyz ", "\n\n", "\n", "\r\n", "\t", "  ",
]  # fmt: skip
NUMBERS = [
    "4.5 mg ", "5.0 mg ", ".5 mg ", "0.5mg", "50 milligrams ", "4.5 mcg ", "µg ", "1,000 ", "1.000,5 ", "1–4.5 mg ",
    "a day ", "twice daily ", "every 8 hours ", "per kg ", "mg/kg/day ", "1984 ", "in the 1980s ", "30 % ",
    "one in five ", "half ", "½ ", "⅓", "forty-five ", "two and a half ", "hundred ", "million ", "dozen ",
    "12 weeks ", "at night ", "$35 ", "1e5 ", "-5 ", "9" * 40, "0", "00", "²", "٣", "x10⁹ ", "5′", "≤ 3 ",
    "more than ", "up to ", "between ", "to ", "10-", "1/2 ", "1/0 ", "drops ", "tablets ", "morning ",
]  # fmt: skip
ODD = [
    "\0", "\u00ad", "\u200b", "\ufeff", "\u2028", "\u0085", "\x0b", "\x1c", "\x1b[31m", "\u202e", "é", "𝒳", "ﬁ", "İ",
    "ß", "\u0301", "ǅ", "\U000e0041", "\ufffd", "\u3000", "漢",
]  # fmt: skip
MARKDOWN = [
    "# ", "## ", "- ", "* ", "1. ", "> ", "**", "*", "_", "`", "```\n", "~~", "[", "](x)", "![", "][1]", "[^1]",
    "[^1]: ", "| ", "|---|---|\n", "---\n", "===\n", "+++\n", "title: x\n", "description: >\n  ", "<", ">", "\\",
    "&amp;", "{{", "}}", "{%", "%}", "{2} ", "    ", "<b>", "</b>", "<!-- ", " -->", "[1]: http://x\n", "- [ ] ",
    ": ",
]  # fmt: skip
HTML = [
    "<p>", "</p>", "<b>", "</b>", "<i>", "<div>", "</div>", "<ul>", "<ol>", "<li>", "</ul>", "<table>", "<tr>",
    "<td>", "<th>", "</table>", "<h1>", "</h1>", "<h2>", "<title>", "</title>", "<blockquote>", "<pre>", "<code>",
    "</code>", "<br>", "<sup>", "</sup>", "<a href='#x'>", "<a href=http://x>", "</a>", "<img alt='", "'>", "<!--",
    "-->", "<script>", "</script>", "<style>", "</style>", "<del>", "</del>", "<span hidden>", "</span>",
    " style='display:none'", " class=", "<dt>", "<dd>", "<nav>", "</nav>", "<q>", "</q>", "<svg>", "<textarea>",
    "<![CDATA[", "]]>", "<?x", "?>", "<!DOCTYPE html>", "&amp;", "&lt", "&#x0;", "&#32;", "&nbsp;", "&shy;",
    "&#1114112;", "&", "<", ">", "/>", "=", "\"", "<meta charset=latin-1>", "<wbr>", "<template>", "<noscript>",
]  # fmt: skip
JSON = [
    "{", "}", "[", "]", ":", ",", "\"", "\"title\": ", "\"body\": ", "\"content\": ", "{\"rendered\": \"",
    "\"blocks\": [", "\"text\": ", "\"html\": ", "\"markdown\": ", "\"id\": ", "\\n", "\\\"", "\\u00b5", "\\ud83d",
    "\\ude00", "\\\\", "\\/", "null", "true", "-1.5e9", "\n",
]  # fmt: skip
WORD = [
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", '<w:t xml:space="preserve">', "<w:tab/>", "<w:br/>",
    "<w:cr/>", "<w:p><w:r><w:t>", "</w:t></w:r></w:p>", "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>",
    "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', "<w:noBreakHyphen/>",
    "<w:softHyphen/>", "<w:ins>", "</w:ins>", "<w:del>", "</w:del>", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>",
    '<w:footnoteReference w:id="1"/>', "<![CDATA[", "]]>", '<w:fldChar w:fldCharType="begin"/>',
    '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>', "<w:instrText>", "</w:instrText>",
    "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", "<w:txbxContent>", "</w:txbxContent>",
    '<w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>', '<w:pPr><w:pStyle w:val="Num"/></w:pPr>',
    '<w:hyperlink r:id="x">', "</w:hyperlink>", "<mc:AlternateContent>", "<mc:Choice>", "<mc:Fallback>",
    '<w:sym w:font="Symbol" w:char="F06D"/>', "<!-- ", " -->",
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', "&amp;", "&#181;", "&#0;", '<w:footnote w:id="1">',
    "</w:footnote>", "\n=== word/footnotes.xml\n", "\n=== word/styles.xml\n", "\n=== word/document.xml\n",
    "\n=== _rels/.rels\n", "<x:y/>",
]  # fmt: skip
DIRECTIVES = [
    "<!-- healthlint: ignore TYP101 -->", "<!-- healthlint: ignore ", "<!-- healthlint: off ", "<!-- healthlint: on ",
    "<!-- healthlint: ignore-file -->", "<!-- healthlint: ", "healthlint:", " -- a reason -->", "-->", "<!--", "--",
    "TYP101", "DOS101", "LAN001", "TYP", "SUP001", "EFF001", "misspelled-word", "cure-claim", "XYZ999", ", ", ",",
    "ignore ", "off ", "on ", "ignore-file ", "naltroxene ", "miracle ", "5.0 mg ", "\n", "\n\n", "\r\n", "\r", " ",
    "# ", "- ", "> ", "<p>", "</p>", "text ", "\\n", "é",
]  # fmt: skip
YAML = [
    ": ", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "\"", "'", "|", ">", "|-\n", "&a ", "*a",
    "!!python/object:os.system ", "!x ", "<<: *a", "? ", "---\n", "...\n", "%YAML 1.1\n", "#", "null", "~", "yes",
    "1.5", ".inf", ".nan", "1_000", "0x10", "2019-01-01", "\u0085", "\t", "@", "`", "\\x00", "\\ud800", "é", "9" * 30,
]  # fmt: skip
PACK = [
    "\n=== pack.yaml\n", "\n=== lexicon/words.yaml\n", "\n=== facts.yaml\n", "\n=== sources.yaml\n",
    "\n=== ABC001.yaml\n", "\n=== ABC002.yaml\n", "name: ", "kind: ", "severity: error", "message: ", "why: ",
    "with:\n  ", "unless: [negated]", "where: [title]", "facts: [<x>]", "fix: safe",
    "examples:\n  flag: [\"a «b»\", \"c «d»\"]\n  pass: [\"e\", \"f\"]\n", "confidence: low", "optional: true",
    "terms: [", "(a|b)", "[a]", "<drug>", "<number>", "<x>", "+", "...", "...9", "_", "«", "»", "(", ")", "|",
    "{text}", "{", "}", "{text!r:>9}", "{text.__class__}", "{0}", "drugs:\n  ", "groups:\n  ", "inflections:\n  ",
    "conditions:\n  ", "relations:\n  ", "requires: [mine]", "type: dose-range", "about: {drug: x, use: y}",
    "value: {low: 1, high: 2, unit: mg}", "stance: denies", "at: [1, 2]", "sha256: ", "term", "claim", "amount",
    "figure", "count", "notation", "caveat", "agreement", "citation", "readability", "spelling", "swap",
    "interaction", "opposites", "promise", "statement", "verdict", "suppression", "heading", "expansion", "confusion",
    "age", "unsourced",
]  # fmt: skip
CONFIG = [
    "\n=== healthlint.yaml\n", "\n=== pyproject.toml\n", "\n=== base.yaml\n", "\n=== .healthlint.yaml\n",
    "extend: base.yaml\n", "extend: ", "packs: ", "extend-packs: ", "select: ", "extend-select: ", "ignore: ",
    "severity: ", "fail-on: ", "require-reasons: ", "overrides:\n  - files: ", "exclude: ", "respect-gitignore: ",
    "words: ", "readability: {grade: 9, words: 1}", "text-fields: ", "[tool.healthlint]\n",
    "[[tool.healthlint.overrides]]\n", "[tool.healthlint.severity]\n", " = ", "= [\"", "\"]", "true", "false",
    "TYP101", "TYP", "error", "warning", "\"*.md\"", "\"!x\"", "\"**/\"", "\"[\"", "\"\\\\\"", "health-writing",
    "low-dose-naltrexone", "..", "/", "html=html", "1e999", "-1", "\"\"\"", "'''", "1979-05-27", "\\u0000", "\\ud800",
]  # fmt: skip
