"""The context of a span: cues, their scope, and insertions into clauses."""
