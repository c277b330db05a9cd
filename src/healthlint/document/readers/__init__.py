"""One module per input format: each says its `FORMAT`, its `SUFFIXES`, and how to `read` it - or to
`read_each`, where one file may hold several articles."""
