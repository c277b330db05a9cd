"""Drug labels as data: US Structured Product Labeling and openFDA's JSON, every word with its place in the file."""
