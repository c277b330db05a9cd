"""Sources and facts -> Reference: what is documented, where, and where the sources disagree."""
