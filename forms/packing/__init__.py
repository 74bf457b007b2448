"""What the official does who writes a pack: check it, see it, hold it against another, begin one, install it."""
