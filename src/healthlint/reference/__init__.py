"""Sources and facts -> Reference: what is documented, where it stands, and where the sources disagree."""
