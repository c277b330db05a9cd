"""One table of attributes for an article: whose, which, what value, for whom, and where it is said."""
