"""The taught reader: the probability of each label (reader/LABELS.md) for a sentence, never whether it is true."""
