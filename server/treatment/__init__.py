"""What was prescribed, and what was taken."""
