"""Hit + Rule + Document -> Finding."""
