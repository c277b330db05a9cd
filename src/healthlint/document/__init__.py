"""Bytes of an article -> Document: the text as readers see it, with an exact map back to the file."""
