"""One module per input format: each says its `FORMAT`, its `SUFFIXES`, and how to `read` it - or to `read_each`, where
one file may hold several articles, or to `read_bytes`, where it is no text.

Where a fix cannot write its text as it is, the module has an `escape` for it; where the source is not the file's text,
a `rewrite` of its bytes.
"""
