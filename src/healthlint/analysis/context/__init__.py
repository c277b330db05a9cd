"""What holds for a stretch of text: cues, how far they reach, and what is inserted into a clause."""
