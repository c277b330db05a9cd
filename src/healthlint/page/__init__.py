"""`healthlint page`: the linter in a browser, for people without a shell; served to this machine only."""
