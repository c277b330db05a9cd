"""What a place of the text is about: one question, one room."""
