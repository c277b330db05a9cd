"""One module per input format: each defines its `FORMAT`, its `SUFFIXES`, and `read` - or `read_each`, if one file may
contain several articles, or `read_bytes`, if it is not text.

If a fix cannot write its text as it is, the module has an `escape` for it; if the source is not the file's text, a
`rewrite` of its bytes.
"""
