"""One adapter for each benchmark set."""
