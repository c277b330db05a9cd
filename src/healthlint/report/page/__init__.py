"""The parts of the HTML report: an article with its marks, the notes next to it, the overview of several articles."""
