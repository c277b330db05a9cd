"""Decides which findings are shown, and which are silenced and why."""
