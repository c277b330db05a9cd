"""One module per input format: each says its `FORMAT`, its `SUFFIXES`, and how to `read` it.

Where a fix cannot write its text as it is, the module has an `escape` for it; where the source is not the file's text,
a `rewrite` of its bytes.
"""
