"""Questions with their answers, debunked myths, quotations: how a passage treats what it says."""
