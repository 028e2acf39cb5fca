"""Diaries that come as files: Tolv's own backup, and tables people kept elsewhere."""
