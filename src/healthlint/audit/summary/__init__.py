"""`summary.html`: what an audit found, for people."""
