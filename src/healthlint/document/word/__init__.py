"""Word files: the archive, the XML of its parts, what a reader sees of it, and changes that lose nothing."""
