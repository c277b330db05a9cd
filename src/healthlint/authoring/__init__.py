"""Tools for pack authors: start, import, test, check and review packs."""
