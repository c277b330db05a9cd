"""The taught reader: what a sentence says (reader/LABELS.md), as probabilities; never whether that is true."""
