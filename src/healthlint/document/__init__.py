"""Bytes of an article -> Document: the reader's text with an exact map back to the writer's characters."""
