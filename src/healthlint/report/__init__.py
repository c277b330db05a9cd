"""Reports -> text for people and programs; `report/<format>.py` holds one format each."""
