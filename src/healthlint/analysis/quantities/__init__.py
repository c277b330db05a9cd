"""Numbers, amounts, rhythms and dates as writers write them, and the drug that each dose belongs to."""
