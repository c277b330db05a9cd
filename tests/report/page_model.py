"""What a page holds, as a browser would read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "link", "input", "br"})


@dataclass
class Node:
    name: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    def all(self, *names: str, **attributes: str) -> list[Node]:
        """The elements below with one of these names and these attributes."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                fits = not names or child.name in names
                if fits and all(child.attributes.get(key) == value for key, value in attributes.items()):
                    found.append(child)
                found += child.all(*names, **attributes)
        return found

    def one(self, *names: str, **attributes: str) -> Node:
        (found,) = self.all(*names, **attributes)
        return found

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.path = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.path[-1].children.append(node)
        if tag not in _VOID:
            self.path.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.path.pop().name == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.path[-1].children.append(data)


def parse(page: str) -> Node:
    """The tree of a page; fails when its elements do not nest."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    (root,) = parser.path
    return root
