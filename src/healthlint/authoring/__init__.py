"""What the author of a pack needs: its examples run, its files looked over, a first pack to start from."""
