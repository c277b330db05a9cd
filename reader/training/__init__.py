"""Teaching the reader: from hand-labelled sentences to the model file that healthlint ships (docs/reader.md)."""
