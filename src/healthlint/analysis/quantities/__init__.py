"""Numbers, amounts, frequencies and dates in all their written forms, and the drug that each dose belongs to."""
