"""Findings -> edits -> new files: nothing else changes, and nothing is ever lost."""
