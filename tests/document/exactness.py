"""What must hold for the map from any document's text to its file."""

import unicodedata

from healthlint.document.model import Document


def same(shown: str, written: str) -> bool:
    """One character of the text against the one of the file that it stands for."""
    if shown == written or (shown.isspace() and written.isspace()) or written == "\0":
        return True
    return unicodedata.normalize("NFKC", shown).replace("\N{MINUS SIGN}", "-") == written  # a raised digit


def assert_exact(document: Document) -> None:
    text, source = document.text, document.source
    spans = [block.span for block in document.blocks]
    assert "\n\n".join(text[span.start : span.end] for span in spans) == text
    at = 0
    for piece in document.prose.pieces:
        assert piece.text.start == at
        at = piece.text.end
        assert 0 <= piece.source.start <= piece.source.end <= len(source)
        if len(piece.text) == len(piece.source):
            pairs = zip(text[piece.text.start : at], source[piece.source.start : piece.source.end], strict=True)
            assert all(same(shown, written) for shown, written in pairs)
    assert at == len(text)
    for span in spans:
        starts = [document.prose.locate(i, i + 1).start for i in range(span.start, span.end)]
        assert starts == sorted(starts)
    for span, _ in (*document.links, *document.notes):
        assert 0 <= span.start <= span.end <= len(text)
    for comment in document.comments:
        assert comment.text in source[comment.span.start : comment.span.end]
