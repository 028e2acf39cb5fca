"""What patients write about how they are."""
