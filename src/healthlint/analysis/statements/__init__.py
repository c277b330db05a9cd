"""The statements of an article (who says that what does what to what), found by frames (words) and constructions
(grammar)."""
