"""`healthlint audit`: the one engine over archives, on one machine or on a cluster."""
