"""The text of a file before it is anybody's: its lines, the headings in them, what is a contents page or a cover."""
