"""The kinds of check. `checks/<kind>.py` implements the kind that a rule names with `kind: <kind>`."""
