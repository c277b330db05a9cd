"""Word files: the archive, the XML of its parts, the visible text, and lossless edits."""
