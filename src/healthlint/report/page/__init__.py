"""The parts of the HTML report: an article with its marks, the notes beside it, the overview of several articles."""
