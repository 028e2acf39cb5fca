"""What is known: the medicine as data and pure functions."""
