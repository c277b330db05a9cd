"""Drafts of facts from labels: what is certain becomes a draft, anything else is listed for the editor."""
