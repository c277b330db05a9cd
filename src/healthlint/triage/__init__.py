"""What is shown of the findings of an article, and what was silenced and why."""
