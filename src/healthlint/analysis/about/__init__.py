"""What a place in the text is about; this package is the only one that decides."""
