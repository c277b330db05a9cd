"""The taught reader: what a sentence says, as the probability of each label (reader/LABELS.md), never whether it is true."""
