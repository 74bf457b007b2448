"""Text that was laid out: its marks, and its lines put together into paragraphs."""
