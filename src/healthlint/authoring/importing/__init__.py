"""Makes packs from labels: drafts as entries of facts.yaml, names for their lexicon, and updates from newer labels."""
