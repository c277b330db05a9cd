"""One table of an article's attributes: subject, attribute, value, population, and place."""
