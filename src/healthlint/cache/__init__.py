"""What is kept between runs: a folder of the user's that may be thrown away at any time."""
