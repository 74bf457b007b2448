"""How a reading of tables proves itself: by labels, by the declared relations, by the size of its amounts."""
