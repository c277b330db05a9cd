"""Results kept between runs, in a user folder that may be deleted at any time."""
