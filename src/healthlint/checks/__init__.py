"""Kinds of check: `checks/<kind>.py` holds the kind that a rule asks for with `kind: <kind>`."""
