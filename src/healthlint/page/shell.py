"""The HTML around the reports: the page with its form, and the pages of rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from healthlint.report.html import NOTE, digest
from healthlint.report.html import asset as report_asset
from healthlint.report.page.markup import element, text

_DOCTYPE = "<!doctype html>\n"


def shell(packs: Sequence[Mapping[str, Any]], most_bytes: int) -> str:
    """The page, with a checkbox for each pack."""
    script = element("script", _script())
    body = _asset("page.html").replace("<!-- packs -->", "".join(map(_pack, packs))).replace("<!-- note -->", NOTE)
    head = _head("healthlint", _style())
    return _DOCTYPE + element("html", head + element("body", body + script, data_most=most_bytes), lang="en")


def _pack(pack: Mapping[str, Any]) -> str:
    name, needs = str(pack["name"]), " ".join(pack["requires"])
    box = f'<input type="checkbox" name="pack" value="{text(name)}" data-requires="{text(needs)}" checked>'
    return element("label", f"{box} {text(pack['title'])}")


def rule_html(code: str, markdown: str) -> str:
    """The page of a rule as self-contained HTML without scripts."""
    import pyromark

    style = _style()
    policy = f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'"
    head = _head(f"healthlint: {code}", style, policy)
    made = pyromark.html(markdown, options=pyromark.Options.ENABLE_TABLES)
    # Long lines can be scrolled by keyboard.
    body = element("main", made.replace("<pre>", '<pre tabindex="0">'), class_="rule")
    return _DOCTYPE + element("html", head + element("body", body), lang="en")


def _head(title: str, style: str, policy: str = "") -> str:
    return element("head", _heads(title, style, policy))


def _heads(title: str, style: str, policy: str) -> Iterator[str]:
    yield '<meta charset="utf-8">'
    if policy:
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width">'
    yield '<link rel="icon" href="data:,">'
    yield element("title", text(title))
    yield element("style", style)


@cache
def policy() -> str:
    """The content security policy: run its own script and style, and send requests to its own origin. Nothing in an
    article can become a script or a request, even if an escape were missed."""
    own = f"style-src '{digest(_style())}'; script-src '{digest(_script())}'; connect-src 'self'; img-src data:"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@cache
def _style() -> str:
    return report_asset("report.css") + _asset("page.css")


@cache
def _script() -> str:
    return report_asset("report.js") + _asset("page.js")


def _asset(name: str) -> str:
    return files("healthlint.page").joinpath("assets", name).read_text(encoding="utf-8")
