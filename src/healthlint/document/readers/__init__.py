"""One module per input format: each says its `FORMAT`, its `SUFFIXES`, and how to `read` it."""
