"""Packs out of labels: drafts as entries of facts.yaml, names for their lexicon, and what a newer label changes."""
