"""One module per input format: its `FORMAT`, its `SUFFIXES`, and how to `read` text or, if it is none, `read_bytes`."""
